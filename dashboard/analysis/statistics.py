"""What a set of samples amounts to, and how two sets differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby, pairwise, product
from math import exp, fsum, inf, lgamma, log, sqrt
from statistics import median

from collectors.statistics import finite, quantile, thinned
from dashboard.snapshot import Statistics

__all__ = [
    "finite",
    "folded",
    "lag_one",
    "mean",
    "quantile",
    "rank_sum",
    "shift",
    "student_tail",
    "summarise",
    "summary",
]

_PRECISION = 1e-15
_MOST_TERMS = 10_000
_MOST_PAIRED = 300


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean, whatever order the values come in."""
    try:
        return fsum(values) / len(values)
    except OverflowError:
        return fsum(value / len(values) for value in values)


def summarise(values: Sequence[float]) -> Statistics:
    """Summarise at least one value, given in order of time."""
    return summary(sorted(values), latest=values[-1])


def summary(ordered: Sequence[float], *, latest: float) -> Statistics:
    """Summarise at least one value, given in ascending order."""
    return Statistics(
        count=len(ordered),
        latest=latest,
        mean=mean(ordered),
        p50=quantile(ordered, 0.50),
        p95=quantile(ordered, 0.95),
        p99=quantile(ordered, 0.99),
        min=ordered[0],
        max=ordered[-1],
    )


def shift(before: Sequence[float], after: Sequence[float]) -> float:
    """The median of all differences between two samples (Hodges and Lehmann, 1963)."""
    befores, afters = (thinned(sorted(side), most=_MOST_PAIRED) for side in (before, after))
    return median(new - old for old, new in product(befores, afters))


def folded(values: Sequence[float], *, width: int) -> list[float]:
    """The median of each block of so many neighbours; the last block may be shorter."""
    return [median(values[start : start + width]) for start in range(0, len(values), width)]


def rank_sum(before: Sequence[float], after: Sequence[float]) -> float:
    """How surely values grew, in standard deviations of what chance does to their ranks.

    The z of Mann and Whitney's test, corrected for ties and not for continuity. 0 when a side is
    empty or all values are the same.
    """
    old, new = len(before), len(after)
    total = old + new
    sides = chain(((value, 0) for value in before), ((value, 1) for value in after))
    ranks = ties = passed = 0.0
    for _, same in groupby(sorted(sides), key=lambda side: side[0]):
        marks = [mark for _, mark in same]
        ranks += sum(marks) * (passed + (len(marks) + 1) / 2)
        ties += len(marks) ** 3 - len(marks)
        passed += len(marks)
    variance = old * new / 12 * (total + 1 - ties / (total * (total - 1))) if total > 1 else 0.0
    return (ranks - new * (total + 1) / 2) / sqrt(variance) if variance > 0 else 0.0


def student_tail(t: float, *, freedom: float) -> float:
    """The chance that Student's t, with these degrees of freedom, is above a value."""
    square = t * t
    x, rest = freedom / (freedom + square), square / (freedom + square) if square < inf else 1.0
    tail = _beta_share(x, rest, freedom / 2, 0.5) / 2
    return tail if t >= 0 else 1 - tail


def lag_one(values: Sequence[float]) -> float:
    """How much of its distance from 0 a value hands on to the next, from 0 to 0.9."""
    power = fsum(value * value for value in values)
    kept = fsum(one * other for one, other in pairwise(values))
    return min(max(kept / power, 0.0), 0.9) if power > 0 else 0.0


def _beta_share(x: float, rest: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22).

    The rest is 1 - x: the caller knows it better than a difference from 1 could say.
    """
    if x <= 0 or rest <= 0:
        return float(rest <= 0)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(rest, x, b, a)
    scale = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest)
    return exp(scale) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    above, below, value = 1.0, 0.0, 1.0
    for index in range(1, _MOST_TERMS):
        term = _term(index, x, a, b)
        below = 1 / (1 + term * below)
        above = 1 + term / above
        value *= above * below
        if abs(above * below - 1) < _PRECISION:
            break
    return value


def _term(index: int, x: float, a: float, b: float) -> float:
    half, odd = divmod(index, 2)
    if odd:
        return -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
    return half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
