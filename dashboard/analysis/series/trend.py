"""Where a series is heading, when it is heading anywhere.

Ask it about what came after the last step: a step is no trend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import copysign, inf, isfinite, sqrt
from statistics import median

from dashboard.analysis.statistics import finite, folded, lag_one

LEAST_POINTS = 12
_MOST_POINTS = 300
_SURE = 2.58
_REACH = 1.645

_Point = tuple[float, float]


class Direction(StrEnum):
    """Which way a series goes."""

    UP = "up"
    DOWN = "down"
    NONE = ""
    """None that is sure, or too few points to say."""


@dataclass(frozen=True, slots=True)
class Trend:
    """How much a series gains per unit of time."""

    slope: float
    """The median slope of all pairs of points (Theil and Sen)."""
    low: float
    """Where the interval begins that holds the true slope nine times in ten."""
    high: float
    direction: Direction
    points: int


_UNKNOWN = Trend(slope=0.0, low=-inf, high=inf, direction=Direction.NONE, points=0)


def fit(values: Sequence[float], *, times: Sequence[float] | None = None) -> Trend:
    """Fit a line that outliers do not bend; times in any unit, their indices when not given.

    No direction is claimed for fewer than `LEAST_POINTS`, nor when neighbours that resemble each
    other would explain it: they make the interval wider (Hamed and Rao, 1998, first lag only).
    """
    scale = max(map(abs, finite(values)), default=0.0) or 1.0
    scaled = [value / scale for value in values]
    points = _points(scaled, times if times is not None else range(len(values)))
    slopes = sorted(finite(_slopes(points)))
    if not slopes:
        return _UNKNOWN
    slope = median(slopes)
    error = sqrt(_variance(points) * _inflation([value - slope * at for at, value in points]))
    low, high = _interval(slopes, _REACH * error)
    return Trend(
        slope=slope * scale,
        low=low * scale,
        high=high * scale,
        direction=_direction(points, error) if low > 0 or high < 0 else Direction.NONE,
        points=len(points),
    )


def _points(values: Sequence[float], times: Sequence[float]) -> list[_Point]:
    pairs = zip(times, values, strict=True)
    points = sorted((at, value) for at, value in pairs if isfinite(at) and isfinite(value))
    width = -(-len(points) // _MOST_POINTS)
    if width < 2:
        return points
    ats, kept = zip(*points, strict=True)
    return list(zip(folded(ats, width=width), folded(kept, width=width), strict=True))


def _slopes(points: Sequence[_Point]) -> list[float]:
    pairs = combinations(points, 2)
    return [(new - old) / (end - start) for (start, old), (end, new) in pairs if end > start]


def _variance(points: Sequence[_Point]) -> float:
    """That of how many pairs grow minus how many shrink, when there is no trend (Kendall)."""
    same = Counter(value for _, value in points).values()
    return (_pairs_variance(len(points)) - sum(map(_pairs_variance, same))) / 18


def _pairs_variance(count: int) -> float:
    return float(count * (count - 1) * (2 * count + 5))


def _inflation(rests: Sequence[float]) -> float:
    middle = median(rests)
    kept = lag_one([rest - middle for rest in rests])
    return (1 + kept) / (1 - kept)


def _interval(slopes: Sequence[float], reach: float) -> tuple[float, float]:
    """The slopes whose ranks lie as far from the middle as chance would carry them (Sen, 1968)."""
    last = len(slopes) - 1
    low, high = round((len(slopes) - reach) / 2) - 1, round((len(slopes) + reach) / 2)
    return slopes[max(low, 0)], slopes[min(high, last)]


def _direction(points: Sequence[_Point], error: float) -> Direction:
    signs = sum(copysign(1, slope) for slope in _slopes(points) if slope)
    if len(points) < LEAST_POINTS or abs(signs) - 1 <= _SURE * error:
        return Direction.NONE
    return Direction.UP if signs > 0 else Direction.DOWN
