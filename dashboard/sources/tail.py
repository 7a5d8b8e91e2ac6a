"""The raw samples of a window, kept from one snapshot to the next.

They stand in arrays, where a sample takes less than half the memory that it would in tuples: of an
hour there may be half a million.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from dashboard.analysis.statistics import summary
from dashboard.snapshot import Statistics
from dashboard.sources.shortening import shorten

Row: TypeAlias = tuple[int, int, float]
"""Unix milliseconds, number of the series, value."""


@dataclass(slots=True)
class Track:
    """The samples of one series; snapshots share its times and values, which are never changed."""

    times: array[int] = field(default_factory=lambda: array("q"))
    values: array[float] = field(default_factory=lambda: array("d"))
    ordered: array[float] = field(default_factory=lambda: array("d"))
    """The same values, ascending: to sort them for every snapshot would be most of its cost."""

    def extend(self, times: list[int], values: list[float]) -> None:
        """Append samples that are newer than all before."""
        self.times = self.times + array("q", times)
        self.values = self.values + array("d", values)
        if not self.ordered:
            self.ordered = array("d", sorted(values))
            return
        for value in values:
            insort(self.ordered, value)

    def shorten(self, first: int, *, keep: int) -> bool:
        """Drop samples older than `first`, but for the newest `keep` of those; say if any went."""
        old = bisect_left(self.times, first) - keep
        if old <= 0:
            return False
        for value in self.values[:old]:
            del self.ordered[bisect_left(self.ordered, value)]
        self.times, self.values = self.times[old:], self.values[old:]
        return True

    def statistics(self) -> Statistics:
        """Summarise the samples, of which there must be one."""
        return summary(self.ordered, latest=self.values[-1])


class Tail:
    """The tracks of all series that have samples, by number."""

    def __init__(self) -> None:
        self._tracks: dict[int, Track] = {}

    def track(self, number: int) -> Track | None:
        """The samples of a series, if there are any."""
        return self._tracks.get(number)

    def extend(self, rows: Iterable[Row]) -> set[int]:
        """Add rows, ordered by time; return the numbers of the series that grew."""
        grown: dict[int, tuple[list[int], list[float]]] = {}
        for at, number, value in rows:
            times, values = grown.setdefault(number, ([], []))
            times.append(at)
            values.append(value)
        for number, (times, values) in grown.items():
            self._tracks.setdefault(number, Track()).extend(times, values)
        return set(grown)

    def shorten(self, first: int, *, holding: frozenset[int]) -> set[int]:
        """Drop samples older than `first`; return the numbers of the series that shrank."""
        return shorten(self._tracks, first, holding=holding)
