"""What a revision holds is told without checking it out, hostile names and all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collectors.framework.regular_file import LIMIT_BYTES
from collectors.git import contents, entries, tree
from tests.collectors.git.repositories import Repository, new_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return new_repository(tmp_path / "project")


def texts(root: Path, revision: str) -> dict[str, bytes]:
    return {entry.path: content for entry, content in contents(root, entries(root, revision))}


def crafted(repository: Repository, name: bytes, mode: bytes = b"100644") -> str:
    """A commit whose only entry has a name that git would not make."""
    blob = repository.objects("blob", b"text")
    inner = repository.objects("tree", mode + b" x.md\0" + bytes.fromhex(blob))
    made = blob if mode != b"40000" else inner
    top = repository.objects("tree", mode + b" " + name + b"\0" + bytes.fromhex(made))
    return repository.git("commit-tree", top, "-m", "crafted").decode().strip()


def test_files_come_with_their_contents(repository: Repository) -> None:
    commit = repository.commit({"a.md": "one", "b/c.md": "two"})
    assert texts(repository.root, commit) == {"a.md": b"one", "b/c.md": b"two"}


def test_they_are_those_of_then(repository: Repository) -> None:
    first = repository.commit({"a.md": "one"})
    repository.commit({"a.md": "changed", "b.md": "new"})
    assert texts(repository.root, first) == {"a.md": b"one"}


def test_a_folder_within_is_all_there_is_to_it(repository: Repository) -> None:
    commit = repository.commit({"a.md": "one", "sub/b.md": "two", "sub/c/d.md": "three"})
    assert texts(repository.root / "sub", commit) == {"b.md": b"two", "c/d.md": b"three"}


def test_a_folder_that_was_not_there_is_empty(repository: Repository) -> None:
    commit = repository.commit({"a.md": "one"})
    (repository.root / "new").mkdir()
    assert entries(repository.root / "new", commit) == ()


def test_a_second_work_tree_has_the_same_history(repository: Repository, tmp_path: Path) -> None:
    commit = repository.commit({"a.md": "one"})
    repository.git("worktree", "add", "-q", "--detach", str(tmp_path / "second"))
    assert texts(tmp_path / "second", commit) == {"a.md": b"one"}


def test_a_link_is_told_apart_and_says_where_it_leads(repository: Repository) -> None:
    (repository.root / "CLAUDE.md").symlink_to("AGENTS.md")
    commit = repository.commit({"AGENTS.md": "text"})
    assert texts(repository.root, commit)["CLAUDE.md"] == b"AGENTS.md"
    links = [entry.path for entry in entries(repository.root, commit) if entry.is_link]
    assert links == ["CLAUDE.md"]


def test_a_repository_within_is_no_file(repository: Repository) -> None:
    inner = new_repository(repository.root / "inner")
    inner.commit({"a.md": "theirs"})
    commit = repository.commit({"a.md": "ours"})
    assert texts(repository.root, commit) == {"a.md": b"ours"}


def test_a_file_too_large_to_be_read_is_left_out(repository: Repository) -> None:
    commit = repository.commit({"a.md": "x" * (LIMIT_BYTES + 1), "b.md": "y" * LIMIT_BYTES})
    assert [entry.path for entry in entries(repository.root, commit)] == ["b.md"]


@pytest.mark.parametrize(
    "name", [b"line\nbreak.md", b"\xff\xfe.md", b"-rf.md", b" \t.md", b"\x1b[31m.md", b"a" * 250]
)
def test_strange_names_are_kept_as_they_are(repository: Repository, name: bytes) -> None:
    (repository.root / os.fsdecode(name)).write_text("text")
    commit = repository.commit({})
    assert texts(repository.root, commit) == {os.fsdecode(name): b"text"}


@pytest.mark.parametrize("name", [b"..", b"."])
@pytest.mark.parametrize("mode", [b"100644", b"120000", b"40000"])
def test_a_crafted_name_does_not_lead_out(repository: Repository, name: bytes, mode: bytes) -> None:
    assert entries(repository.root, crafted(repository, name, mode)) == ()


def test_a_crafted_name_with_a_slash_does_not_lead_out(repository: Repository) -> None:
    assert entries(repository.root, crafted(repository, b"../../etc/x.md")) == ()
    assert entries(repository.root, crafted(repository, b"/etc/x.md")) == ()


def test_what_git_lost_is_left_out(repository: Repository) -> None:
    commit = repository.commit({"a.md": "one", "b.md": "two"})
    found = entries(repository.root, commit)
    lost = found[0].object
    (repository.root / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    assert [content for _, content in contents(repository.root, found)] == [b"two"]


def test_many_contents_come_in_batches(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{number:02}.md": str(number) * 40 for number in range(20)}
    commit = repository.commit(files)
    monkeypatch.setattr(tree, "_BATCH_BYTES", 100)
    assert texts(repository.root, commit) == {path: it.encode() for path, it in files.items()}


def test_more_files_than_can_be_listed_are_none(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = repository.objects("blob", b"x")
    last = repository.objects("tree", b"100644 x.md\0" + bytes.fromhex(blob))
    for _ in range(12):  # each holds the one before ten times: 10**12 files in 13 objects
        names = (b"40000 %d\0" % number + bytes.fromhex(last) for number in range(10))
        last = repository.objects("tree", b"".join(names))
    monkeypatch.setattr(tree, "_LISTED_BYTES", 100_000)
    bomb = repository.git("commit-tree", last, "-m", "bomb").decode().strip()
    assert entries(repository.root, bomb) == ()
