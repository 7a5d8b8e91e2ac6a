"""Commits are told with what they touched, newest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.git import commits
from tests.collectors.git.repositories import NOON, Repository, new_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = new_repository(tmp_path / "project")
    repository.commit({"a.md": "one", "sub/b.md": "one"}, "First", at=NOON)
    repository.commit({"sub/b.md": "two"}, "Second", at=NOON + 60)
    repository.commit({"a.md": "three", "sub/c.md": "three"}, "Third", at=NOON + 120)
    return repository


def told(root: Path, *, since: int = 0, paths: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    return [(it.subject, *it.paths) for it in commits(root, since, paths)]


def test_a_commit_is_told_whole(repository: Repository) -> None:
    commit = commits(repository.root, since=0)[0]
    assert commit.revision == repository.head
    assert (commit.at, commit.author) == ((NOON + 120) * 1000, "Ann")
    assert (commit.subject, commit.paths) == ("Third", ("a.md", "sub/c.md"))


def test_the_newest_is_first_and_the_very_first_is_among_them(repository: Repository) -> None:
    assert [subject for subject, *_ in told(repository.root)] == ["Third", "Second", "First"]


def test_older_ones_than_asked_for_are_left_out(repository: Repository) -> None:
    since = (NOON + 60) * 1000
    assert [subject for subject, *_ in told(repository.root, since=since)] == ["Third", "Second"]


def test_paths_are_relative_to_a_folder_within(repository: Repository) -> None:
    assert told(repository.root / "sub") == [
        ("Third", "c.md"),
        ("Second", "b.md"),
        ("First", "b.md"),
    ]


def test_only_what_is_asked_for_counts(repository: Repository) -> None:
    paths = ("a.md", "~/.claude/CLAUDE.md", "../other.md", "/etc/x.md")
    assert told(repository.root, paths=paths) == [("Third", "a.md"), ("First", "a.md")]


def test_of_very_many_paths_the_same_is_told(repository: Repository) -> None:
    paths = ("a.md", *(f"none/{number}.md" for number in range(500)))
    assert told(repository.root, paths=paths) == [("Third", "a.md"), ("First", "a.md")]


def test_a_name_full_of_patterns_means_itself(repository: Repository) -> None:
    repository.commit({":(glob)**": "strange", "d.md": "plain"}, "Fourth", at=NOON + 180)
    assert told(repository.root, paths=(":(glob)**",)) == [("Fourth", ":(glob)**")]


def test_a_name_that_is_no_text_is_told_as_modules_are(repository: Repository) -> None:
    (repository.root / "\udcff\n.md").write_text("text")
    repository.commit({}, "Fourth", at=NOON + 180)
    name = "\\xff\n.md"
    assert told(repository.root)[0] == ("Fourth", name)
    assert told(repository.root, paths=(name,)) == [("Fourth", name)]


def test_a_file_that_is_called_like_a_commit_is_none(repository: Repository) -> None:
    name = repository.head
    repository.commit({name: "a hash"}, "Fourth", at=NOON + 180)
    assert told(repository.root)[:2] == [("Fourth", name), ("Third", "a.md", "sub/c.md")]


def test_a_merge_is_told_by_what_it_brought(repository: Repository) -> None:
    repository.git("checkout", "-qb", "work", "HEAD~1")
    repository.commit({"d.md": "four"}, "Fourth", at=NOON + 180)
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "work", at=NOON + 240)
    assert [subject for subject, *_ in told(repository.root)][:2] == ["Fourth", "Third"]


def test_a_subject_is_kept_as_it_is(repository: Repository) -> None:
    repository.commit({"a.md": "four"}, "\x1b]0;x\x07 :100644 naïve", at=NOON + 180)
    assert commits(repository.root, since=0)[0].subject == "\x1b]0;x\x07 :100644 naïve"


@pytest.mark.parametrize("date", [b"99999999999999999999", b"0"])
def test_a_crafted_date_is_none(repository: Repository, date: bytes) -> None:
    tree = repository.git("write-tree").strip()
    parent = repository.git("rev-parse", "HEAD~1").strip()
    author, committer = b"author A <a> " + date, f"committer A <a> {NOON + 300}".encode()
    lines = (b"tree " + tree, b"parent " + parent, author + b" +0000", committer + b" +0000")
    made = repository.objects("commit", b"\n".join(lines) + b"\n\ncrafted\n")
    repository.git("update-ref", "HEAD", made)
    assert commits(repository.root, since=NOON * 1000)[0].at == 0


def test_outside_of_a_repository_there_are_none(tmp_path: Path) -> None:
    assert commits(tmp_path, since=0) == ()


def test_before_the_first_commit_there_are_none(tmp_path: Path) -> None:
    assert commits(new_repository(tmp_path).root, since=0) == ()


def test_what_a_commit_has_behind_it_is_left_out(repository: Repository) -> None:
    beyond = repository.git("rev-parse", "HEAD~1").decode().strip()
    assert [it.subject for it in commits(repository.root, since=0, beyond=beyond)] == ["Third"]
    assert commits(repository.root, since=0, beyond=repository.head) == ()
