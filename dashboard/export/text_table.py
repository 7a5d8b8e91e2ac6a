"""How rows of words stand under each other on paper and on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from dashboard.safe_text import safe_text

_GAP = "  "
_NARROWEST = 8
"""Cells the first column keeps, however narrow the page is."""


def aligned(rows: Sequence[Sequence[str]], *, width: int, indent: str = "") -> list[str]:
    """Align rows of equal length: the first column to the left, the others to the right.

    A first column that is too wide loses its beginning: the end of a path tells more.
    """
    if not rows:
        return []
    firsts = [safe_text(row[0]) for row in rows]
    rests = [[safe_text(cell) for cell in row[1:]] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*rests, strict=True)]
    taken = len(indent) + sum(len(_GAP) + cells for cells in widths)
    room = min(max(map(cell_len, firsts)), max(width - taken, _NARROWEST))
    return [
        _line(_ending(first, room), rest, room=room, widths=widths, indent=indent)
        for first, rest in zip(firsts, rests, strict=True)
    ]


def _ending(text: str, room: int) -> str:
    """The end of a text that fits into so many cells."""
    if cell_len(text) <= room:
        return text
    while (excess := cell_len(text) + 1 - room) > 0:
        text = text[excess // 2 or 1 :]  # a character has two cells at most
    return f"…{text}"


def _line(first: str, rest: Sequence[str], *, room: int, widths: Sequence[int], indent: str) -> str:
    padded = first + " " * (room - cell_len(first))
    cells = (" " * (size - cell_len(cell)) + cell for cell, size in zip(rest, widths, strict=True))
    return (indent + _GAP.join((padded, *cells))).rstrip()
