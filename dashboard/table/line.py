"""The lines of a table: its heading, and what it says of each row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate, chain

from dashboard import units
from dashboard.piece import Line, Piece, clip, measure
from dashboard.table.column import PADDING, Column, R
from dashboard.table.sheet import Order

_BESIDE = " " * (PADDING // 2)


def heading(columns: Iterable[Column[R]], order: Order) -> Line:
    """The titles of all columns; one says how rows are sorted."""
    return _joined(_heading(column, order) for column in columns)


def drawn(columns: Iterable[Column[R]], row: R) -> Line:
    """What all columns say of a row."""
    return _joined(_cell(column.draw(row, column.cells), column) for column in columns)


def column_at(columns: tuple[Column[R], ...], cell: int) -> Column[R] | None:
    """The column that a cell of a line belongs to."""
    ends = accumulate(column.cells + PADDING for column in columns)
    return next((it for it, end in zip(columns, ends, strict=True) if cell < end), None)


def _heading(column: Column[R], order: Order) -> Line:
    """A title; a sign that makes it too long begins in the cell beside the column."""
    if column.key != order.column:
        return _cell((Piece(column.title),), column)
    sign = units.DOWN if order.descending else units.UP
    if len(column.title) + 2 <= column.cells:
        return _cell((Piece(f"{sign} {column.title}"),), column)
    wider = replace(column, cells=column.cells + len(_BESIDE))
    before, *rest = _cell((Piece(f"{sign}{column.title}"),), wider)
    return (Piece(before.text[len(_BESIDE) :]), *rest)


def _cell(line: Line, column: Column[R]) -> Line:
    """A line cut and filled to the cells of its column."""
    cut = clip(line, column.cells)
    room = " " * (column.cells - measure(cut))
    before, after = (_BESIDE + room, _BESIDE) if column.right else (_BESIDE, room + _BESIDE)
    return (Piece(before), *cut, Piece(after))


def _joined(cells: Iterable[Line]) -> Line:
    return tuple(chain.from_iterable(cells))
