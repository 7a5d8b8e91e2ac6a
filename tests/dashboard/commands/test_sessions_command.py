"""`perfdash sessions`, as it is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from collectors.model import Run, Trigger
from collectors.store import Store
from collectors.telemetry.logs import logs
from dashboard.cli import cli
from dashboard.demo.transcript import play
from tests.collectors.telemetry.exports import log
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


def test_what_telemetry_alone_told_is_hidden_and_part_of_the_cost(root: Path) -> None:
    before = document(str(root))
    (file,) = (root.parent / "claude").glob("projects/*/*.jsonl")
    about = {"session__id": file.stem, "model": "claude-haiku-5-5"}
    exports = (
        log("api_request", request_id="req_hidden", input_tokens=50_000, **about),
        log("api_request", request_id="req_000009", input_tokens=7, ttft_ms=250, **about),
    )
    with Store.open(root, writable=True) as store:
        told = (it for export in exports for it in logs(export, 5))
        store.add(Run(round(NOW * 1000), Trigger.TICK), told)
    after = document(str(root))
    assert [it["totals"]["hidden_requests"] for it in (before, after)] == [0, 1]
    spent = after["totals"]["cost_usd"] - before["totals"]["cost_usd"]
    assert after["sessions"][0]["hidden_cost_usd"] == pytest.approx(spent) == pytest.approx(0.005)
    for kept in ("requests", "prompt_cache_hit_ratio"):
        assert after["totals"][kept] == before["totals"][kept]
    assert "1 hidden request in no transcript, told by telemetry: $0.0050" in run(str(root)).stdout


def test_sessions_of_other_folders_are_told_when_asked(root: Path) -> None:
    elsewhere = str(root.parent / "other")
    assert document(elsewhere)["sessions"] == []
    (session,) = document(elsewhere, "--all")["sessions"]
    assert session["root"] == str(root)


def test_who_records_is_asked_for_those_of_other_folders(root: Path) -> None:
    elsewhere = root.parent / "other"
    with Store.open(elsewhere, writable=True):
        assert "records here" not in run(str(elsewhere)).stderr
        assert "was asked to read and show" in run(str(elsewhere), "--all").stderr
    assert "records here" not in run(str(elsewhere), "--all").stderr


def test_what_was_before_is_left_out(root: Path) -> None:
    assert document(str(root), "--since", "2030-01-01")["totals"]["requests"] == 0
    assert document(str(root), "--since", "2020-01-01")["totals"]["requests"] == 16


def test_what_came_after_is_left_out(root: Path) -> None:
    assert document(str(root), "--until", "2020-01-01")["sessions"] == []
    assert document(str(root), "--until", "2030-01-01") == document(str(root))


def test_a_span_in_which_nothing_was_done_has_no_session(root: Path) -> None:
    result = run(str(root), "--since", "2020-01-01", "--until", "2020-01-02")
    assert result.stdout.startswith("0 sessions · ")
    assert "below of that time" in result.stderr


def test_one_table_is_printed_alone(root: Path) -> None:
    printed = run(str(root), "--by", "month").stdout
    assert "\n\nby month\n  month    requests  " in printed
    assert "by model" not in printed


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--by", "year"), "'year' is not one of 'day', 'week', 'month'"),
        (("--by", "day", "--json"), "--by is for tables; --json tells all at once"),
        (("--since", "2026-11-02", "--until", "2026-11-01"), "--until is before --since"),
    ],
)
def test_what_cannot_be_told_is_refused(root: Path, words: tuple[str, ...], why: str) -> None:
    result = run(str(root), *words)
    assert (result.exit_code, why in result.stderr) == (2, True)


def test_tables_are_printed_for_people(root: Path) -> None:
    printed = run(str(root)).stdout
    assert printed.startswith("1 session · 6 turns · 16 requests · $")
    assert "/review" in printed


def test_a_time_that_is_none_is_refused(root: Path) -> None:
    result = run(str(root), "--since", "soon")
    assert result.exit_code == 2
    assert "2026-11-01" in result.stderr


def test_without_any_it_is_said_where_they_were_looked_for(root: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(str(empty))
    assert result.stdout.startswith("0 sessions")
    assert f"no session in {empty} or below was found in {tmp_path / 'claude'}" in result.stderr
    assert "below of that time" in run(str(empty), "--since", "7d").stderr
    assert run(str(root)).stderr == ""
