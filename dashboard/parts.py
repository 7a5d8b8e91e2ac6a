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


def line(
    parts: tuple[Part, ...], width: int, *, gap: int = 2, ending: tuple[Part, ...] = ()
) -> Content:
    """Set parts side by side within `width` cells, some of them flush with the line's end."""
    width = max(width, 0)  # a terminal may be narrower than what stands beside a line
    kept = _fitting([it for it in (*parts, *ending) if it.content.cell_length], width, gap)
    last = [it for it in kept if any(it is part for part in ending)]
    first = kept[: len(kept) - len(last)]
    room = width - _cells(first, gap) - _cells(last, gap)
    between = " " * (max(room, gap if first else 0) if last else 0)
    spaced = (Content(" " * gap).join([it.content for it in those]) for those in (first, last))
    return Content(between).join(spaced).truncate(width, ellipsis=True)


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
