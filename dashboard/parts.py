"""How parts share one line: the least important are shortened, or leave, first."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content


@dataclass(frozen=True, slots=True)
class Part:
    """Something that stands on a line as a whole, in brief, or not at all."""

    content: Content
    rank: int = 0
    """The higher, the sooner it leaves; 0 stays, and is cut when even it has no room."""
    brief: Part | None = None
    """What takes its place when it leaves, with a lower rank; None when nothing does."""


def line(parts: tuple[Part, ...], width: int, *, gap: int = 2, spread: bool = False) -> Content:
    """Set parts side by side within `width` cells; `spread` shares what is left between them."""
    kept = _fitting([part for part in parts if part.content.cell_length], width, gap)
    if spread and len(kept) > 1:
        gap = max(gap, (width - _cells(kept, 0)) // (len(kept) - 1))
    joined = Content(" " * gap).join([part.content for part in kept])
    return joined.truncate(width, ellipsis=True)


def _fitting(parts: list[Part], width: int, gap: int) -> list[Part]:
    while _cells(parts, gap) > width:
        leaving = max(parts, key=lambda part: part.rank)
        if leaving.rank == 0:
            break
        at = parts.index(leaving)
        parts[at : at + 1] = [leaving.brief] if leaving.brief else []
    return parts


def _cells(parts: list[Part], gap: int) -> int:
    return sum(part.content.cell_length for part in parts) + gap * max(len(parts) - 1, 0)
