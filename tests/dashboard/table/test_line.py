from __future__ import annotations

from dashboard.piece import Line, Piece, Tone, measure
from dashboard.table.column import Column
from dashboard.table.line import column_at, drawn, heading
from dashboard.table.sheet import Order


def said(row: str, _cells: int) -> Line:
    return (Piece(row, Tone.STRONG),)


COLUMNS = (
    Column("name", "name", 6, 0, said, right=False),
    Column("size", "size", 6, 0, said),
)


def words(line: Line) -> str:
    return "".join(piece.text for piece in line)


def test_the_heading_says_how_rows_are_sorted() -> None:
    assert words(heading(COLUMNS, Order("size"))) == " name    ▼ size "
    assert words(heading(COLUMNS, Order("name", descending=False))) == " ▲ name    size "


def test_a_sign_begins_beside_a_column_that_its_title_fills() -> None:
    full = (Column("a", "colour", 6, 0, said, right=False), Column("b", "weight", 6, 0, said))
    assert words(heading(full, Order("a"))) == "▼colour  weight "
    assert words(heading(full, Order("b"))) == " colour ▼weight "
    nearly = (Column("a", "shape", 6, 0, said, right=False), Column("b", "price", 6, 0, said))
    assert words(heading(nearly, Order("a"))) == "▼shape    price "
    assert words(heading(nearly, Order("b"))) == " shape   ▼price "


def test_what_is_too_long_for_its_column_is_cut() -> None:
    assert words(drawn(COLUMNS, "plan")) == " plan      plan "
    assert words(drawn(COLUMNS, "planning")) == " plann…  plann… "


def test_wide_characters_take_two_cells() -> None:
    assert measure(drawn(COLUMNS, "計画を立てる")) == 16


def test_every_cell_belongs_to_one_column() -> None:
    found = [column_at(COLUMNS, cell) for cell in (0, 7, 8, 15, 16)]
    assert [column.key if column else "" for column in found] == [
        "name",
        "name",
        "size",
        "size",
        "",
    ]
