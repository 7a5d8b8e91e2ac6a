"""Stretches of time, in milliseconds: what they cover together, each moment counted once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""From a moment until another one, which is no longer part of it."""


def union(spans: Iterable[Span]) -> list[Span]:
    """The same moments in as few spans as say it, ascending; what is empty or reversed is none."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def covered(spans: Iterable[Span], *, within: Iterable[Span]) -> int:
    """How many milliseconds of `within` the spans cover."""
    inner, outer = union(spans), union(within)
    total = one = other = 0
    while one < len(inner) and other < len(outer):
        start, end = max(inner[one][0], outer[other][0]), min(inner[one][1], outer[other][1])
        total += max(end - start, 0)
        if inner[one][1] < outer[other][1]:
            one += 1
        else:
            other += 1
    return total


def length(spans: Iterable[Span]) -> int:
    """How many milliseconds they cover together."""
    return sum(end - start for start, end in union(spans))
