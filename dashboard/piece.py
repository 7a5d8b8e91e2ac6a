"""What a line of the screen is made of: pieces of text, each with a tone, not yet drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size


class Tone(StrEnum):
    """What a piece of text means to the eye; the theme decides how that looks."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    BAR = "bar"
    TRACK = "track"
    """What a bar has not filled."""
    AREA = "area"
    TRACE = "trace"
    RULE = "rule"
    WARNING = "warning"
    CRITICAL = "critical"
    ADDED = "added"
    """A line of a text that was not there before, beside a plus."""
    REMOVED = "removed"


class Piece(NamedTuple):
    """A stretch of text in one tone; what came from outside in it has passed `safe_text`."""

    text: str
    tone: Tone = Tone.PLAIN


Line: TypeAlias = tuple[Piece, ...]


class Ranked(NamedTuple):
    """A line and how soon it goes when there is no room: the highest rank first."""

    rank: int
    line: Line


def strong(text: str) -> Piece:
    """The one number that matters."""
    return Piece(text, Tone.STRONG)


def muted(text: str) -> Piece:
    """A word beside a number."""
    return Piece(text, Tone.MUTED)


def measure(line: Line) -> int:
    """The width of a line in cells."""
    return sum([len(text) if text.isascii() else cell_len(text) for text, _ in line])


def clip(line: Line, width: int) -> Line:
    """Cut a line to a width in cells; an ellipsis says that something went."""
    if measure(line) <= width:
        return line
    room = width - 1
    kept: list[Piece] = []
    for piece in line if width > 0 else ():
        size = cell_len(piece.text)
        if size > room:
            kept.append(Piece(set_cell_size(piece.text, room) + "…", piece.tone))
            break
        kept.append(piece)
        room -= size
    return tuple(kept)


def tail(text: str, width: int) -> str:
    """Cut a text to a width in cells from its front, where paths say least."""
    if cell_len(text) <= width:
        return text
    start = max(len(text) - width + 1, 0)
    while cell_len(text[start:]) >= max(width, 1):
        start += 1
    return f"…{text[start:]}" if width > 0 else ""


def pad(line: Line, width: int) -> Line:
    """Cut or fill a line to exactly a width in cells."""
    cut = clip(line, width)
    return (*cut, Piece(" " * (width - measure(cut))))


def beside(parts: Sequence[Line], width: int, *, gap: int = 2) -> Line:
    """Set as many of the first parts side by side as fit whole; the first one always stays."""
    chosen: Line = ()
    taken = 0
    for part, size in zip(parts, map(measure, parts), strict=True):
        if chosen and size and taken + gap + size > width:
            break
        if size:
            chosen = (*chosen, Piece(" " * gap), *part) if chosen else part
            taken += gap + size if taken else size
    return chosen if taken <= width else clip(chosen, width)


def keep(lines: Sequence[Ranked], height: int) -> tuple[Line, ...]:
    """Choose the lines that matter most, in the order they were given."""
    by_rank = sorted(range(len(lines)), key=lambda index: lines[index].rank)
    return tuple(lines[index].line for index in sorted(by_rank[: max(height, 0)]))


def merge(cells: Iterable[Piece]) -> Line:
    """Join neighbours of one tone."""
    return tuple(
        Piece("".join(piece.text for piece in group), tone)
        for tone, group in groupby(cells, key=lambda piece: piece.tone)
    )
