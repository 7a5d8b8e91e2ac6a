"""The series of one window, which moves on with every snapshot and is read once."""

from __future__ import annotations

from collectors.metrics import METRICS
from collectors.store import HOUR, Bucket, Store, StoredSeries
from dashboard.snapshot import Series
from dashboard.sources.strips import Strips, resolutions
from dashboard.sources.tail import Row, Tail

_HOLDING = tuple(metric.name for metric in METRICS if metric.holds)


class Window:
    """What was read so far; only the series that a call finds changed are made anew."""

    def __init__(self, store: Store, now: int, *, seconds: int) -> None:
        self.stored: dict[int, StoredSeries] = {}
        """Every series by its number, whether or not it has samples in the window."""
        self.series: dict[int, Series] = {}
        """Those with samples in the window, or with a value that held when it began."""
        self._store = store
        self._began = self._now = now
        self._seconds = seconds
        self._lengths = resolutions(seconds)
        self._strips = Strips(self._lengths, first=self._first)
        self._tail = Tail()
        self._seen = 0
        self._holding: frozenset[int] = frozenset()

    def reaches(self, now: int, *, seconds: int) -> bool:
        """Whether it can be moved on to a moment; after an hour, coarser buckets would do."""
        aged = len(self._lengths) > 1 and now - self._began > HOUR
        return seconds == self._seconds and now >= self._now and not aged

    def advance(self, now: int) -> None:
        """Read what is new, and drop what is too old, at a moment that is not before the last."""
        self._now = now
        held = [] if self._seen else self._store.measurements.last_before(self._first, _HOLDING)
        closed = self._strips.read(self._store, now)
        after = self._seen or self._strips.horizon - 1
        rows = self._store.measurements.samples(after=after, until=now)
        self._seen = rows[-1][0] if rows else after
        # Asked for last, so that no sample is of a series that is not known yet.
        self._learn()
        for number in self._take_in(held, closed, rows) | self._drop():
            self._remake(number)

    @property
    def _first(self) -> int:
        """The first millisecond of the window."""
        return self._now - self._seconds * 1000 + 1

    def _learn(self) -> None:
        new = self._store.measurements.series(after=max(self.stored, default=0))
        self.stored.update((series.id, series) for series in new)
        self._holding |= {series.id for series in new if series.metric in _HOLDING}

    def _take_in(
        self, held: list[Row], closed: list[tuple[int, Bucket]], rows: list[Row]
    ) -> set[int]:
        grown = self._strips.carry(held) if self._lengths else self._tail.extend(held)
        return grown | self._strips.extend(closed, self._holding) | self._tail.extend(rows)

    def _drop(self) -> set[int]:
        rolled_up = self._strips.horizon > self._first
        shrunk = self._strips.shorten(self._first, holding=self._holding)
        # What a closed bucket tells need not be kept as samples too.
        return shrunk | self._tail.shorten(
            max(self._first, self._strips.horizon),
            holding=frozenset() if rolled_up else self._holding,
        )

    def _remake(self, number: int) -> None:
        stored = self.stored[number]
        strip, track = self._strips.strip(number), self._tail.track(number)
        if strip:
            self.series[number] = Series(
                stored.metric,
                stored.labels,
                strip.times + track.times if track else strip.times,
                strip.values + track.values if track else strip.values,
                strip.statistics(track),
            )
        elif track:
            self.series[number] = Series(
                stored.metric, stored.labels, track.times, track.values, track.statistics()
            )
        else:
            self.series.pop(number, None)
