"""What is told where git finds nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collectors.git.hindrance import hindrance
from tests.collectors.git.repositories import new_repository


def test_nothing_is_in_the_way_of_git_that_answers(tmp_path: Path) -> None:
    assert hindrance(new_repository(tmp_path).root) == ""


def test_a_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    assert hindrance(tmp_path) == "this is no git repository"


@pytest.mark.parametrize("within", [".", "a/b"])
def test_a_repository_that_is_broken_is_told(tmp_path: Path, within: str) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    (tmp_path / within).mkdir(parents=True, exist_ok=True)
    assert hindrance(tmp_path / within).startswith(f"git cannot use {tmp_path / '.git'}: git -C")


def test_a_git_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hindrance(tmp_path).startswith("git is not installed here")


def test_a_repository_of_another_user_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert hindrance(tmp_path).endswith(f"git config --global --add safe.directory {tmp_path}")
