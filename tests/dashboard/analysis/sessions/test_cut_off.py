"""Requests that the user cut off."""

from __future__ import annotations

from dataclasses import replace

from collectors.session import Request
from dashboard.analysis.sessions.cut_off import cut_off, with_interruptions
from dashboard.analysis.sessions.latency import latency
from dashboard.analysis.sessions.turn_shares import by_turn, of_session
from dashboard.sessions import Detail
from tests.dashboard.worked import a_call, a_detail, a_request, a_turn, at

WHOLE = replace(a_request(0, 2), stop_reason="tool_use")
CUT = replace(a_request(5, 6, thinking=0.5), stop_reason="")
INTERRUPTED = replace(a_turn(0, 20), interrupted=True)


def stopped(*requests: Request) -> Detail:
    return a_detail((INTERRUPTED,), requests)


def test_what_the_user_cut_off_lasted_until_then() -> None:
    detail = stopped(WHOLE, CUT)
    assert cut_off(detail) == {CUT.id}
    assert [it.ended_at for it in with_interruptions(detail).requests] == [at(2), at(20)]


def test_the_time_until_then_is_the_models() -> None:
    detail = stopped(WHOLE, CUT)
    for shares in (by_turn(detail)["one"], of_session(detail)):
        assert (shares.model, shares.thinking, shares.idle) == (16_500, 500, 3_000)


def test_how_long_it_would_have_taken_nobody_knows() -> None:
    assert latency(stopped(WHOLE, CUT)).request.count == 1


def test_what_was_answered_before_the_interruption_was_not_cut_off() -> None:
    assert not cut_off(stopped(CUT, replace(WHOLE, started_at=at(7), ended_at=at(8))))
    assert not cut_off(stopped(replace(CUT, error="500")))


def test_a_sub_agents_request_and_what_telemetry_told_are_no_last_ones() -> None:
    aside, hidden = a_request(6, 9, agent="scout"), a_request(7, 9, hidden=True)
    assert cut_off(stopped(CUT, aside, hidden)) == {CUT.id}


def test_a_request_whose_tool_ran_had_ended() -> None:
    called = replace(a_call(6, 20), request=CUT.id)
    assert not cut_off(a_detail((INTERRUPTED,), (CUT,), (called,)))


def test_where_nothing_was_cut_off_all_is_the_same_object() -> None:
    detail = a_detail((a_turn(0, 20),), (CUT,))
    assert with_interruptions(detail) is detail
