"""What is different from how it was at some moment."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from collectors.model import Labels, Run, Trigger
from dashboard.snapshot import Series, Snapshot


@dataclass(frozen=True, slots=True)
class Change:
    """A series whose value is not what it was."""

    metric: str
    labels: Labels
    before: float | None
    """None when it did not exist then."""
    after: float

    @property
    def delta(self) -> float:
        """How much was added; all of it, when it did not exist before."""
        return self.after - (self.before or 0.0)

    @property
    def ratio(self) -> float | None:
        """The difference as a share of what it was; None when that was nothing."""
        return self.delta / self.before if self.before else None

    def label(self, name: str) -> str:
        """The value of a label; empty when it is absent."""
        return dict(self.labels).get(name, "")


def changes(snapshot: Snapshot, metric: str, *, since: int) -> tuple[Change, ...]:
    """Compare the newest value of each series with its last one before a moment; largest first."""
    sampled = (it for it in snapshot.of(metric) if it.times[-1] >= since)
    differing = (it for it in sampled if it.values[-1] != _before(it, since))
    changed = [change for change in (_compare(it, since) for it in differing) if change.delta]
    return tuple(sorted(changed, key=lambda change: (-abs(change.delta), change.labels)))


def change(snapshot: Snapshot, metric: str, *, since: int, **labels: str) -> Change | None:
    """The same for one series, changed or not; None when it was never measured."""
    series = snapshot.find(metric, **labels)
    return _compare(series, since) if series else None


def last_save(snapshot: Snapshot) -> Run | None:
    """The newest run that a save caused; compare with `since=run.at`."""
    return _last(snapshot, Trigger.SAVE)


def started_at(snapshot: Snapshot) -> int:
    """The moment just after the newest start, or that of the window when it lies further back."""
    start = _last(snapshot, Trigger.START)
    return start.at + 1 if start else snapshot.taken_at - snapshot.window_seconds * 1000


def _last(snapshot: Snapshot, trigger: Trigger) -> Run | None:
    return next((run for run in reversed(snapshot.runs) if run.trigger is trigger), None)


def _compare(series: Series, since: int) -> Change:
    return Change(series.metric, series.labels, _before(series, since), series.values[-1])


def _before(series: Series, since: int) -> float | None:
    index = bisect_left(series.times, since)
    return series.values[index - 1] if index else None
