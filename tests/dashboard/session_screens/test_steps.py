from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.session_screens.steps import MOST, Kind, Step, span, steps
from dashboard.sessions import Detail
from tests.dashboard.builders import NOW
from tests.dashboard.logbook import (
    CALLS,
    CURRENT,
    DETAIL,
    PLAN,
    RELEASE,
    REQUESTS,
    TURNS,
    a_call,
    a_request,
)

RELEASED = TURNS[2]


def found(detail: Detail = DETAIL, *, is_open: bool = True) -> list[tuple[str, int]]:
    return [(step.id, step.depth) for step in steps(detail, RELEASED, is_open=is_open)]


def test_every_step_stands_under_what_caused_it() -> None:
    assert found() == [
        ("release-1", 0),
        ("agent-1", 1),
        ("scout-1", 2),
        ("read-2", 3),
        ("scout-2", 2),
        ("bash-2", 1),
        ("release-2", 0),
        ("retry-1", 0),
        ("compaction-1", 0),
        ("release-3", 0),
        ("edit-1", 1),
        ("waiting", 0),
    ]


def test_a_turn_that_ended_waits_for_nothing() -> None:
    assert ("waiting", 0) not in found(is_open=False)


def test_other_turns_are_left_out() -> None:
    assert [step.id for step in steps(DETAIL, TURNS[0], is_open=False)] == [
        "plan-1",
        "grep-1",
        "read-1",
        "plan-2",
    ]


def test_where_nobody_names_the_call_the_agent_that_ran_then_is_taken() -> None:
    unnamed = tuple(replace(it, cause="") for it in REQUESTS)
    assert found(replace(DETAIL, requests=unnamed)) == found()


def test_an_agent_that_nothing_started_stands_by_itself_but_indented() -> None:
    alone = replace(DETAIL, tool_calls=(), requests=tuple(it for it in REQUESTS if it.agent))
    assert found(alone, is_open=False)[:2] == [("scout-1", 1), ("scout-2", 1)]


def test_a_call_whose_request_is_not_known_is_told_too() -> None:
    lost = replace(DETAIL, requests=(), tool_calls=tuple(it for it in CALLS if not it.agent))
    assert ("edit-1", 0) in found(lost)


def test_agents_that_seem_to_have_started_each_other_are_told_once() -> None:
    requests = (
        a_request("a", 1, 9, turn=RELEASE, agent="one", cause="call-two"),
        a_request("b", 1, 9, turn=RELEASE, agent="two", cause="call-one"),
    )
    calls = (
        a_call("call-one", 2, 8, turn=RELEASE, request="a", agent="one"),
        a_call("call-two", 2, 8, turn=RELEASE, request="b", agent="two"),
    )
    told = found(Detail(CURRENT, TURNS, requests, calls), is_open=False)
    assert sorted(name for name, _ in told) == ["a", "b", "call-one", "call-two"]


def test_a_tool_without_an_end_runs_only_while_its_turn_does() -> None:
    calls = (replace(CALLS[-1], ended_at=0),)
    running, left = (
        next(
            it
            for it in steps(replace(DETAIL, tool_calls=calls), RELEASED, is_open=open_)
            if it.call
        )
        for open_ in (True, False)
    )
    assert (running.running, running.seconds) == (True, None)
    assert (left.running, left.seconds) == (False, None)


def test_a_request_whose_start_is_not_known_has_no_duration() -> None:
    request = replace(REQUESTS[0], started_at=0)
    (step,) = steps(Detail(CURRENT, TURNS, (request,)), TURNS[0], is_open=False)
    assert step.seconds is None
    assert step.started_at == request.ended_at


def test_a_turn_reaches_from_its_prompt_to_its_last_step_or_to_now() -> None:
    told = steps(DETAIL, RELEASED, is_open=True)
    assert span(RELEASED, told, now=NOW, is_open=True) == (RELEASED.started_at, NOW)
    early = (*told, Step("x", Kind.TOOL, 0, RELEASED.started_at - 5, 0))
    assert span(RELEASED, early, now=NOW, is_open=True)[0] == RELEASED.started_at - 5


def test_a_turn_with_more_than_anybody_reads_is_cut() -> None:
    many = tuple(a_request(f"{it:04}", it, it + 1, turn=PLAN) for it in range(MOST + 9))
    assert len(steps(Detail(CURRENT, TURNS, many), TURNS[0], is_open=False)) == MOST


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "a", "b", "c"]),
            st.sampled_from(["", "call-0", "call-1", "call-2"]),
            st.integers(0, 20),
        ),
        max_size=7,
    )
)
def test_however_odd_the_causes_are_everything_is_told_once(
    made: list[tuple[str, str, int]],
) -> None:
    requests = tuple(
        a_request(f"request-{it}", start, start + 3, turn=RELEASE, agent=agent, cause=cause)
        for it, (agent, cause, start) in enumerate(made)
    )
    calls = tuple(
        a_call(f"call-{it}", start, start + 5, turn=RELEASE, request=f"request-{it}", agent=agent)
        for it, (agent, _, start) in enumerate(made)
    )
    told = [
        step.id for step in steps(Detail(CURRENT, TURNS, requests, calls), RELEASED, is_open=False)
    ]
    ids = [*(it.id for it in requests), *(it.id for it in calls)]
    assert sorted(told) == sorted(ids)
