"""What a store tells of series, their samples, and what those were summed up to."""

from __future__ import annotations

from collections.abc import Sequence

from collectors.store import holding, rollup, samples
from collectors.store.reader import Read
from collectors.store.rollup import Bucket
from collectors.store.samples import StoredSeries


class StoredSamples:
    """Measurements, to be read; every answer raises `StoreError` when they cannot be."""

    def __init__(self, read: Read) -> None:
        """Take how the file is read."""
        self._read = read

    def series(self, *, after: int = 0) -> tuple[StoredSeries, ...]:
        """The series with a number above this one, in the order they were first seen."""
        return self._read(lambda db: samples.all_series(db, after), ())

    def samples(self, *, after: int, until: int) -> list[tuple[int, int, float]]:
        """Time, series number and value where after < time <= until, by time."""
        return self._read(lambda db: samples.samples(db, after=after, until=until), [])

    def last_before(self, moment: int, metrics: Sequence[str]) -> list[tuple[int, int, float]]:
        """Time, series number and value of the newest sample of each series before a moment."""
        return self._read(lambda db: holding.last_before(db, moment, metrics), [])

    def buckets(self, *, resolution: int, since: int, until: int) -> list[Bucket]:
        """Closed buckets of one `resolution` that start at since <= time < until, by time."""
        return self._read(
            lambda db: rollup.buckets(db, resolution=resolution, since=since, until=until), []
        )

    def last_at(self) -> int:
        """When the newest sample was taken; 0 when there is none."""
        return self._read(samples.last_sample_at, 0)
