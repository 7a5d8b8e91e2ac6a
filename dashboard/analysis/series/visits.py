"""Where a series left its level and soon came back: bursts, and short stays on another path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import median

from dashboard.analysis.series.partition import partition

LONGEST = 11
"""Points; what stays away for longer may be a level of its own."""
RETURNED = 0.3
"""How far from where it was a series may come back, as a share of how far it was away."""
_PENALTY = 3.0
_LEAST_HEIGHT = 3.7
"""In standard deviations of what neighbours differ by."""
_ALIKE = 1.3

_Values = Sequence[float]


@dataclass(frozen=True, slots=True)
class Visit:
    """One of them."""

    height: float
    """How far away it was; less than 0 when it was below."""
    stretches: tuple[tuple[int, int, float], ...]
    """Where each of its levels begins and ends, and how far away that is."""

    @property
    def length(self) -> int:
        """In points."""
        return self.stretches[-1][1] - self.stretches[0][0]

    def is_like(self, height: float) -> bool:
        """Whether it was about so far away, above or below."""
        return alike(self.height, height)


def alike(one: float, other: float) -> bool:
    """Whether two heights may be the same."""
    return abs(other) <= _ALIKE * abs(one) and abs(one) <= _ALIKE * abs(other)


def visits(values: _Values, *, jitter: float) -> tuple[Visit, ...]:
    """Find them, the shortest first; jitter is the standard deviation between neighbours."""
    penalty = _PENALTY * log(len(values)) * jitter**2
    edges = [0, *partition(values, penalty=penalty, least=1), len(values)]
    flat, found = list(values), []
    levels = [median(flat[start:end]) for start, end in pairwise(edges)]
    while (span := _shortest(levels, edges, _LEAST_HEIGHT * jitter)) is not None:
        first, last = span
        visit = _visit(flat, levels, edges, first, last)
        flat = without(flat, (visit,))
        del edges[first : last + 2]
        levels[first - 1 : last + 2] = [median(flat[edges[first - 1] : edges[first]])]
        found.append(visit)
    return tuple(found)


def without(values: _Values, visited: Iterable[Visit]) -> list[float]:
    """Bring visits back to the level around them; what is noise within them stays."""
    flat = list(values)
    for start, end, away in (stretch for visit in visited for stretch in visit.stretches):
        flat[start:end] = [value - away for value in flat[start:end]]
    return flat


def _shortest(levels: _Values, edges: Sequence[int], least: float) -> tuple[int, int] | None:
    """The first and the last level of the shortest visit; None when there is none."""
    spans = (
        (edges[last + 1] - edges[first], first, last)
        for first, last in _spans(edges)
        if _is_away(levels[first - 1 : last + 2], least)
    )
    found = min(spans, default=None)
    return found[1:] if found else None


def _spans(edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring levels that are short enough together, with a level on either side."""
    for first in range(1, len(edges) - 2):
        for last in range(first, len(edges) - 2):
            if edges[last + 1] - edges[first] > LONGEST:
                break
            yield first, last


def _is_away(levels: _Values, least: float) -> bool:
    """Whether all but the outer two are far from both of these, on one side."""
    before, *inner, after = levels
    away = [min(level - before, level - after, key=abs) for level in inner]
    height = min(map(abs, away))
    one_side = min(away) > 0 or max(away) < 0
    return one_side and height >= least and abs(after - before) < RETURNED * height


def _visit(flat: _Values, levels: _Values, edges: Sequence[int], first: int, last: int) -> Visit:
    around = (levels[first - 1] + levels[last + 1]) / 2
    stretches = zip(edges[first:], edges[first + 1 :], levels[first : last + 1], strict=False)
    return Visit(
        median(flat[edges[first] : edges[last + 1]]) - around,
        tuple((start, end, level - around) for start, end, level in stretches),
    )
