from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.session import Rating
from dashboard.reading import Reading
from dashboard.session_screens.session_cells import SESSIONS, SESSIONS_EVERYWHERE
from dashboard.session_screens.session_rows import (
    SESSION_SORT_KEYS,
    SessionRow,
    newest_stars,
    session_rows,
)
from dashboard.table.column import fitting
from dashboard.table.sheet import Order
from tests.dashboard.builders import NOW
from tests.dashboard.logbook import SESSIONS as LOGGED
from tests.dashboard.logbook import with_sessions
from tests.dashboard.pieces import words


def rows(reading: Reading | None = None) -> dict[str, SessionRow]:
    return {row.summary.session.id: row for row in session_rows(reading or with_sessions())}


def cell(key: str, row: SessionRow, cells: int = 40) -> str:
    (column,) = (it for it in SESSIONS_EVERYWHERE.columns if it.key == key)
    (said,) = words([column.draw(row, cells)])
    return said


def test_a_row_adds_a_session_up() -> None:
    row = rows()["current"]
    assert row.tokens.total == 2_700 + 90 + 16_000 + 480_000 + 600 + 20 + 4_000 + 90_000
    assert row.models == ("claude-opus-5", "claude-haiku-4-5-20251001")
    assert (row.tool_errors, row.live) == (1, True)
    assert row.cost.full_usd == pytest.approx(0.40795 + 0.01702)


def test_only_the_current_session_runs_and_only_when_claude_code_does() -> None:
    assert [name for name, row in rows().items() if row.live] == ["current"]
    recent = with_sessions(replace(LOGGED, recent=True))
    assert [name for name, row in rows(recent).items() if row.recent] == ["current"]
    ended = with_sessions(replace(LOGGED, live=False))
    assert not any(row.live for row in rows(ended).values())


def test_a_fork_is_marked_unless_it_runs() -> None:
    row = next(it for it in rows().values() if not it.live)
    session = replace(row.summary.session, forked=True)
    fork = replace(row, summary=replace(row.summary, session=session))
    assert (cell("state", row), cell("state", fork)) == ("", "fork")
    assert cell("state", replace(fork, live=True)) == "● live"


def test_the_one_that_runs_comes_first_and_then_the_last_at_work() -> None:
    shuffled = replace(LOGGED, summaries=tuple(reversed(LOGGED.summaries)))
    found = SESSIONS.ordered(session_rows(with_sessions(shuffled)), SESSIONS.order)
    assert [row.summary.session.id for row in found] == ["current", "monday", "sunday", "hidden"]


def test_what_has_no_price_is_a_dash_and_comes_last() -> None:
    found = SESSIONS.ordered(rows().values(), Order("cost"))
    assert cell("cost", found[-1]) == "–"
    assert found[-1].summary.session.id == "hidden"


def test_a_cost_that_is_known_in_part_is_at_least_that() -> None:
    mixed = replace(
        LOGGED.summaries[0], usages=(*LOGGED.summaries[0].usages, *LOGGED.summaries[3].usages)
    )
    (row,) = session_rows(with_sessions(replace(LOGGED, summaries=(mixed,))))
    assert cell("cost", row) == "≥$0.4250"


def test_a_later_rating_takes_the_place_of_an_earlier_one() -> None:
    rated = (*LOGGED.ratings, Rating("monday", NOW, 1))
    assert newest_stars(replace(LOGGED, ratings=rated)) == {"monday": 1, "sunday": 5}


@pytest.mark.parametrize("column", SESSION_SORT_KEYS)
def test_every_column_sorts_every_row(column: str) -> None:
    assert len(SESSIONS.ordered(rows().values(), Order(column))) == 4


def test_cells_read_as_a_user_would_say_them() -> None:
    row = rows()["current"]
    said = {column.key: cell(column.key, row) for column in SESSIONS_EVERYWHERE.columns}
    assert said["state"] == "● live"
    assert said["lasted"] == "30 min"
    assert said["last"] == "3 s ago"
    assert said["models"] == "opus-5 +1"
    assert said["cache"] == "97 %"
    assert said["rating"] == "–"
    assert said["commands"] == "/plan ×3  /release ×1"
    assert cell("rating", rows()["monday"]) == "4 of 5"


def test_the_longest_time_ago_has_room() -> None:
    (column,) = (it for it in SESSIONS.columns if it.key == "last")
    assert len(cell("last", replace(rows()["monday"], ago="1.5 min"))) <= column.cells


def test_of_a_long_folder_the_end_is_kept() -> None:
    assert cell("folder", rows()["current"], 10) == "…ev/harbor"


def test_a_filter_finds_folders_models_tools_commands_and_what_runs() -> None:
    row, older = rows()["current"], rows()["hidden"]
    for text in ("harbor", "haiku", "grep", "/release", "live"):
        assert SESSIONS.wants(row, text)
    assert not SESSIONS.wants(older, "live")
    assert SESSIONS.wants(older, "mystery !haiku")


def test_eighty_cells_keep_when_what_it_cost_and_which_runs() -> None:
    keys = [column.key for column in fitting(SESSIONS.columns, 76)]
    assert keys[:2] == ["state", "started"]
    assert {"tokens", "cost", "cache"} <= set(keys)
    everywhere = [column.key for column in fitting(SESSIONS_EVERYWHERE.columns, 76)]
    assert everywhere == ["state", "folder", "started", "tokens", "cost", "cache"]


def test_no_room_is_left_before_the_text_of_a_row() -> None:
    for width in (60, 76, 116, 156):
        assert fitting(SESSIONS.columns, width)[0].cells == 6
