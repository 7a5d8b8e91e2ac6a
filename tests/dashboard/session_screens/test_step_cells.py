from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.piece import Tone
from dashboard.session_screens.step_cells import LEGEND, STEPS, draw
from dashboard.session_screens.step_rows import STEP_SORT_KEYS, StepRow, Stretch, step_rows
from dashboard.table.column import fitting
from dashboard.table.sheet import Order
from tests.dashboard.builders import NOW
from tests.dashboard.logbook import CALLS, DETAIL, PRICES, REQUESTS, TURNS
from tests.dashboard.pieces import words

RELEASED = TURNS[2]


def rows(*, breaks: tuple[str, ...] = ()) -> dict[str, StepRow]:
    found = step_rows(DETAIL, RELEASED, PRICES, now=NOW, is_open=True, breaks=breaks)
    return {row.step.id: row for row in found}


def cell(key: str, row: StepRow, cells: int = 30) -> str:
    (column,) = (it for it in STEPS.columns if it.key == key)
    (said,) = words([column.draw(row, cells)])
    return said


def bar(stretch: Stretch, row: StepRow | None = None) -> str:
    (said,) = words([draw(replace(row or rows()["release-1"], stretch=stretch), 10)])
    return said


def test_a_request_is_drawn_from_its_start_to_its_end_by_what_it_did() -> None:
    assert bar(Stretch(0.2, 0.9, first=0.1, thinking=0.3)) == "  ░▒▒▒███ "


def test_where_the_first_token_is_not_known_none_is_drawn() -> None:
    assert bar(Stretch(0.0, 0.5)) == "█████     "


def test_thinking_begins_with_the_request_where_the_first_token_is_not_known() -> None:
    assert bar(Stretch(0.0, 0.5, thinking=0.2)) == "▒▒███     "


def test_tools_and_waits_have_signs_of_their_own() -> None:
    assert bar(Stretch(0.5, 1.0), rows()["bash-2"]) == "     ▄▄▄▄▄"
    assert bar(Stretch(0.5, 1.0), rows()["retry-1"]) == "     ┄┄┄┄┄"


def test_an_attempt_that_was_not_answered_is_told_from_a_wait() -> None:
    attempts = tuple(replace(it, status="") for it in DETAIL.retries)
    detail = replace(DETAIL, retries=attempts)
    found = step_rows(detail, RELEASED, PRICES, now=NOW, is_open=True, breaks=())
    (row,) = (it for it in found if it.step.id == "retry-1")
    assert (cell("what", row), cell("end", row)) == ("made again", "! no answer")
    waited = rows()["retry-1"]
    assert (cell("what", waited), cell("end", waited)) == ("wait before a retry", "! 529")


@pytest.mark.parametrize("at", [0.0, 0.31, 0.999, 1.0])
def test_the_shortest_step_takes_a_cell_and_none_leaves_the_column(at: float) -> None:
    drawn = bar(Stretch(at, at))
    assert len(drawn) == 10
    assert drawn.count("█") == 1


def test_what_runs_is_drawn_up_to_now() -> None:
    row = rows()["waiting"]
    assert row.stretch.end == 1.0
    assert bar(Stretch(0.5, 1.0), row) == "     ┄┄┄┄┄"
    assert row.seconds == 3
    assert cell("end", row).startswith("● since ")


def test_what_the_user_cut_off_is_drawn_until_then_and_says_so() -> None:
    cut = replace(REQUESTS[-1], id="cut", turn=RELEASED.id, stop_reason="", error="")
    turn = replace(RELEASED, interrupted=True, ended_at=cut.ended_at + 9_000)
    detail = replace(
        DETAIL, turns=(*TURNS[:2], turn), requests=(*REQUESTS[:-1], cut), tool_calls=()
    )
    (row,) = (
        it for it in step_rows(detail, turn, PRICES, now=NOW, is_open=False) if it.step.id == "cut"
    )
    assert (cell("end", row), row.stretch.end) == ("✖ interrupted", 1.0)


def test_the_signs_are_explained_in_eighty_cells_beside_how_many_steps_there_are() -> None:
    assert len(f"  2 Timeline  99 of 99  {LEGEND}  ") <= 80


def test_parallel_tools_begin_in_one_cell() -> None:
    drawn = [words([draw(rows()[name], 40)])[0] for name in ("agent-1", "bash-2")]
    first, second = (it.index("▄") for it in drawn)
    assert first == second


def test_what_is_under_something_else_is_indented() -> None:
    assert cell("what", rows()["release-1"]) == "opus-5"
    assert cell("what", rows()["agent-1"]) == "  Agent"
    assert cell("what", rows()["scout-1"]) == "    explorer: haiku-4-5"


def test_every_end_is_a_word() -> None:
    assert cell("end", rows()["release-1"]) == "tool_use"
    assert cell("end", rows()["release-2"]) == "✖ 529"
    assert cell("end", rows()["agent-1"]) == "done"
    assert cell("end", rows()["retry-1"]) == "! 529"
    assert cell("end", rows()["compaction-1"]) == "64.2k → 14k"
    assert cell("end", rows(breaks=("release-1",))["release-1"]) == "! cache broke"


def test_a_failed_tool_is_told_by_sign_word_and_tone() -> None:
    (row,) = (
        it
        for it in step_rows(DETAIL, TURNS[0], PRICES, now=NOW, is_open=False)
        if it.step.id == "grep-1"
    )
    assert cell("end", row) == "✖ error"
    assert {piece.tone for piece in draw(row, 40) if piece.text.strip()} == {Tone.WARNING}


def test_what_a_tool_has_no_figure_of_is_empty_and_what_is_not_known_a_dash() -> None:
    assert cell("cost", rows()["bash-2"]) == ""
    assert cell("first", rows()["bash-2"]) == ""
    assert cell("first", rows()["scout-1"]) == "–"
    assert cell("first", rows()["release-1"]) == "700 ms"


def test_the_order_of_time_keeps_what_was_caused_under_its_cause() -> None:
    found = STEPS.ordered(reversed(rows().values()), STEPS.order)
    assert [row.step.id for row in found] == list(rows())


@pytest.mark.parametrize("column", STEP_SORT_KEYS)
def test_every_column_sorts_every_row(column: str) -> None:
    assert len(STEPS.ordered(rows().values(), Order(column))) == len(rows())


def test_eighty_cells_have_room_for_what_it_was_how_long_and_how_it_ended() -> None:
    assert [it.key for it in fitting(STEPS.columns, 76)] == ["what", "took", "bar", "end"]


def test_a_call_that_nobody_saw_end_says_so() -> None:
    detail = replace(DETAIL, tool_calls=(replace(CALLS[-1], ended_at=0),), requests=REQUESTS)
    found = step_rows(detail, RELEASED, PRICES, now=NOW, is_open=False)
    (row,) = (it for it in found if it.step.call)
    assert cell("end", row) == "no end known"
    assert cell("took", row) == "–"
