from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.session import Turn
from dashboard.session_screens import words
from tests.dashboard.logbook import REQUESTS, TURNS, a_request

PLAN = TURNS[0]
ENDED = a_request("last", 0, 1, turn="turn-plan", stop_reason="end_turn")


def outcome(*requests: str, error: str = "", turn: Turn = PLAN) -> str:
    made = [a_request(it, 0, 1, turn=turn.id, stop_reason=it, error=error) for it in requests]
    return words.outcome(turn, made, is_open=False).text


@pytest.mark.parametrize(
    ("stop_reason", "said"),
    [
        ("end_turn", "done"),
        ("stop_sequence", "done"),
        ("max_tokens", "! cut: too long"),
        ("refusal", "! refused"),
        ("a_new_reason", "! a_new_reason"),
        ("", "–"),
    ],
)
def test_a_turn_ends_as_its_last_answer_says(stop_reason: str, said: str) -> None:
    assert outcome("tool_use", stop_reason) == said


def test_a_turn_without_an_answer_says_so() -> None:
    assert outcome() == "not answered"


def test_a_turn_that_was_interrupted_says_so_whatever_came_last() -> None:
    assert outcome("end_turn", turn=replace(PLAN, interrupted=True)) == "✖ interrupted"


def test_a_turn_whose_last_request_failed_has_failed() -> None:
    assert outcome("", error="529") == "✖ failed: 529"


def test_a_failure_on_the_way_is_not_hidden_by_a_good_end() -> None:
    failed = a_request("failed", 0, 1, turn=PLAN.id, error="500")
    assert words.outcome(PLAN, (failed, ENDED), is_open=False).text == "! done, a request failed"


def test_a_turn_that_wanted_tools_and_was_asked_no_more_is_left_open() -> None:
    assert outcome("end_turn", "tool_use") == "! left open"


def test_what_was_written_just_now_is_not_called_left_open() -> None:
    asked = (a_request("asked", 0, 1, turn=PLAN.id),)
    said = words.outcome(PLAN, asked, is_open=False, may_go_on=True)
    assert said.text == "… not ended yet"
    assert words.outcome(PLAN, (), is_open=False, may_go_on=True).text == "… not ended yet"
    assert words.outcome(PLAN, (ENDED,), is_open=False, may_go_on=True).text == "done"


def test_a_sub_agents_end_is_not_the_turns() -> None:
    scout = a_request("scout", 0, 1, turn=PLAN.id, agent="scout", error="500")
    assert words.outcome(PLAN, (ENDED, scout), is_open=False).text != "✖ failed: 500"


def test_a_turn_at_work_says_so() -> None:
    assert words.outcome(PLAN, REQUESTS, is_open=True).text == "● at work"


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (PLAN, "/plan"),
        (replace(PLAN, command=""), "prompt"),
        (replace(PLAN, command="", by_user=False), "not the user"),
        (replace(PLAN, command="/\x1b[2J"), "/␛[2J"),
    ],
)
def test_a_turn_is_called_by_what_it_began_with(turn: Turn, said: str) -> None:
    assert words.began_with(turn) == said


def test_of_several_models_the_first_is_named_and_the_others_counted() -> None:
    assert words.models(("claude-opus-5", "x", "y"), 18) == "opus-5 +2"
    assert words.models((), 18) == "–"
    assert words.models(("claude-a-very-long-model-name", "y"), 10) == "a-very… +1"
