"""What `perfdash sessions --json` prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from importlib.resources import files
from typing import Any

import orjson
import pytest

from collectors.prices.place import table
from collectors.session import Rating, Session, TokenUse
from dashboard.export import sessions_json
from dashboard.sessions import Detail, Sessions, Summary, ToolUse, Usage
from tests.dashboard.builders import NOW
from tests.dashboard.export.schemas import check
from tests.dashboard.worked import a_use

TOKENS = TokenUse(1_000_000, 100_000, 0, 0, 2_000_000)
USAGE = Usage(NOW, "claude-opus-5", command="/plan", requests=3, tokens=TOKENS)
PLAN = replace(a_use("/plan", invocations=2, succeeded=1), failed=1, seconds=(1.0, 3.0))
FIRST = Summary(
    Session("aa", "/home/me/app", "2.1.328", NOW, NOW, reported_cost_usd=9.0),
    turns=2,
    succeeded=1,
    requests=3,
    failures=1,
    retries=2,
    usages=(USAGE,),
    tools=(ToolUse("Bash", 5, 4, 2.5),),
    commands=(PLAN,),
)
SECOND = replace(FIRST, session=Session("bb"), usages=(replace(USAGE, model="my-model"),))


def document(*summaries: Summary, **about: Any) -> Any:
    sessions = Sessions(summaries=summaries, **about)
    decoded = orjson.loads(sessions_json.render(sessions, table()))
    check(decoded, "sessions.schema.json")
    return decoded


def test_totals_are_sums_over_all_sessions() -> None:
    totals = document(FIRST, SECOND)["totals"]
    assert (totals["requests"], totals["turns"]) == (6, 4)
    assert totals["tools"] == {"Bash": {"calls": 10, "errors": 8, "seconds": 5.0}}
    assert totals["errors"] == {"api_error_final": 2, "api_retry": 4, "tool_error": 8}


def test_turns_are_told_by_how_they_ended() -> None:
    totals = document(replace(FIRST, turns=6, failed=1, left_open=2, cut=1, at_work=1))["totals"]
    assert (totals["turns_failed"], totals["turns_left_open"], totals["turns_cut"]) == (1, 2, 1)
    assert totals["turns_at_work"] == 1


def test_a_model_costs_its_list_price() -> None:
    model = document(FIRST)["totals"]["by_model"]["claude-opus-5"]
    assert model["cache_read_input_tokens"] == 2_000_000
    assert model["cost_usd"] == pytest.approx(5.0 + 2.5 + 1.0)


def test_each_local_day_is_told() -> None:
    used = replace(FIRST, usages=(USAGE, replace(USAGE, at=NOW - 86_400_000, requests=1)))
    sessions = Sessions(summaries=(used,))
    zone = timezone(timedelta(hours=2))
    decoded = orjson.loads(sessions_json.render(sessions, table(), zone=zone))
    check(decoded, "sessions.schema.json")
    days = decoded["totals"]["by_day"]
    today = datetime.fromtimestamp(NOW / 1000, zone).date()
    assert {day: it["requests"] for day, it in days.items()} == {
        str(today): 3,
        str(today - timedelta(days=1)): 1,
    }
    assert days[str(today)]["cost_usd"] == pytest.approx(8.5)


def test_what_is_unpriced_has_no_cost_and_keeps_its_tokens() -> None:
    totals = document(FIRST, SECOND)["totals"]
    assert totals["by_model"]["my-model"]["cost_usd"] is None
    assert totals["by_model"]["my-model"]["output_tokens"] == 100_000
    assert totals["cost_usd"] is None


def test_a_command_has_its_outcomes_tokens_and_times() -> None:
    plan = document(FIRST, SECOND)["totals"]["commands"]["/plan"]
    assert (plan["invocations"], plan["succeeded"], plan["failed"]) == (4, 2, 2)
    assert plan["input_tokens"] == 2_000_000
    assert (plan["seconds_p50"], plan["seconds_p95"]) == (2.0, 3.0)


def test_what_claude_code_reports_beyond_the_requests_is_hidden() -> None:
    (session,) = document(FIRST)["sessions"]
    assert session["hidden_cost_usd"] == pytest.approx(0.5)


def test_what_is_hidden_in_all_is_of_the_sessions_of_which_it_is_known() -> None:
    other = replace(FIRST, session=replace(FIRST.session, id="cc", reported_cost_usd=10.0))
    fork = replace(other, session=replace(other.session, id="dd", forked=True))
    totals = document(FIRST, other, fork)["totals"]
    assert totals["hidden_cost_usd"] == pytest.approx(2.0)
    assert totals["hidden_cost_sessions"] == 2


def test_what_is_hidden_of_no_known_session_is_not_zero() -> None:
    totals = document(SECOND)["totals"]
    assert (totals["hidden_cost_usd"], totals["hidden_cost_sessions"]) == (None, 0)


def test_the_live_session_and_ratings_are_marked() -> None:
    ratings = (Rating("bb", NOW, 2), Rating("bb", NOW + 1, 5))
    current = Detail(FIRST.session)
    first, second = document(FIRST, SECOND, ratings=ratings, current=current, live=True)["sessions"]
    assert (first["live"], second["live"]) == (True, False)
    assert (first["rating"], second["rating"]) == (None, 5)


def test_unknown_records_are_counted() -> None:
    assert document(unknown=(("novelty", 3),))["totals"]["unknown_records"] == {"novelty": 3}


def test_no_session_is_a_document_too() -> None:
    nothing = document()
    assert nothing["sessions"] == []
    assert nothing["totals"]["prompt_cache_hit_ratio"] is None


def test_a_snapshot_tells_sessions_by_the_same_schema() -> None:
    own, within = (
        orjson.loads(files("dashboard.export").joinpath(name).read_bytes())["$defs"]
        for name in ("sessions.schema.json", "snapshot.schema.json")
    )
    named = orjson.dumps(own).replace(b"#/$defs/", b"#/$defs/session_")
    renamed = orjson.loads(named.replace(b"session_session", b"session"))
    assert renamed == {
        name: within[f"session_{name}".replace("session_session", "session")] for name in own
    }
