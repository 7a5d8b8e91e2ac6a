"""What a source said about one window of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from collectors.baseline import NO_BASELINE, Baseline, Commit, Comparison, Environment
from collectors.decision import Acknowledgement, Silence
from collectors.framework.module import Framework, Module
from collectors.model import Event, Labels, Run, Status
from collectors.prices.table import NO_PRICES, PriceTable
from collectors.shown import ShownAlert
from dashboard.memo import remembered
from dashboard.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Statistics:
    """A summary of the samples of one series within the window."""

    count: int
    latest: float
    mean: float
    p50: float
    p95: float
    p99: float
    min: float
    max: float


@dataclass(frozen=True, slots=True)
class Series:
    """The samples of one metric with one set of labels."""

    metric: str
    labels: Labels
    times: Sequence[int]
    """Unix milliseconds, ascending; the middle of a bucket where samples were rolled up.

    Of a metric that holds, the first may lie before the window: what it was when that began.
    """
    values: Sequence[float]
    """As measured, or the median of a bucket. Neither is ever changed."""
    statistics: Statistics
    named: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    """The labels by name; a series outlives many snapshots, and each looks through all of them."""

    def __post_init__(self) -> None:
        self.named.update(self.labels)

    def label(self, name: str) -> str:
        """The value of a label; empty when it is absent."""
        return self.named.get(name, "")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a reading is made from."""

    taken_at: int
    window_seconds: int
    framework: Framework = Framework()
    series: tuple[Series, ...] = ()
    """Sorted by metric and labels."""
    runs: tuple[Run, ...] = ()
    """Runs in the window, oldest first."""
    statuses: tuple[Status, ...] = ()
    events: tuple[Event, ...] = ()
    recording: bool = True
    """False when no perfdash is writing to the store."""
    viewing: bool = False
    """Another process measured this, or none does: what perfdash costs is not this one's cost."""
    blocked: str = ""
    """Why what is measured now waits to be stored; empty when it does not."""
    baseline: Baseline = NO_BASELINE
    """What this is held against."""
    comparisons: tuple[Comparison, ...] = ()
    """Old and new contents timed side by side, oldest first."""
    commits: tuple[Commit, ...] = ()
    """What was committed since the baseline, newest first."""
    saves: tuple[Run, ...] = ()
    """What was saved since the baseline, oldest first, however short the window is."""
    environment: Environment = Environment()
    """Where the samples are measured now."""
    alert_log: tuple[ShownAlert, ...] = ()
    """What was told of alerts that fire, or that ended within the window; oldest first."""
    acknowledgements: tuple[Acknowledgement, ...] = ()
    silences: tuple[Silence, ...] = ()
    """Those in force and those that ended within the window, oldest first."""
    sessions: Sessions = Sessions()
    """What the dev sessions beside the framework did."""
    days: tuple[int, ...] = ()
    """When each of the last local days began, today the last; unix milliseconds."""
    prices: PriceTable = NO_PRICES
    """What their tokens cost; in a reading the user's own prices are among them."""
    _by_metric: dict[str, tuple[Series, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _selected: dict[tuple[object, ...], tuple[Series, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        self._by_metric.update(_by_metric(self.series))

    def select(self, metric: str, **labels: str) -> Iterator[Series]:
        """The series of a metric whose labels include these."""
        return iter(self.of(metric, **labels))

    def of(self, metric: str, **labels: str) -> tuple[Series, ...]:
        """All of them at once; the same object again when the same is asked."""
        known = self._by_metric.get(metric, ())
        if not labels:
            return known
        asked = (metric, *labels.items())
        if asked not in self._selected:
            for name, value in labels.items():
                known = tuple(it for it in known if it.named.get(name) == value)
            self._selected[asked] = known
        return self._selected[asked]

    def find(self, metric: str, **labels: str) -> Series | None:
        """The first such series, if there is one."""
        return next(self.select(metric, **labels), None)

    def latest(self, metric: str, **labels: str) -> float | None:
        """The newest value of such a series; None when nothing was measured."""
        series = self.find(metric, **labels)
        return series.statistics.latest if series else None

    def module(self, path: str) -> Module | None:
        """The module at a path, if it is there."""
        return _by_path(self.framework).get(path)


@remembered
def _by_metric(series: tuple[Series, ...]) -> Mapping[str, tuple[Series, ...]]:
    groups: dict[str, list[Series]] = {}
    for metric, group in groupby(series, attrgetter("metric")):
        groups.setdefault(metric, []).extend(group)
    return {metric: tuple(group) for metric, group in groups.items()}


@remembered
def _by_path(framework: Framework) -> Mapping[str, Module]:
    return {module.path: module for module in framework.modules}
