"""What tests of the dashboard stand on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import demo
from tests.dashboard.commands.outcome import Outcome, Perfdash, outcome
from tests.dashboard.rest import wait_for_rest
from tests.homes import folders


@pytest.fixture(autouse=True, scope="session")
def _rested() -> Iterator[None]:
    """Pilots wait until an app is at rest, not for a while."""
    with pytest.MonkeyPatch.context() as patch:
        wait_for_rest(patch)
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home, and the current folder; nothing of the real user's is seen."""
    for name in os.environ:
        if name.startswith("PERFDASH_") or name == "NO_COLOR":
            monkeypatch.delenv(name)
    for name, value in folders(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def harbor(home: Path) -> Path:
    """The bundled framework in that home."""
    return demo.lay_out(home)


@pytest.fixture
def storeless(harbor: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root whose store cannot be made: a file is where folders should be."""
    in_the_way = harbor.parent / "file"
    in_the_way.write_text("mine")
    monkeypatch.setenv("XDG_STATE_HOME", str(in_the_way))
    return harbor


@pytest.fixture
def perfdash(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Perfdash:
    """The command line, run in this process with no terminal around it."""

    def run(*words: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["perfdash", *map(str, words)])
        code = outcome()
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return run
