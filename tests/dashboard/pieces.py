"""What lines say, without their tones."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.piece import Line


def words(lines: Iterable[Line]) -> list[str]:
    """The text of each line."""
    return ["".join(piece.text for piece in line) for line in lines]
