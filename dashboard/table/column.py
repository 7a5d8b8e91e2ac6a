"""What the columns of a table are, and which of them there is room for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Generic, TypeVar

from dashboard.piece import Line

R = TypeVar("R")
"""What one row tells of."""

PADDING = 2
"""Cells that stand beside every column."""
_MOST, _AMPLE = attrgetter("most"), attrgetter("ample")


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a table."""

    key: str
    title: str
    cells: int
    rank: int
    """The higher, the sooner it goes when there is no room; 0 stays."""
    draw: Callable[[R, int], Line]
    """A row and the cells there are."""
    right: bool = True
    most: int = 0
    """Cells it may grow to where there is room; 0 grows only when it is the last that may."""
    least: int = 0
    """Cells it may be cut to, so that those before it grow; 0 is never cut."""
    ample: int = 0
    """Cells it may grow to once every column has its most."""


def fixed(form: Callable[[R], Line]) -> Callable[[R, int], Line]:
    """What draws a cell that reads the same whatever room there is."""
    return lambda row, _cells: form(row)


def fitting(columns: tuple[Column[R], ...], width: int) -> tuple[Column[R], ...]:
    """The columns that fit a width, each with its cells; what is left goes to those that grow."""
    kept = columns
    while _cells(kept) > width and any(column.rank for column in kept):
        last = max(kept, key=lambda column: column.rank)
        kept = tuple(column for column in kept if column is not last)
    cut = tuple(map(_cut, kept))
    return _grown(cut, max(width - _cells(cut), 0))


def _cut(column: Column[R]) -> Column[R]:
    if not column.least:
        return column
    return replace(column, cells=column.least, most=max(column.cells, column.most))


def _grown(columns: tuple[Column[R], ...], spare: int) -> tuple[Column[R], ...]:
    """Let those that may grow do so in turn; the last text takes what nobody else does."""
    found = list(columns)
    for most in (_MOST, _AMPLE):
        for at, column in enumerate(found):
            more = min(spare, max(most(column) - column.cells, 0))
            found[at] = replace(column, cells=column.cells + more)
            spare -= more
    if found:
        last = max((at for at, column in enumerate(found) if not column.right), default=0)
        found[last] = replace(found[last], cells=found[last].cells + spare)
    return tuple(found)


def _cells(columns: tuple[Column[R], ...]) -> int:
    return sum(column.cells + PADDING for column in columns)
