"""What of a table is in view."""

from __future__ import annotations

from dataclasses import replace

from dashboard.table.column import Column
from dashboard.table.sheet import Order
from dashboard.table.sight import HEADING, Sight
from tests.dashboard.pieces import said, words

SCROLLED = Sight(
    (Column("name", "name", 6, 0, said, right=False),),
    Order("name"),
    ("row 7", "row 8"),
    top=7,
    cursor=8,
    hovered=7,
    instead="nothing matches",
)
"""Rows eight and nine of a table."""


def lines(sight: Sight[str], height: int = 4) -> list[str]:
    return [line.strip() for line in words(tuple(map(sight.line, range(height))))]


def parts(sight: Sight[str], height: int = 4) -> list[str]:
    return [sight.part(y) for y in range(height)]


def test_rows_stand_beneath_the_heading() -> None:
    assert lines(SCROLLED) == ["▼ name", "row 7", "row 8", ""]


def test_a_line_knows_its_place() -> None:
    assert [SCROLLED.place(y) for y in range(3)] == [HEADING, 7, 8]


def test_the_cursor_and_the_pointer_are_parts_of_their_own() -> None:
    assert parts(SCROLLED) == ["heading", "hover", "cursor", ""]
    assert parts(replace(SCROLLED, hovered=8))[2] == "cursor"
    assert parts(replace(SCROLLED, hovered=HEADING))[0] == "hover"


def test_where_no_row_is_there_is_no_part() -> None:
    assert parts(replace(SCROLLED, rows=(), top=0, cursor=0)) == ["heading", "", "", ""]
    assert parts(replace(SCROLLED, hovered=9))[3] == ""


def test_why_there_are_no_rows_is_said_in_the_first_place() -> None:
    assert lines(replace(SCROLLED, rows=(), top=0)) == ["▼ name", "nothing matches", "", ""]
