"""What lines say, without their tones."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.piece import Line, Piece


def words(lines: Iterable[Line]) -> list[str]:
    """The text of each line."""
    return ["".join(piece.text for piece in line) for line in lines]


def said(row: str, _cells: int) -> Line:
    """A row in the one piece of its cell."""
    return (Piece(row),)
