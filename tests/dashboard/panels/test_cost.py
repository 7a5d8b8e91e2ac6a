"""The cost panel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.config import Config, SessionsConfig
from collectors.session import TokenUse
from collectors.session_progress import Backlog
from dashboard.panels.cost import draw, headline
from dashboard.reading import Reading
from dashboard.sessions import Sessions
from tests.dashboard.logbook import DETAIL, OLDER, SESSIONS, with_sessions, without_sessions
from tests.dashboard.panels.readings import SIZES
from tests.dashboard.pieces import words


def rows(reading: Reading, width: int = 76) -> dict[str, str]:
    """What each row says, by its first word."""
    text = draw(reading, width, 19).plain
    return {line.split("  ")[0].strip(): line for line in text.splitlines()}


def reported(usd: float) -> Reading:
    """A session of which Claude Code itself says what it cost."""
    session = replace(DETAIL.session, reported_cost_usd=usd)
    return with_sessions(replace(SESSIONS, current=replace(DETAIL, session=session)))


def test_each_span_has_a_row() -> None:
    found = rows(with_sessions())
    assert "$0.5336  5 requests" in found["last turn"]
    assert "$0.6901  8 requests" in found["session"]
    assert "$0.8329  71 requests" in found["today"]
    assert "$1.38  over 30 min" in found["per hour"]


def test_a_turn_that_was_not_answered_yet_cost_nothing_known() -> None:
    asked = replace(DETAIL.turns[-1], id="new")
    detail = replace(DETAIL, turns=(*DETAIL.turns, asked))
    found = rows(with_sessions(replace(SESSIONS, current=detail)))
    assert found["last turn"].split("  ")[-1] == "no answer yet"
    assert "$" not in found["last turn"]


def test_a_model_without_a_price_is_unpriced_though_a_request_failed() -> None:
    unknown = replace(DETAIL.requests[-1], id="unknown", model="house-model")
    failed = replace(unknown, id="failed", tokens=TokenUse(), error="500")
    detail = replace(DETAIL, requests=(*DETAIL.requests, unknown, failed))
    found = rows(with_sessions(replace(SESSIONS, current=detail)))
    assert found["house-model"].split() == ["house-model", "–", "unpriced"]


def test_what_has_no_price_is_counted_and_named() -> None:
    found = rows(with_sessions())
    assert "≥$1.24" in found["7 days"]
    assert "! 61 unpriced: claude-mystery-9" in found


def test_models_share_the_session() -> None:
    found = rows(with_sessions())
    assert found["opus-5"].endswith("97 %")
    assert found["haiku-4-5"].endswith("3.0 %")


def test_where_room_is_left_each_day_is_a_bar() -> None:
    lines = draw(with_sessions(), 100, 40).plain.splitlines()
    days = lines[lines.index("by day") + 1 :]
    assert len(days) > 2
    assert [it.split()[0] for it in days] == sorted((it.split()[0] for it in days), reverse=True)
    assert "$0.8329  ████" in days[0]
    assert days[0].endswith("71 requests")


def test_days_begin_with_the_first_that_was_read() -> None:
    alone = replace(SESSIONS, summaries=SESSIONS.summaries[:1])
    lines = draw(with_sessions(alone), 100, 40).plain.splitlines()
    assert len(lines) == lines.index("by day") + 2


def test_what_claude_code_counts_beyond_is_hidden() -> None:
    assert "$0.1099  of $0.8000 that Claude Code counts" in rows(reported(0.8))["hidden"]
    assert "hidden" not in rows(with_sessions())


def test_the_title_tells_the_session_and_today() -> None:
    assert words(headline(with_sessions())) == ["$0.6901", "today $0.8329"]
    assert headline(without_sessions()) == ()


def test_without_a_session_of_its_own_the_others_are_added_up() -> None:
    reading = with_sessions(Sessions(summaries=OLDER))
    assert "session" not in rows(reading)
    assert words(headline(reading)) == ["today $0.4079"]


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (without_sessions(), "no session found for this root: start Claude Code here"),
        (without_sessions(files=3), "reading sessions: 3 files to go"),
        (
            replace(without_sessions(), config=Config(sessions=SessionsConfig(enabled=False))),
            "sessions are not read: sessions.enabled is false",
        ),
    ],
)
def test_an_empty_panel_says_why(reading: Reading, words: str) -> None:
    assert draw(reading, 76, 5).plain.startswith(words)


def test_what_is_still_to_be_read_is_told() -> None:
    reading = with_sessions(replace(SESSIONS, backlog=Backlog(4, 12_000_000, 20_000_000)))
    assert "still to read: 4 older files, 12 MB" in rows(reading)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_stays_within_its_panel(width: int, height: int) -> None:
    lines = draw(with_sessions(), width, height).plain.splitlines()
    assert len(lines) <= height
    assert max(map(len, lines)) <= width
    assert any(line.startswith("session") for line in lines)


def test_what_all_roots_spent_is_not_taken_for_what_this_one_did() -> None:
    found = rows(with_sessions(replace(SESSIONS, all_roots=True)))
    assert found["today, all"].endswith("71 requests  of all roots")
    assert "≥$1.24" in found["7 days, all"]
    assert "today" not in found
