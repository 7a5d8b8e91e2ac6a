from __future__ import annotations

import os
from pathlib import Path

from dashboard.revision import Revision, revision

COMMIT = "a3f9c21" + "0" * 33


def a_repository(folder: Path, head: str = "ref: refs/heads/main\n") -> Path:
    git = folder / ".git"
    git.mkdir(parents=True)
    (git / "HEAD").write_text(head)
    return git


def test_a_branch_is_found_above_the_folder(tmp_path: Path) -> None:
    git = a_repository(tmp_path)
    (git / "refs/heads").mkdir(parents=True)
    (git / "refs/heads/main").write_text(f"{COMMIT}\n")
    (tmp_path / "inner").mkdir()
    assert revision(tmp_path / "inner") == Revision("main", COMMIT)


def test_a_packed_branch_is_found(tmp_path: Path) -> None:
    git = a_repository(tmp_path)
    (git / "packed-refs").write_text(f"# pack-refs\n{COMMIT} refs/heads/main\n")
    assert revision(tmp_path) == Revision("main", COMMIT)


def test_a_detached_head_has_no_branch(tmp_path: Path) -> None:
    a_repository(tmp_path, f"{COMMIT}\n")
    assert revision(tmp_path) == Revision("", COMMIT)


def test_a_worktree_shares_the_refs_of_its_repository(tmp_path: Path) -> None:
    git = a_repository(tmp_path / "main")
    (git / "packed-refs").write_text(f"{COMMIT} refs/heads/topic\n")
    linked = git / "worktrees/topic"
    linked.mkdir(parents=True)
    (linked / "HEAD").write_text("ref: refs/heads/topic\n")
    (linked / "commondir").write_text("../..\n")
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic/.git").write_text(f"gitdir: {linked}\n")
    assert revision(tmp_path / "topic") == Revision("topic", COMMIT)


def test_a_branch_without_commits_has_no_hash(tmp_path: Path) -> None:
    a_repository(tmp_path)
    assert revision(tmp_path) == Revision("main", "")


def test_without_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert revision(tmp_path) == Revision()


def test_a_head_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    os.mkfifo(tmp_path / ".git/HEAD")
    assert revision(tmp_path) == Revision()


def test_a_reference_does_not_lead_out_of_the_repository(tmp_path: Path) -> None:
    a_repository(tmp_path, "ref: ../secret\n")
    (tmp_path / "secret").write_text(COMMIT)
    assert revision(tmp_path).commit == ""


def test_a_folder_that_cannot_be_looked_at_stands_on_nothing(tmp_path: Path) -> None:
    assert revision(tmp_path / ("x" * 300)) == Revision()
