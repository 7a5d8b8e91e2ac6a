"""How decisions pass from one perfdash to another."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.baselines.requests import Action, Request
from collectors.baselines.requests import written as request_written
from collectors.decision import Acknowledgement, Matching, Silence
from collectors.decision_text import decision_of, is_decision, written
from collectors.errors import DecisionError
from collectors.session import Rating, Scope

SEEN = Acknowledgement("a" * 16, 5, "warning")
QUIET = Silence("n", 5, 9, "dev", "a build", Matching("cpu_ratio", (("core", "0"),), "info"))


@pytest.mark.parametrize("decision", [SEEN, QUIET])
def test_a_decision_is_read_as_it_was_written(decision: Acknowledgement | Silence) -> None:
    assert decision_of(written(decision)) == decision


def test_another_request_is_no_decision() -> None:
    text = request_written(Request(Action.PIN))
    assert (is_decision(text), decision_of(text)) == (False, None)


@pytest.mark.parametrize(
    "field",
    [{"at": "now"}, {"at": -1}, {"key": 7}, {"severity": "x" * 501}],
    ids=["no moment", "before all time", "no text", "too long"],
)
def test_a_decision_that_makes_no_sense_is_refused(field: dict[str, object]) -> None:
    text = json.dumps({**json.loads(written(SEEN)), **field}).encode()
    with pytest.raises(DecisionError, match="cannot be understood"):
        decision_of(text)


def test_a_decision_that_is_cut_off_is_refused() -> None:
    with pytest.raises(DecisionError):
        decision_of(written(QUIET)[:-9])


def test_no_silence_is_for_ever() -> None:
    with pytest.raises(DecisionError, match="within a year"):
        written(replace(QUIET, until=10**14))


def test_no_silence_is_of_everything() -> None:
    with pytest.raises(DecisionError, match="name one"):
        written(replace(QUIET, matching=Matching()))


@given(st.binary(max_size=60))
def test_no_text_crashes_it(text: bytes) -> None:
    assert decision_of(text) is None or is_decision(text)


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_no_field_crashes_it(value: object) -> None:
    for name in ("at", "key", "matching"):
        text = json.dumps({**json.loads(written(QUIET)), name: value}).encode()
        with suppress(DecisionError):
            assert isinstance(decision_of(text), Silence)


@pytest.mark.parametrize("word", [Rating("a" * 16, 5, 4), Scope(all_roots=True)])
def test_what_is_said_of_sessions_is_read_as_it_was_written(word: Rating | Scope) -> None:
    assert decision_of(written(word)) == word


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_no_session_has_other_than_one_to_five_stars(stars: int) -> None:
    with pytest.raises(DecisionError, match="1 to 5"):
        written(Rating("a" * 16, 5, stars))


@pytest.mark.parametrize(
    "field", [{"stars": 9}, {"stars": "5"}, {"session": "../../etc"}, {"session": ""}, {"at": -1}]
)
def test_a_rating_that_makes_no_sense_is_refused(field: dict[str, object]) -> None:
    text = json.dumps({**json.loads(written(Rating("a" * 16, 5, 4))), **field}).encode()
    with pytest.raises(DecisionError):
        decision_of(text)


def test_a_decision_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(DecisionError):
        decision_of(b'{"decision": "praise"}')
