"""Where the time of a turn went."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.session import Request, ToolCall
from dashboard.analysis.sessions.turn_shares import (
    Shares,
    by_turn,
    is_open,
    of_last_turn,
    of_session,
)
from tests.dashboard.worked import a_call, a_detail, a_request, a_turn, at

SECONDS = st.integers(-5, 40).map(float)
AMOUNTS = st.floats(0, 30)
REQUESTS = st.builds(
    lambda start, end, thinking, first, agent: a_request(
        start, end, thinking=thinking, first_token=first, agent=agent
    ),
    SECONDS,
    SECONDS,
    AMOUNTS,
    st.none() | AMOUNTS,
    st.sampled_from(("", "helper")),
)
CALLS = st.builds(
    lambda start, end, permission: a_call(start, end, permission=permission),
    SECONDS,
    st.none() | SECONDS,
    st.none() | AMOUNTS,
)


def shares(*work: Request | ToolCall, end: float = 30.0) -> Shares:
    """Those of a turn that began with the session and took so many seconds."""
    requests = tuple(it for it in work if isinstance(it, Request))
    calls = tuple(it for it in work if isinstance(it, ToolCall))
    return by_turn(a_detail((a_turn(0, end),), requests, calls))["one"]


@given(st.lists(REQUESTS, max_size=6), st.lists(CALLS, max_size=6), SECONDS)
def test_shares_add_up_to_the_turn(
    requests: list[Request], calls: list[ToolCall], end: float
) -> None:
    found = shares(*requests, *calls, end=end)
    assert found.total == max(end, 0.0) * 1000
    parts = (found.thinking, found.model, found.tools, found.permission or 0, found.idle)
    assert min(*parts, found.waiting or 0) >= 0


def test_a_call_that_was_killed_is_not_at_work() -> None:
    killed = replace(a_call(3, None), failed=True)
    detail = a_detail((a_turn(0, 4),), (), (killed,))
    assert not is_open(detail)
    flying = replace(detail, session=replace(detail.session, in_flight_since=at(5)))
    assert of_last_turn(flying, now=at(20), live=True).tools == 0


@given(st.lists(CALLS, max_size=5), st.lists(REQUESTS, max_size=5), st.randoms())
def test_the_order_of_what_happened_does_not_matter(
    calls: list[ToolCall], requests: list[Request], random: st.DataObject
) -> None:
    forwards = shares(*calls, *requests)
    assert shares(*reversed(calls), *reversed(requests)) == forwards


def test_a_turn_is_model_thinking_tools_and_the_rest() -> None:
    found = shares(a_request(1, 11, thinking=4), a_call(11, 21))
    assert found == Shares(thinking=4_000, model=6_000, tools=10_000, idle=10_000)


def test_a_wait_for_the_first_token_is_no_answer() -> None:
    found = shares(a_request(0, 10, thinking=2, first_token=3))
    assert (found.waiting, found.thinking, found.model) == (3_000, 2_000, 5_000)
    assert found.apart


def test_while_another_request_answers_nothing_is_waited_for() -> None:
    found = shares(a_request(0, 10, first_token=0), a_request(4, 12, agent="a", first_token=8))
    assert (found.model, found.waiting) == (10_000, 2_000)


def test_waits_that_are_known_in_part_leave_others_among_answers() -> None:
    found = shares(a_request(0, 10, first_token=3), a_request(10, 20))
    assert (found.waiting, found.model, found.apart) == (3_000, 17_000, False)


def test_of_what_is_in_flight_the_wait_is_not_known() -> None:
    detail = a_detail((a_turn(0, 4),), (a_request(0, 3, first_token=1),), in_flight=3)
    found = of_last_turn(detail, now=at(9), live=True)
    assert (found.waiting, found.model, found.apart) == (1_000, 8_000, False)


def test_tools_side_by_side_count_once() -> None:
    assert shares(a_call(0, 10), a_call(5, 15)).tools == 15_000


def test_a_tool_that_runs_while_blocks_still_stream_counts_from_their_end() -> None:
    found = shares(a_request(0, 10), a_call(8, 14))
    assert (found.model, found.tools) == (10_000, 4_000)


def test_within_an_agent_call_its_own_requests_count_as_the_model() -> None:
    agent = a_call(2, 22, name="Agent")
    found = shares(a_request(0, 2), agent, a_request(3, 9, agent="a"), a_call(9, 19, agent="a"))
    assert (found.model, found.tools, found.idle) == (8_000, 14_000, 8_000)


def test_what_goes_on_after_the_turn_is_no_part_of_it() -> None:
    assert shares(a_call(25, 90)).tools == 5_000


@pytest.mark.parametrize(
    ("told", "permission", "tools"), [(None, None, 20_000), (7, 7_000, 13_000)]
)
def test_a_wait_for_permission_is_part_of_the_tool_unless_telemetry_told(
    told: float | None, permission: int | None, tools: int
) -> None:
    found = shares(a_call(0, 20, permission=told))
    assert (found.permission, found.tools) == (permission, tools)


def test_no_request_thinks_for_longer_than_it_took() -> None:
    found = shares(a_request(0, 2, thinking=60))
    assert (found.thinking, found.model) == (2_000, 0)


def test_a_start_that_is_not_exact_makes_an_estimate() -> None:
    assert shares(a_request(0, 1)).exact
    assert not shares(a_request(0, 1), a_request(1, 2, exact=False)).exact


def test_the_turn_is_as_long_as_claude_code_says() -> None:
    detail = a_detail((a_turn(0, 10, reported=12.5),))
    assert by_turn(detail)["one"].total == 12_500


def test_what_is_in_flight_counts_up_to_now() -> None:
    detail = a_detail((a_turn(0, 4),), (a_request(0, 3),), in_flight=5)
    found = of_last_turn(detail, now=at(9), live=True)
    assert (found.model, found.idle, found.total) == (7_000, 2_000, 9_000)
    assert of_last_turn(detail, now=at(9), live=False).total == 4_000


def test_a_tool_that_still_runs_counts_up_to_now() -> None:
    detail = a_detail((a_turn(0, 4),), (a_request(0, 3),), (a_call(3, None),))
    assert of_last_turn(detail, now=at(9), live=True).tools == 6_000


def test_a_session_is_all_its_turns_without_the_time_between() -> None:
    turns = (a_turn(0, 10), a_turn(100, 120, name="two"))
    detail = a_detail(turns, (a_request(0, 10), a_request(100, 105, turn="two")))
    found = of_session(detail)
    assert (found.model, found.idle, found.total) == (15_000, 15_000, 30_000)
