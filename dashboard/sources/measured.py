"""What was just measured, as a source: no store is asked, and nothing is older than now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from collectors.model import Labels, Sample
from dashboard.analysis.statistics import summarise
from dashboard.snapshot import Series, Snapshot


@dataclass(frozen=True, slots=True)
class MeasuredSource:
    """A snapshot that is complete but for its time and its series, and the samples for those."""

    known: Snapshot
    samples: tuple[Sample, ...]

    def snapshot(self, now: int, *, window_seconds: int) -> Snapshot:
        """Say that all of it was measured at this moment."""
        series = tuple(_series(self.samples, now))
        return replace(self.known, taken_at=now, window_seconds=window_seconds, series=series)


def _series(samples: Iterable[Sample], now: int) -> Iterator[Series]:
    groups: dict[tuple[str, Labels], list[float]] = {}
    for sample in samples:
        groups.setdefault((sample.metric, sample.labels), []).append(sample.value)
    for (metric, labels), measured in sorted(groups.items()):
        values = tuple(measured)
        yield Series(metric, labels, (now,) * len(values), values, summarise(values))
