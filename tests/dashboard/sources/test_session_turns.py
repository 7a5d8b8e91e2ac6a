"""How a turn went."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.alike import alone, ending
from collectors.session import Request, ToolCall, Turn
from dashboard.sessions import CommandUse
from dashboard.sources.session_turns import Course
from tests.dashboard.worked import a_call, a_request, a_turn, at

PLAN = a_turn(0, 10, command="/plan")


def course(*rows: Request | ToolCall, turn: Turn = PLAN) -> Course:
    known = Course(turn)
    for row in rows:
        if isinstance(row, Request):
            known.failures += bool(row.error)
            known.take(alone(row, counts=True))
        else:
            known.take_tool_call(row)
    return known


def asking(start: float = 0, end: float = 1) -> Request:
    return replace(a_request(start, end), stop_reason="tool_use")


@pytest.mark.parametrize("reason", ["end_turn", "stop_sequence"])
def test_a_turn_that_the_model_ended_succeeded(reason: str) -> None:
    ended = replace(a_request(2, 3), stop_reason=reason)
    assert course(asking(), ended).succeeded()


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ((a_request(2, 3),), "succeeded"),
        ((asking(),), "left_open"),
        ((replace(a_request(2, 3), stop_reason="refusal"),), "cut"),
        ((a_request(0, 1, error="500"), a_request(2, 3)), "failed"),
        ((), ""),
    ],
)
def test_each_turn_ends_in_one_way(rows: tuple[Request, ...], outcome: str) -> None:
    assert course(*rows).outcome(followed=True) == outcome
    stopped = course(*rows, turn=replace(PLAN, interrupted=True))
    assert stopped.outcome(followed=True) == "interrupted"


def test_one_that_may_go_on_was_not_left_open() -> None:
    assert course(asking()).outcome(followed=False) == "at_work"


def test_one_without_an_answer_is_at_work_until_it_is_followed() -> None:
    assert course().outcome(followed=False) == "at_work"
    assert course().outcome(followed=True) == ""


@pytest.mark.parametrize("reason", ["max_tokens", "refusal", "pause_turn", ""])
def test_one_that_something_else_ended_did_not(reason: str) -> None:
    assert not course(replace(a_request(2, 3), stop_reason=reason)).succeeded()


def test_neither_did_one_with_a_failure_or_an_interruption() -> None:
    failed = course(a_request(0, 1, error="500", agent="helper"), a_request(2, 3))
    assert not failed.succeeded()
    stopped = course(a_request(2, 3), turn=replace(PLAN, interrupted=True))
    assert not stopped.succeeded()


def test_requests_of_sub_agents_do_not_end_it() -> None:
    known = course(asking(0, 1), a_request(1, 5, agent="helper"))
    assert not known.is_over(followed=False)


def test_it_goes_on_until_it_is_followed_or_its_time_is_told() -> None:
    known = course(asking(), a_call(1, 2))
    assert not known.is_over(followed=False)
    assert known.is_over(followed=True)
    known.turn = replace(PLAN, reported_seconds=9.5)
    assert known.is_over(followed=False)
    assert known.seconds() == 9.5


def test_one_that_wanted_tools_and_was_asked_no_more_did_not_succeed() -> None:
    told = replace(PLAN, reported_seconds=9.5)
    assert not course(asking(), a_call(1, 2)).succeeded()
    assert not course(asking(), a_call(1, 2), turn=told).succeeded()


def test_without_a_request_it_never_began() -> None:
    assert not course().is_over(followed=True)
    assert not course().succeeded()


def test_the_order_in_which_requests_are_told_does_not_matter() -> None:
    last = a_request(2, 3)
    assert course(last, asking()).ending == course(asking(), last).ending == ending(last)


def test_of_two_that_ended_at_once_one_that_ends_the_turn_is_its_last() -> None:
    done, failed = a_request(2, 3), a_request(2, 3, error="500")
    assert ending(done) > ending(failed) > ending(asking(2, 3)) > ending(a_request(2, 2.999))


def test_a_skill_is_at_work_from_its_first_request_to_the_end() -> None:
    rows = (
        *(asking(0, 1), a_request(4, 5, skill="tidy"), a_request(6, 7, skill="tidy")),
        *(a_call(2, 3, failed=True), a_call(5, 6, failed=True)),
    )
    (_, command), (key, skill) = course(*rows).uses(followed=True)
    assert (command.seconds, command.tool_errors) == ((10.0,), 2)
    assert (key, skill.seconds, skill.tool_errors) == ((True, "tidy"), (6.0,), 1)


def test_a_command_is_not_told_again_as_a_skill() -> None:
    uses = course(a_request(0, 1, skill="plan")).uses(followed=True)
    assert [key for key, _ in uses] == [(False, "/plan")]


def test_a_turn_whose_end_is_not_known_took_no_known_time() -> None:
    assert course(a_request(0, 1), turn=replace(PLAN, ended_at=0)).seconds() is None
    assert course(a_request(0, 1), turn=replace(PLAN, started_at=at(11))).seconds() is None


def test_uses_add_up() -> None:
    uses = [use for _ in range(2) for _, use in course(a_request(0, 1)).uses(followed=True)]
    total = CommandUse.of([*uses, replace(uses[0], seconds=(1.0,), succeeded=0, failed=1)])
    assert (total.invocations, total.succeeded, total.failed) == (3, 2, 1)
    assert total.seconds == (1.0, 10.0, 10.0)


def test_a_command_at_work_has_not_ended() -> None:
    ((_, at_work),) = course(asking()).uses(followed=False)
    ((_, left),) = course(asking()).uses(followed=True)

    assert (at_work.invocations, at_work.ended) == (1, 0)
    assert left.ended == 1
