"""Two records of one thing become one, whatever comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.session import Session, TokenUse, Turn, hashed
from collectors.store.session_tables import completion
from tests.collectors.store.builders import NOON
from tests.collectors.store.session_tables.records import (
    A,
    B,
    a_call,
    a_request,
    a_session,
    a_turn,
)


def test_the_larger_total_of_tokens_wins_whole() -> None:
    partial = replace(a_request(), tokens=TokenUse(50, 2, 0, 0, 0), stop_reason="")
    whole = a_request()
    assert completion.belonging(partial, whole).tokens == whole.tokens
    assert completion.belonging(whole, partial) == whole


def test_the_lowest_claim_says_whose_a_request_is() -> None:
    made, copied = a_request(claim=0), a_request(session=B, claim=9, turn="other")
    assert completion.belonging(copied, made) == completion.belonging(made, copied) == made


def test_a_lower_claim_says_that_no_sub_agent_made_it() -> None:
    own = a_request(claim=1)
    replayed = replace(own, agent=hashed("helper"), agent_type="Explore", claim=2)
    assert completion.belonging(replayed, own) == own


def test_of_one_claim_what_is_known_wins() -> None:
    unknown = replace(a_request(), turn="", model="", key="", skill="")
    assert completion.belonging(unknown, a_request()) == a_request()


@pytest.mark.parametrize(
    ("one", "other", "start"),
    [
        ((500, True), (400, False), (500, True)),
        ((500, True), (400, True), (400, True)),
        ((500, False), (0, False), (500, False)),
        ((0, False), (0, False), (0, False)),
    ],
    ids=["exact before nearly", "the earlier", "known", "unknown"],
)
def test_the_surest_start_wins(
    one: tuple[int, bool], other: tuple[int, bool], start: tuple[int, bool]
) -> None:
    first, second = (
        replace(a_request(), started_at=at, start_exact=exact) for at, exact in (one, other)
    )
    for joined in (completion.belonging(first, second), completion.belonging(second, first)):
        assert (joined.started_at, joined.start_exact) == start


def test_a_failure_stays_one() -> None:
    failed = replace(a_call(), failed=True)
    assert (
        completion.belonging(failed, a_call()) == failed == completion.belonging(a_call(), failed)
    )


def test_a_turn_lasts_from_its_first_line_to_its_last() -> None:
    later = replace(a_turn(), started_at=NOON, ended_at=NOON + 9, command="", interrupted=True)
    known: Turn = completion.belonging(later, a_turn())
    assert (known.started_at, known.ended_at) == (NOON - 3_000, NOON + 9)
    assert (known.command, known.interrupted) == ("/plan", True)


def test_the_newest_line_says_what_is_in_flight() -> None:
    waiting = replace(a_session(), in_flight_since=NOON)
    answered = replace(a_session(last_at=NOON + 5), in_flight_since=0)
    assert completion.session(answered, waiting).in_flight_since == 0
    again = replace(a_session(last_at=NOON + 9), in_flight_since=NOON + 9)
    assert completion.session(again, answered).in_flight_since == NOON + 9


def test_a_newer_release_is_told_by_its_numbers() -> None:
    old, new = replace(a_session(), version="2.1.9"), replace(a_session(), version="2.1.10")
    assert completion.session(new, old).version == "2.1.10" == completion.session(old, new).version


def test_a_session_began_in_the_folder_that_holds_the_others() -> None:
    below = a_session(root="/home/dev/it/.claude/worktrees/x")
    assert completion.session(below, a_session()).root == "/home/dev/it"
    assert completion.session(Session(A), a_session()) == a_session()
