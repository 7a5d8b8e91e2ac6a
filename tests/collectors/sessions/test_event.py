from __future__ import annotations

import pytest

from collectors.session import Compaction, Retry, Session, Turn, hashed
from tests.collectors.sessions.lines import (
    SESSION,
    STANDING,
    Line,
    aside,
    command,
    ms,
    one,
    only,
    prompt,
    reply,
    start,
    system,
    told,
)

OVERLOADED = {"status": 529, "message": "Overloaded"}


def test_an_attempt_that_is_made_again_is_a_retry() -> None:
    records = told(
        prompt(0, promptId="p"), system(2, "api_error", error=OVERLOADED, retryInMs=1500, uuid="u")
    )

    retry = one(records, Retry)
    assert (retry.id, retry.turn, retry.at) == (hashed("u"), hashed("p"), ms(2))
    assert (retry.status, retry.seconds, retry.claim) == ("529", 1.5, STANDING)


def test_a_request_that_starts_anew_without_an_answer_is_a_retry() -> None:
    records = told(prompt(0, promptId="p"), start(1, "one"), start(2, "two"), reply(3))

    retry = one(records, Retry)
    assert (retry.turn, retry.at, retry.seconds, retry.status) == (hashed("p"), ms(1), 1.0, "")
    assert (retry.session, retry.claim) == (hashed(SESSION), 0)


def test_an_attempt_is_one_retry_however_it_is_told() -> None:
    told_of = system(1.5, "api_error", error=OVERLOADED, retryInMs=500, uuid="u")
    records = told(prompt(0), start(1, "one"), told_of, start(2, "two"), reply(3))
    assert one(records, Retry).id == hashed("u")


def test_a_request_after_an_answer_or_an_interruption_is_no_retry() -> None:
    records = told(
        *(prompt(0), start(1, "one"), reply(2, requestRef="one"), start(3, "two")),
        *(prompt(4, "[Request interrupted by user]"), prompt(5), start(6, "three")),
    )
    assert not only(records, Retry)


def test_a_retry_of_a_request_whose_start_is_known_is_sure_of_its_session() -> None:
    records = told(prompt(0), start(1, "r"), system(2, "api_error", error=OVERLOADED))

    assert one(records, Retry).claim == 0


@pytest.mark.parametrize(
    ("error", "status"),
    [
        ({"status": 500}, "500"),
        ({"status": None, "code": "ECONNRESET"}, "ECONNRESET"),
        ({"cause": {"code": "ConnectionRefused"}}, "ConnectionRefused"),
        ({"error": {"type": "overloaded_error", "message": "words"}}, "overloaded_error"),
        ({"status": "words of an error", "message": "words"}, "unknown"),
        ("words", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_retry_names_its_status_or_a_word(error: object, status: str) -> None:
    assert one(told(system(1, "api_error", error=error)), Retry).status == status


def test_a_compaction_tells_what_it_left() -> None:
    told_of = {"trigger": "auto", "preTokens": 900, "postTokens": 90, "durationMs": 20000}
    records = told(
        prompt(0, promptId="p"),
        system(9, "compact_boundary", compactMetadata=told_of, uuid="u"),
    )

    assert records[-1] == Compaction(
        hashed("u"),
        one(records, Session).id,
        ms(9),
        hashed("p"),
        "auto",
        900,
        90,
        20.0,
        STANDING,
    )


def test_a_compaction_that_was_asked_for_is_a_turn() -> None:
    records = told(command(0, "compact"), system(9, "compact_boundary"))

    assert one(records, Turn).command == "/compact"
    assert one(records, Compaction).turn == one(records, Turn).id


def test_a_compaction_that_was_asked_for_after_a_turn_is_none_of_its() -> None:
    by_hand = system(9, "compact_boundary", compactMetadata={"trigger": "manual"})
    records = told(prompt(0), reply(2), system(3, "turn_duration", durationMs=3000), by_hand)
    assert one(records, Compaction).turn == ""
    assert one(records, Turn).ended_at == ms(3)


def test_a_sub_agents_context_is_not_the_sessions() -> None:
    assert not only(told(aside(system(9, "compact_boundary"))), Compaction)


def test_what_happens_at_no_moment_happened_at_the_newest() -> None:
    records = told(prompt(4), system(9, "api_error", timestamp=None))

    assert one(records, Retry).at == ms(4)


def test_claude_codes_own_time_of_a_turn_is_kept() -> None:
    turn = one(told(prompt(0), reply(2), system(3, "turn_duration", durationMs=2900)), Turn)

    assert (turn.reported_seconds, turn.ended_at) == (2.9, ms(3))


@pytest.mark.parametrize("took", [None, "2900", -1, [], float("1e300")])
def test_a_duration_that_is_none_is_not_kept(took: object) -> None:
    assert (
        one(told(prompt(0), system(3, "turn_duration", durationMs=took)), Turn).reported_seconds
        is None
    )


@pytest.mark.parametrize("subtype", ["away_summary", "informational", "", None])
def test_what_is_written_while_nobody_works_does_not_lengthen_a_turn(subtype: Line | None) -> None:
    assert one(told(prompt(0), {**system(60, ""), "subtype": subtype}), Turn).ended_at == ms(0)


def test_the_newest_total_of_claude_code_is_kept() -> None:
    states: list[Line] = [{"type": "cost-state", "totalCostUSD": cost} for cost in (1, 2.5, None)]

    assert one(told(prompt(0), *states), Session).reported_cost_usd == 2.5


def test_a_start_without_id_or_time_says_nothing() -> None:
    records = told(prompt(0), start(1, ""), {**start(1, "r"), "timestamp": None})

    assert one(records, Session).in_flight_since == 0
