"""What is told where git finds nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collectors.git.silence import silence
from tests.collectors.git.repositories import new_repository


def test_git_that_answers_is_not_silent(tmp_path: Path) -> None:
    assert silence(new_repository(tmp_path).root) == ""


def test_a_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    assert silence(tmp_path) == "this is no git repository"


@pytest.mark.parametrize("within", [".", "a/b"])
def test_a_repository_that_is_broken_is_told(tmp_path: Path, within: str) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    (tmp_path / within).mkdir(parents=True, exist_ok=True)
    assert silence(tmp_path / within).startswith(f"git cannot use {tmp_path / '.git'}: git -C")


def test_a_git_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert silence(tmp_path).startswith("git is not installed here")


def test_a_repository_of_another_user_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert silence(tmp_path).endswith(f"git config --global --add safe.directory {tmp_path}")
