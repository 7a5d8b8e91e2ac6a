"""Git is started so that nothing else is, and left when it does not answer."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from collectors.git.program import run
from tests.collectors.git.repositories import Repository, new_repository


def script(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    """Let git be a script."""
    script(folder / "bin" / "git", text)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")


def test_git_answers_in_the_folder_it_is_asked_about(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    assert run(repository.root, "symbolic-ref", "HEAD") == b"refs/heads/main\n"


def test_what_is_asked_reaches_git(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    commit = repository.commit({"a.md": "a"})
    said = run(tmp_path, "cat-file", "--batch-check", asked=b"HEAD\n")
    assert said.startswith(f"{commit} commit".encode())


def test_nothing_is_said_outside_of_a_repository(tmp_path: Path) -> None:
    assert run(tmp_path, "rev-parse", "HEAD") == b""


def test_nothing_is_said_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(tmp_path, "--version") == b""


def test_a_git_in_the_current_folder_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path / "git", "echo taken over")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".:")
    assert run(tmp_path, "--version") == b""


def test_a_word_that_no_program_can_be_given_is_no_question(tmp_path: Path) -> None:
    assert run(tmp_path, "--version\0") == b""


def test_a_git_that_does_not_answer_is_ended_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, tmp_path, f"sleep 600 & echo $! > {tmp_path}/child; wait")
    assert run(tmp_path, "log", seconds=0.5) == b""
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False
    )
    assert state.stdout.strip()[:1] in {"", "Z"}


def test_a_git_that_closes_its_output_and_stays_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, tmp_path, "exec >&-; exec sleep 600")
    assert run(tmp_path, "log", seconds=0.2) == b""


def test_more_than_can_be_held_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, tmp_path, "exec yes")
    assert run(tmp_path, "log", longest=100_000) == b""


def test_a_failure_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, tmp_path, "echo half; exit 1")
    assert run(tmp_path, "log") == b""


def test_no_other_repository_can_be_slipped_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_repository(tmp_path / "one")
    other = new_repository(tmp_path / "other")
    other.commit({"a.md": "a"})
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    assert run(tmp_path / "one", "rev-parse", "--verify", "HEAD") == b""


def watched(tmp_path: Path) -> tuple[Repository, Path]:
    """A repository whose file-system monitor is a program, and what that leaves behind."""
    mark = tmp_path / "ran"
    repository = new_repository(tmp_path / "hostile")
    repository.commit({"a.md": "a"})
    monitor = script(tmp_path / "monitor", f"touch {mark}")
    repository.git("config", "core.fsmonitor", str(monitor))
    return repository, mark


def test_a_repository_cannot_make_git_run_its_monitor(tmp_path: Path) -> None:
    repository, mark = watched(tmp_path)
    assert run(repository.root, "status", "--porcelain", "--branch")
    assert not mark.exists()
    repository.git("status")
    assert mark.exists(), "the trap was none"


def lacking(tmp_path: Path) -> tuple[Repository, str, Path]:
    """A partial clone that lacks an object, and whose remote is a program."""
    mark = tmp_path / "ran"
    repository = new_repository(tmp_path / "hostile")
    repository.commit({"a.md": "gone"})
    lost = repository.git("rev-parse", "HEAD:a.md").decode().strip()
    (repository.root / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    fetch = script(tmp_path / "fetch", f"touch {mark}; exit 1")
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{fetch}",
        "protocol.ext.allow": "always",
    }.items():
        repository.git("config", key, value)
    return repository, lost, mark


def test_a_repository_cannot_make_git_fetch_what_it_lacks(tmp_path: Path) -> None:
    repository, lost, mark = lacking(tmp_path)
    run(repository.root, "cat-file", "--batch", asked=f"{lost}\n".encode())
    assert not mark.exists()
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("cat-file", "blob", lost)
    assert mark.exists(), "the trap was none"
