"""Which commit a user or the main branch means."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.git import merge_base, resolve
from tests.collectors.git.repositories import Repository, new_repository


@pytest.fixture
def forked(tmp_path: Path) -> tuple[Repository, str]:
    """A repository on a branch two commits off main, and where they part."""
    repository = new_repository(tmp_path / "project")
    base = repository.commit({"CLAUDE.md": "one"})
    repository.git("checkout", "-qb", "work")
    repository.commit({"CLAUDE.md": "two"})
    repository.commit({"CLAUDE.md": "three"})
    return repository, base


@pytest.mark.parametrize("rev", ["main", "HEAD~2", "work^^", "@{-1}"])
def test_a_revision_is_resolved_to_its_commit(forked: tuple[Repository, str], rev: str) -> None:
    repository, base = forked
    assert resolve(repository.root, rev) == base


def test_a_short_hash_and_a_tag_are_revisions(forked: tuple[Repository, str]) -> None:
    repository, base = forked
    repository.git("tag", "-a", "v1", "-m", "first", base)
    assert resolve(repository.root, base[:8]) == resolve(repository.root, "v1") == base


@pytest.mark.parametrize(
    "rev", ["", "nowhere", "HEAD:CLAUDE.md", "--help", "-h", "main\nHEAD", "main\0", "main..HEAD"]
)
def test_what_names_no_commit_is_none(forked: tuple[Repository, str], rev: str) -> None:
    assert resolve(forked[0].root, rev) == ""


def test_the_merge_base_is_where_the_branch_left_main(forked: tuple[Repository, str]) -> None:
    repository, base = forked
    assert merge_base(repository.root) == base


def test_it_is_the_same_for_a_detached_head(forked: tuple[Repository, str]) -> None:
    repository, base = forked
    repository.git("checkout", "-q", "--detach")
    assert merge_base(repository.root) == base


def test_it_is_the_same_from_a_folder_within(forked: tuple[Repository, str]) -> None:
    repository, base = forked
    (repository.root / "sub").mkdir()
    assert merge_base(repository.root / "sub") == base


def test_it_is_the_same_in_a_second_work_tree(
    forked: tuple[Repository, str], tmp_path: Path
) -> None:
    repository, base = forked
    repository.git("worktree", "add", "-q", "--detach", str(tmp_path / "second"), "work")
    assert merge_base(tmp_path / "second") == base


def test_the_main_branch_of_the_origin_goes_before_ours(forked: tuple[Repository, str]) -> None:
    repository, _ = forked
    ahead = repository.git("rev-parse", "work^").decode().strip()
    repository.git("update-ref", "refs/remotes/origin/trunk", ahead)
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    assert merge_base(repository.root) == ahead


def test_an_origin_that_leads_nowhere_is_passed_over(forked: tuple[Repository, str]) -> None:
    repository, base = forked
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")
    assert merge_base(repository.root) == base


def test_there_is_none_without_a_main_branch(forked: tuple[Repository, str]) -> None:
    repository, _ = forked
    repository.git("branch", "-m", "main", "develop")
    assert merge_base(repository.root) == ""


def test_there_is_none_before_the_first_commit(tmp_path: Path) -> None:
    assert merge_base(new_repository(tmp_path).root) == ""


def test_there_is_none_outside_of_a_repository(tmp_path: Path) -> None:
    assert merge_base(tmp_path) == resolve(tmp_path, "HEAD") == ""


def test_there_is_none_where_a_shallow_clone_ends_before_it(
    forked: tuple[Repository, str], tmp_path: Path
) -> None:
    repository, _ = forked
    repository.git("checkout", "-q", "main")
    repository.commit({"CLAUDE.md": "main went on"})
    url = repository.root.as_uri()
    repository.git(
        "clone", "-q", "--depth=1", "--no-single-branch", "-b", "work", url, str(tmp_path / "clone")
    )
    assert resolve(tmp_path / "clone", "HEAD")
    assert merge_base(tmp_path / "clone") == ""
