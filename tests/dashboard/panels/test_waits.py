"""What the latency panel says of the dev session."""

from __future__ import annotations

from dataclasses import replace

from dashboard.panels.latency import draw, headline
from dashboard.panels.waits import waits
from dashboard.reading import Reading
from dashboard.sessions import Sessions
from tests.dashboard.builders import NOW
from tests.dashboard.logbook import DETAIL, SESSIONS, with_sessions, without_sessions
from tests.dashboard.pieces import words


def said(reading: Reading, width: int = 80) -> list[str]:
    return words(ranked.line for ranked in waits(reading, width))


def drawn(reading: Reading, width: int = 80, height: int = 19) -> str:
    return draw(reading, width, height).plain


def test_requests_and_first_tokens_are_told_with_how_many_there_are() -> None:
    (line, *_) = said(with_sessions())
    assert line == "request p50 12 s p95 41 s of 7  first token p50 800 ms p95 1.1 s of 5"


def test_starts_that_are_nearly_known_are_marked() -> None:
    requests = tuple(replace(it, start_exact=False) for it in DETAIL.requests)
    detail = replace(DETAIL, requests=requests)
    reading = with_sessions(replace(SESSIONS, current=detail))
    assert said(reading)[0].startswith("request p50 ≈12 s p95 ≈41 s of 7")
    assert "≈ some starts are not known" in drawn(reading, 120)


def test_a_first_token_that_nobody_told_of_is_not_known() -> None:
    requests = tuple(replace(it, first_token_seconds=None) for it in DETAIL.requests)
    reading = with_sessions(replace(SESSIONS, current=replace(DETAIL, requests=requests)))
    assert said(reading)[0].endswith("first token not known")


def test_the_last_turn_is_a_bar_with_words() -> None:
    _, bar, legend, *_ = said(with_sessions())
    assert bar.startswith("turn 1.7 min ● in flight 3 s ░▒")
    assert legend == "▒ thinking 6.5 %  █ answering ≤56 %  ▓ tools 27 %  ┄ idle 9.2 %"


def test_a_session_that_ended_has_nothing_in_flight() -> None:
    assert "in flight" not in drawn(with_sessions(replace(SESSIONS, live=False)))


def test_a_running_tool_is_in_flight_since_it_began() -> None:
    running = replace(DETAIL.tool_calls[-1], started_at=NOW - 8_000, ended_at=0)
    session = replace(DETAIL.session, in_flight_since=0)
    detail = replace(DETAIL, session=session, tool_calls=(*DETAIL.tool_calls[:-1], running))
    assert "in flight 8 s" in said(with_sessions(replace(SESSIONS, current=detail)))[1]


def test_all_turns_together_are_another_bar() -> None:
    assert said(with_sessions())[3].startswith("all 3 turns 3.2 min ░▒")


def test_with_little_room_the_chart_and_the_turn_stay() -> None:
    text = drawn(with_sessions(), 46, 8)
    assert "now" in text
    assert "turn 1.7 min" in text
    assert "slowest" in text


def test_without_loads_the_session_is_told_alone() -> None:
    reading = with_sessions()
    snapshot = replace(reading.snapshot, series=())
    text = drawn(replace(reading, snapshot=snapshot))
    assert "request p50" in text
    assert "waiting for the first load run" in text


def test_the_title_tells_the_time_of_requests() -> None:
    heads = words(headline(with_sessions()))
    assert "request p95 41 s" in heads


def test_without_a_session_it_is_said_what_to_do() -> None:
    assert said(without_sessions()) == [
        "no session found for this root: start Claude Code here, or perfdash demo"
    ]
    assert said(with_sessions(Sessions()), 40) == ["no session: start Claude Code here"]
    assert said(with_sessions(Sessions()), 26) == ["no session: start one here"]
