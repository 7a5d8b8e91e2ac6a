"""The closed buckets of a long window, in place of samples too many to read."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import fsum

from collectors.store import DAY, HOUR, MINUTE, Bucket, Histogram, Store
from dashboard.snapshot import Statistics
from dashboard.sources.shortening import shorten
from dashboard.sources.tail import Row, Track

_MOST_BUCKETS = 300
"""Of the coarsest resolution, for one series in one window."""
_RAW_SECONDS = 3_600


def resolutions(window_seconds: int) -> tuple[int, ...]:
    """The lengths of buckets a window is read in, coarsest first; none where raw samples do."""
    if window_seconds <= _RAW_SECONDS:
        return ()
    if window_seconds * 1000 <= MINUTE * _MOST_BUCKETS:
        return (MINUTE,)
    if window_seconds * 1000 <= HOUR * _MOST_BUCKETS:
        return (HOUR, MINUTE)
    return (DAY, HOUR, MINUTE)


class Strip:
    """The buckets of one series, oldest first, each a moment and the value it stands for."""

    def __init__(self) -> None:
        self.times = array("q")
        self.values = array("d")
        self._buckets: tuple[Bucket, ...] = ()
        self._whole: Bucket | None = None

    def extend(self, points: Sequence[tuple[int, float]], buckets: Sequence[Bucket]) -> None:
        """Append newer buckets, and for each the point that a chart shows."""
        self.times = self.times + array("q", [at for at, _ in points])
        self.values = self.values + array("d", [value for _, value in points])
        self._buckets += tuple(buckets)
        self._whole = None

    def shorten(self, first: int, *, keep: int) -> bool:
        """Drop what stands before `first`, but for the newest `keep` of it; say if any went."""
        old = bisect_left(self.times, first) - keep
        if old <= 0:
            return False
        self.times, self.values = self.times[old:], self.values[old:]
        self._buckets = self._buckets[old:]
        self._whole = None
        return True

    def statistics(self, track: Track | None) -> Statistics:
        """Summarise the buckets and the samples after them; percentiles are exact to 1 %."""
        # To merge hundreds of histograms takes milliseconds; a bucket closes once a minute.
        self._whole = self._whole or _merged(self._buckets)
        return _statistics(_merged((self._whole, _summed(track.values))) if track else self._whole)


class Strips:
    """The strips of all series that have buckets, by number."""

    def __init__(self, lengths: tuple[int, ...], *, first: int) -> None:
        self.horizon = first
        """From here on there are only raw samples."""
        self._lengths = lengths
        self._strips: dict[int, Strip] = {}

    def strip(self, number: int) -> Strip | None:
        """The buckets of a series, if there are any."""
        return self._strips.get(number)

    def read(self, store: Store, until: int) -> list[tuple[int, Bucket]]:
        """The buckets that closed since the last call, with their lengths, by time.

        The first call reads each length from where the coarser ones end; later ones the finest.
        """
        closed: list[tuple[int, Bucket]] = []
        for length in self._lengths:
            found = store.measurements.buckets(resolution=length, since=self.horizon, until=until)
            closed += ((length, bucket) for bucket in found)
            self.horizon = found[-1].at + length if found else self.horizon
        self._lengths = self._lengths[-1:]
        return closed

    def carry(self, rows: Iterable[Row]) -> set[int]:
        """Begin strips with values that were sampled before the window; return their numbers."""
        carried = {number: ((at, value), _summed((value,))) for at, number, value in rows}
        for number, (point, bucket) in carried.items():
            self._strips.setdefault(number, Strip()).extend([point], [bucket])
        return set(carried)

    def extend(self, closed: Iterable[tuple[int, Bucket]], holding: frozenset[int]) -> set[int]:
        """Append newer buckets; return the numbers of the series that grew."""
        grown: dict[int, tuple[list[tuple[int, float]], list[Bucket]]] = {}
        for length, bucket in closed:
            points, buckets = grown.setdefault(bucket.series_id, ([], []))
            points.append(_point(length, bucket, holds=bucket.series_id in holding))
            buckets.append(bucket)
        for number, (points, buckets) in grown.items():
            self._strips.setdefault(number, Strip()).extend(points, buckets)
        return set(grown)

    def shorten(self, first: int, *, holding: frozenset[int]) -> set[int]:
        """Drop buckets before `first`; return the numbers of the series that shrank."""
        return shorten(self._strips, first, holding=holding)


def _point(length: int, bucket: Bucket, *, holds: bool) -> tuple[int, float]:
    """Its median in its middle; what it ended with at its end, where values hold."""
    if holds:
        return bucket.at + length - 1, bucket.latest
    median = bucket.histogram.percentile(0.5)
    return bucket.at + length // 2, min(max(median, bucket.min), bucket.max)


def _summed(values: Sequence[float]) -> Bucket:
    return Bucket(
        at=0,
        series_id=0,
        count=len(values),
        total=fsum(values),
        min=min(values),
        max=max(values),
        latest=values[-1],
        histogram=Histogram.of(values),
    )


def _merged(buckets: Sequence[Bucket]) -> Bucket:
    return Bucket(
        at=0,
        series_id=0,
        count=sum(bucket.count for bucket in buckets),
        total=fsum(bucket.total for bucket in buckets),
        min=min(bucket.min for bucket in buckets),
        max=max(bucket.max for bucket in buckets),
        latest=buckets[-1].latest,
        histogram=Histogram.merged(bucket.histogram for bucket in buckets),
    )


def _statistics(bucket: Bucket) -> Statistics:
    percentiles = bucket.histogram.percentiles(0.50, 0.95, 0.99)
    p50, p95, p99 = (min(max(value, bucket.min), bucket.max) for value in percentiles)
    return Statistics(
        count=bucket.count,
        latest=bucket.latest,
        mean=bucket.total / bucket.count,
        p50=p50,
        p95=p95,
        p99=p99,
        min=bucket.min,
        max=bucket.max,
    )
