"""How one text became another, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

CONTEXT = 3
"""Lines shown around what changed."""
MOST = 1_200
"""Lines shown of one text."""

_MATCHED = 600
"""To match more lines than this would take too long: they are shown as replaced."""


class Sign(StrEnum):
    """What happened to a line."""

    SAME = " "
    ADDED = "+"
    REMOVED = "−"
    PLACE = "@"
    """Not a line of either text: it says where the next ones stand."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a comparison."""

    sign: Sign
    text: str
    """As it came from disk."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """What became of one file."""

    path: str
    lines: tuple[TextLine, ...] = ()
    added: int = 0
    removed: int = 0
    note: str = ""
    """Why there are no lines, or that there are more; in words."""


def text_change(path: str, before: str, now: str) -> TextChange:
    """Compare two texts; what is alike at both ends is not looked at, so that it stays fast."""
    old, new = before.splitlines(), now.splitlines()
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    blocks = _blocks(old[head : len(old) - tail], new[head : len(new) - tail], head)
    added = sum(end - start for _, _, start, end in blocks)
    removed = sum(end - start for start, end, _, _ in blocks)
    lines = tuple(_lines(old, new, blocks))
    note = f"{len(lines) - MOST:,} more lines are not shown" if len(lines) > MOST else ""
    return TextChange(path, lines[:MOST], added, removed, note)


_Block = tuple[int, int, int, int]
"""Lines from and to in the old text, from and to in the new one."""


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _blocks(old: Sequence[str], new: Sequence[str], head: int) -> list[_Block]:
    """Where the texts differ; `head` lines before these are alike."""
    if max(len(old), len(new)) > _MATCHED:
        return [(head, head + len(old), head, head + len(new))]
    found = SequenceMatcher(None, old, new).get_opcodes()
    return [
        (head + old_start, head + old_end, head + new_start, head + new_end)
        for tag, old_start, old_end, new_start, new_end in found
        if tag != "equal"
    ]


def _lines(old: Sequence[str], new: Sequence[str], blocks: list[_Block]) -> Iterator[TextLine]:
    """Every block with the lines around it; what lies between two of them is left out."""
    done = 0
    for number, (old_start, old_end, new_start, new_end) in enumerate(blocks):
        begin = max(old_start - CONTEXT, done)
        if begin > done or not number:
            yield TextLine(Sign.PLACE, f"line {new_start - (old_start - begin) + 1}")
        yield from (TextLine(Sign.SAME, line) for line in old[begin:old_start])
        yield from (TextLine(Sign.REMOVED, line) for line in old[old_start:old_end])
        yield from (TextLine(Sign.ADDED, line) for line in new[new_start:new_end])
        following = blocks[number + 1][0] if number + 1 < len(blocks) else len(old)
        done = min(old_end + CONTEXT, following)
        yield from (TextLine(Sign.SAME, line) for line in old[old_end:done])
