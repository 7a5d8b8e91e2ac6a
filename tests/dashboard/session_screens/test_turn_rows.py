from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.prices.table import NO_PRICES
from dashboard.session_screens.turn_cells import TURNS
from dashboard.session_screens.turn_rows import TURN_SORT_KEYS, TurnRow, Work, seconds, turn_rows
from dashboard.sessions import QUIET_MS
from dashboard.table.column import fitting
from dashboard.table.sheet import Order
from tests.dashboard.builders import NOW
from tests.dashboard.logbook import DETAIL, PLAN, PRICES, RELEASE, WORDS
from tests.dashboard.logbook import TURNS as LOGGED
from tests.dashboard.pieces import words


def rows(*, live: bool = True) -> dict[str, TurnRow]:
    return {row.turn.id: row for row in turn_rows(DETAIL, PRICES, now=NOW, live=live)}


def test_a_row_adds_up_what_belongs_to_its_turn() -> None:
    row = rows()[RELEASE]
    assert (row.requests, row.tools, row.errors) == (4, 4, 1)
    assert row.tokens.output_tokens == 4 * 340
    assert rows()[PLAN].cost.full_usd == pytest.approx(2 * 0.052185)


def test_a_tool_that_failed_is_an_error_of_its_turn() -> None:
    assert (rows()[PLAN].errors, rows()[WORDS].errors) == (1, 0)


def test_the_newest_turn_of_a_live_session_is_at_work_up_to_now() -> None:
    row = rows()[RELEASE]
    assert row.outcome.text == "● at work"
    assert row.seconds == 100


def test_of_a_session_that_ended_the_newest_turn_is_not_at_work() -> None:
    (*_, row) = turn_rows(DETAIL, PRICES, now=NOW + QUIET_MS, live=False)
    assert row.outcome.text == "! left open"
    assert rows(live=False)[RELEASE].outcome.text == "… not ended yet"
    assert row.seconds == 97


def test_claude_codes_own_time_of_a_turn_is_taken_where_it_tells_one() -> None:
    assert seconds(replace(LOGGED[0], reported_seconds=61.5)) == 61.5
    assert seconds(LOGGED[0]) == 62
    assert seconds(replace(LOGGED[0], ended_at=0)) is None


@pytest.mark.parametrize("column", TURN_SORT_KEYS)
def test_every_column_sorts_every_row(column: str) -> None:
    assert len(TURNS.ordered(rows().values(), Order(column))) == 3


def test_the_newest_turn_comes_first() -> None:
    found = TURNS.ordered(rows().values(), TURNS.order)
    assert [row.turn.id for row in found] == [RELEASE, WORDS, PLAN]


def test_a_filter_finds_commands_and_outcomes() -> None:
    assert TURNS.wants(rows()[PLAN], "/plan done")
    assert TURNS.wants(rows()[WORDS], "prompt interrupted")
    assert not TURNS.wants(rows()[WORDS], "/plan")


def test_eighty_cells_say_when_what_how_long_how_dear_and_how_it_ended() -> None:
    keys = [column.key for column in fitting(TURNS.columns, 76)]
    assert keys == ["started", "began", "took", "cost", "errors", "outcome"]


def test_in_eighty_cells_a_turn_that_may_go_on_says_so_whole() -> None:
    (*_, outcome) = fitting(TURNS.columns, 76)
    assert outcome.key == "outcome"
    assert len(rows(live=False)[RELEASE].outcome.text) <= outcome.cells


def test_a_narrow_table_tells_the_day_without_its_year() -> None:
    column, row = TURNS.columns[0], replace(rows()[PLAN], started="2026-11-20 09:30")
    assert words([column.draw(row, 16)]) == ["2026-11-20 09:30"]
    assert words([column.draw(row, column.cells)]) == ["11-20 09:30"]
    today = replace(row, started="09:30:12")
    assert words([column.draw(today, column.cells)]) == ["09:30:12"]


def test_of_a_turn_that_was_not_answered_nothing_is_known() -> None:
    row = replace(rows()[PLAN], work=Work())
    drawn = {it.key: words([it.draw(row, it.cells)])[0] for it in TURNS.columns}
    told = ("input", "written", "read", "output", "cache", "cost")
    assert {key: drawn[key] for key in told} == dict.fromkeys(told, "–")


def test_only_what_changed_is_added_up_again() -> None:
    before = turn_rows(DETAIL, PRICES, now=NOW, live=True)
    more = replace(DETAIL.requests[0], id="more", turn=WORDS)
    detail = replace(DETAIL, requests=(*DETAIL.requests, more))
    plan, said, _ = turn_rows(detail, PRICES, now=NOW, live=True, before=before)
    assert plan.cost is before[0].cost
    assert (said.requests, before[1].requests) == (2, 1)
    assert said.cost.usd == 2 * before[1].cost.usd


def test_other_prices_are_reckoned_with_at_once() -> None:
    before = turn_rows(DETAIL, PRICES, now=NOW, live=True)
    free = turn_rows(DETAIL, NO_PRICES, now=NOW, live=True, before=before)
    assert [row.cost.full_usd for row in free] == [None, None, None]
