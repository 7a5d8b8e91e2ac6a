"""`perfdash sessions`, as it is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from dashboard.cli import cli
from dashboard.demo.transcript import play
from tests.dashboard.export.schemas import check

NOW = 1_800_000_000.0


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which one session was played, beside another with its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(tmp_path / "claude"))
    for name in ("app", "other"):
        folder = tmp_path / name
        folder.mkdir()
        config_dir = tmp_path / "claude" if name == "app" else tmp_path / "away"
        play(folder, config_dir, now=lambda: NOW, stopped=lambda _: True)
    return tmp_path / "app"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["sessions", *words])


def document(*words: str) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    decoded = orjson.loads(result.stdout)
    check(decoded, "sessions.schema.json")
    return decoded


def test_what_a_session_spent_is_told(root: Path) -> None:
    totals = document(str(root))["totals"]
    assert (totals["turns"], totals["requests"]) == (6, 16)
    assert totals["commands"]["/plan"]["invocations"] == 2
    assert totals["cost_usd"] > 0


def test_a_second_call_tells_the_same(root: Path) -> None:
    assert document(str(root)) == document(str(root))


def test_a_session_that_runs_is_live(root: Path) -> None:
    (file,) = (root.parent / "claude").glob("projects/*/*.jsonl")
    note = {"pid": os.getpid(), "sessionId": file.stem, "cwd": str(root), "status": "busy"}
    assert document(str(root))["sessions"][0]["live"] is False
    notes = root.parent / "claude" / "sessions"
    notes.mkdir()
    (notes / f"{os.getpid()}.json").write_bytes(orjson.dumps(note))
    (session,) = document(str(root))["sessions"]
    assert (session["live"], session["recent"]) == (True, False)


def test_sessions_of_other_folders_are_told_when_asked(root: Path) -> None:
    elsewhere = str(root.parent / "other")
    assert document(elsewhere)["sessions"] == []
    (session,) = document(elsewhere, "--all")["sessions"]
    assert session["root"] == str(root)


def test_what_was_before_is_left_out(root: Path) -> None:
    assert document(str(root), "--since", "2030-01-01")["totals"]["requests"] == 0
    assert document(str(root), "--since", "2020-01-01")["totals"]["requests"] == 16


def test_tables_are_printed_for_people(root: Path) -> None:
    printed = run(str(root)).stdout
    assert printed.startswith("1 session · 6 turns · 16 requests · $")
    assert "/review" in printed


def test_a_time_that_is_none_is_refused(root: Path) -> None:
    result = run(str(root), "--since", "soon")
    assert result.exit_code == 2
    assert "2026-11-01" in result.stderr
