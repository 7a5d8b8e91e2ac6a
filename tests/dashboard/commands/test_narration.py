"""What is said while session files are read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from collectors.session_progress import Backlog
from dashboard.commands.narration import Narration

if TYPE_CHECKING:
    import pytest

LEFT = Backlog(files=1_204, bytes=3_500_000)


def step(since: float, *, steps: int = 1) -> None:
    """Tell of steps, all at one time, of what began so many seconds ago."""
    narration = Narration()
    narration._spoke -= since
    for _ in range(steps):
        narration(LEFT)


def test_what_is_left_is_said_once_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    step(since=1.0)
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "reading transcripts: 1,204 files, 3.5 MB to go\n")


def test_steps_that_are_soon_taken_are_said_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    step(since=60.0, steps=3)
    assert capsys.readouterr().err.count("to go") == 1


def test_what_is_soon_over_is_not_narrated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    step(since=-60.0)
    assert capsys.readouterr().err == ""


def test_nothing_is_narrated_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    step(since=60.0)
    assert capsys.readouterr().err == ""
