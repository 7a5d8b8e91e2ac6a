"""What was done aside of the main chain counts once, and for the turn that it was done for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from collectors.model import Run, Trigger
from collectors.session import Request, ToolCall, Turn, hashed
from collectors.session_record import SessionRecord
from collectors.store import Store
from dashboard.sessions import Detail, Sessions
from dashboard.sources.session_book import SessionBook, Wanted
from tests.collectors.store.builders import NOON
from tests.collectors.store.session_tables.records import a_call, a_request, a_session, a_turn

HELPER = hashed("helper")
MAIN = replace(a_request(), message=hashed("said"))
AGAIN = replace(a_request("again"), message=MAIN.message, agent=HELPER)


def read(store: Store, records: Sequence[SessionRecord], *, restart: bool = False) -> Sessions:
    """Store the records one by one, and look at them after each."""
    book = SessionBook(store)
    store.add(Run(NOON, Trigger.APPENDED), [a_session()])
    for record in records:
        store.add(Run(NOON, Trigger.APPENDED), [record])
        book = SessionBook(store) if restart else book
        sessions = book.sessions(NOON, Wanted())
    return sessions


def current(store: Store, *records: SessionRecord) -> Detail:
    found = read(store, records).current
    assert found is not None
    return found


def turns(detail: Detail) -> list[str]:
    rows: list[Request | ToolCall] = [*detail.requests, *detail.tool_calls]
    return [it.turn for it in rows if it.agent]


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("order", list(permutations((MAIN, AGAIN, a_turn()))))
def test_a_side_question_does_not_count_whenever_it_is_read(
    store: Store, order: Sequence[SessionRecord], *, restart: bool
) -> None:
    sessions = read(store, order, restart=restart)
    (summary,) = sessions.summaries
    assert sessions.current is not None
    assert [it.id for it in sessions.current.requests] == [MAIN.id]
    assert (summary.requests, sum(it.tokens.total for it in summary.usages)) == (1, 461)


def test_a_message_of_another_session_repeats_nothing(store: Store) -> None:
    elsewhere = replace(MAIN, session=hashed("session b"))
    assert [it.id for it in current(store, elsewhere, AGAIN).requests] == [AGAIN.id]


def test_what_is_no_main_chain_after_all_repeats_nothing(store: Store) -> None:
    corrected = replace(MAIN, agent=HELPER, claim=1)
    detail = current(store, MAIN, AGAIN, corrected)
    assert {it.id for it in detail.requests} == {MAIN.id, AGAIN.id}


def test_a_tool_call_that_a_side_question_repeats_is_the_main_chains(store: Store) -> None:
    repeated = replace(a_call(), agent=HELPER, request=AGAIN.id, turn="")
    for order in ((a_call(), repeated), (repeated, a_call())):
        assert current(store, *order).tool_calls == (a_call(),)


CALL = replace(a_call("starts it"), turn=hashed("first"))
CAUSED = replace(a_request("aside"), agent=HELPER, turn="", cause=CALL.id)
ITS_CALL = replace(a_call("its call"), agent=HELPER, turn="")


@pytest.mark.parametrize("order", list(permutations((CALL, CAUSED, ITS_CALL))))
def test_a_sub_agent_works_for_the_turn_of_the_call_that_started_it(
    store: Store, order: Sequence[SessionRecord]
) -> None:
    assert turns(current(store, *order)) == [hashed("first")] * 2


def test_a_sub_agent_of_a_sub_agent_works_for_the_same_turn(store: Store) -> None:
    below = replace(a_request("below"), agent=hashed("b"), turn="", cause=ITS_CALL.id)
    assert turns(current(store, below, ITS_CALL, CAUSED, CALL)) == [hashed("first")] * 3


def test_sub_agents_that_start_each_other_work_for_no_turn(store: Store) -> None:
    itself = replace(CAUSED, cause=ITS_CALL.id)
    assert turns(current(store, itself, ITS_CALL)) == ["", ""]


OLD = replace(CAUSED, cause="", started_at=NOON - 2_000)


def a_turn_of(name: str, began: int, ended: int) -> Turn:
    return replace(a_turn(name), started_at=NOON + began, ended_at=NOON + ended)


@pytest.mark.parametrize(
    ("others", "turn"),
    [
        ([a_turn_of("first", -3_000, 0)], "first"),
        ([a_turn_of("first", -9_000, -5_000), a_turn_of("second", -3_000, 0)], "second"),
        ([a_turn_of("first", -9_000, -5_000)], ""),
        ([a_turn_of("first", -9_000, 0), a_turn_of("second", -3_000, 0)], ""),
        ([a_turn_of("first", -9_000, -5_000), replace(CALL, ended_at=0)], "first"),
        ([replace(CALL, ended_at=0), a_turn_of("first", -9, 9)], ""),
        ([], ""),
    ],
    ids=["under way", "the later", "over", "two", "waiting", "not begun", "unknown"],
)
def test_an_old_sub_agent_works_for_the_turn_that_was_under_way(
    store: Store, others: list[Turn | ToolCall], turn: str
) -> None:
    assert turns(current(store, OLD, *others)) == [hashed(turn)]
    assert turns(current(store, *others, OLD)) == [hashed(turn)]


def test_the_tokens_of_a_sub_agent_are_those_of_the_command_it_worked_for(store: Store) -> None:
    requests: list[Request] = [MAIN, CAUSED]
    (summary,) = read(store, [a_turn(), *requests, CALL]).summaries
    assert {it.command: it.requests for it in summary.usages} == {"/plan": 2}
