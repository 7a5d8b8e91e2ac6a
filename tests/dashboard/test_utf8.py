"""Names on disk are the same in every locale, and no locale is a defect."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
LATIN = {**ASCII, "PYTHONIOENCODING": "latin-1"}
COMMANDS = (
    ("scan",),
    ("load",),
    ("load", "größe"),
    ("snapshot",),
    ("check", "--against", "none"),
    ("check", "--against", "größe"),
    ("baseline", "show", "größe"),
    ("doctor",),
    ("sessions",),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A framework whose names are not ASCII, as a store remembers it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(tmp_path / "claude"))
    commands = tmp_path / "füße" / ".claude" / "commands"
    commands.mkdir(parents=True)
    commands.joinpath("größe.md").write_text("@../../日本.md", "utf-8")
    commands.parents[1].joinpath("日本.md").write_text("é", "utf-8")
    root = commands.parents[1]
    assert perfdash(root, {}, "snapshot").returncode == 0
    return root


def perfdash(
    root: Path, environment: dict[str, str], *words: str
) -> subprocess.CompletedProcess[bytes]:
    """Run perfdash in a folder, in a process of its own: a locale is for the whole of it."""
    return subprocess.run(
        [sys.executable, "-c", "from dashboard.cli import main; main()", *words],
        cwd=root,
        env=os.environ | environment,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_breaks_where_the_locale_is_ascii(root: Path, words: tuple[str, ...]) -> None:
    told = perfdash(root, ASCII, *words)
    assert b"Traceback" not in told.stderr
    assert told.returncode == perfdash(root, {}, *words).returncode


def test_a_module_is_the_same_one_in_every_locale(root: Path) -> None:
    told = perfdash(root, ASCII, "scan", "--json")
    assert told.stdout == perfdash(root, {}, "scan", "--json").stdout
    assert ".claude/commands/größe.md".encode() in told.stdout


def test_what_the_encoding_of_the_locale_lacks_is_escaped(root: Path) -> None:
    told = perfdash(root, LATIN, "scan")
    assert rb"\u65e5\u672c.md" in told.stdout
    assert "größe".encode("latin-1") in told.stdout


def test_a_baseline_named_by_no_unicode_is_not_there(root: Path) -> None:
    told = perfdash(root, {}, "baseline", "show", "gr\udcff")
    assert told.stderr.startswith(b"perfdash: there is no baseline called")
