"""Since when a module's loads take another time: moments to look into, and no verdict.

To find them takes milliseconds for each module, so only that which is looked at is searched. Token
counts need no search: they are sampled where they change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.expanded import expansions
from dashboard.analysis.steps import detect
from dashboard.snapshot import Series, Snapshot

_NEAR = 5
"""Samples before and after a turn in which to look for what brought it about."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A moment from which on cold loads took another time."""

    at: int
    """Unix milliseconds of the first sample of the new level."""
    before: float
    """Median of the level before, in seconds."""
    after: float
    standing: Standing
    """SUSPECT, IMPROVED, or ENVIRONMENT: the canary turned too, or nothing was saved."""


def turning_points(snapshot: Snapshot, module: str) -> tuple[TurningPoint, ...]:
    """Find where the cold loads of a module in the window changed their level, oldest first."""
    series = snapshot.find("load_seconds", mode="cold", module=module, phase="total")
    if series is None:
        return ()
    canary = snapshot.find("canary_seconds")
    sung = _moments(canary) if canary else ()
    return tuple(_points(series, sung, _saved(snapshot, module)))


def _points(series: Series, sung: Sequence[int], saved: Sequence[int]) -> Iterator[TurningPoint]:
    marks = detect(series.values)
    levels = pairwise((0, *marks, len(series.values)))
    medians = [median(series.values[first:end]) for first, end in levels]
    for mark, (before, after) in zip(marks, pairwise(medians), strict=True):
        blamed = _is_near(series, mark, saved) and not _is_near(series, mark, sung)
        changed = Standing.SUSPECT if after > before else Standing.IMPROVED
        standing = changed if blamed else Standing.ENVIRONMENT
        yield TurningPoint(series.times[mark], before, after, standing)


def _moments(series: Series) -> list[int]:
    return [series.times[mark] for mark in detect(series.values)]


def _saved(snapshot: Snapshot, module: str) -> list[int]:
    """When what the module loads was saved, in order of time."""
    loaded = expansions(snapshot.framework)
    return sorted(save.at for save in snapshot.saves if loaded.held(module, save.paths))


def _is_near(series: Series, mark: int, moments: Sequence[int]) -> bool:
    """Whether one of the moments, in order of time, lies among the samples around a mark."""
    first = series.times[max(mark - _NEAR, 0)]
    last = series.times[min(mark + _NEAR, len(series.times) - 1)]
    place = bisect_left(moments, first)
    return place < len(moments) and moments[place] <= last
