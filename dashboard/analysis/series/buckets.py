"""How samples fall into equal spans of time, as a chart draws them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from dashboard.analysis.statistics import quantile as quantile_of
from dashboard.memo import remembered
from dashboard.snapshot import Series


def bucketed(
    series: Iterable[Series], *, start: int, end: int, buckets: int, quantile: float
) -> tuple[float | None, ...]:
    """A quantile of all samples together in each of n equal buckets of start to end, both included.

    A bucket without a sample is None. Times are unix milliseconds.
    """
    if buckets < 1 or end <= start:
        return ()
    filled = _filled(tuple(series), start, end, buckets)
    return tuple(quantile_of(values, quantile) if values else None for values in filled)


def held(series: Series, *, start: int, end: int, buckets: int) -> tuple[float | None, ...]:
    """The value at the end of each bucket, of a metric whose value holds until the next sample."""
    if buckets < 1 or end <= start:
        return ()
    edges = (start + (end - start) * number // buckets for number in range(1, buckets + 1))
    known = (bisect_right(series.times, edge) for edge in edges)
    return tuple(series.values[index - 1] if index else None for index in known)


@remembered
def _filled(
    series: tuple[Series, ...], start: int, end: int, buckets: int
) -> tuple[list[float], ...]:
    """The values in each bucket, ascending; a chart asks for one quantile after the other."""
    filled: list[list[float]] = [[] for _ in range(buckets)]
    for one in series:
        for time, value in _between(one, start, end):
            filled[min((time - start) * buckets // (end - start), buckets - 1)].append(value)
    return tuple(map(sorted, filled))


def _between(series: Series, start: int, end: int) -> Iterator[tuple[int, float]]:
    first, last = bisect_left(series.times, start), bisect_right(series.times, end)
    return zip(series.times[first:last], series.values[first:last], strict=True)
