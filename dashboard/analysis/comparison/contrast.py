"""Which load times of then and of now show how the loads of a module changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from collectors.baseline import Block
from dashboard.analysis.comparison.recorded import recorded
from dashboard.analysis.comparison.settlement import settlements
from dashboard.analysis.comparison.shift import moments, shift
from dashboard.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Contrast:
    """Cold loads of two contents, in seconds; either may be missing."""

    before: tuple[float, ...] = ()
    now: tuple[float, ...] = ()
    blocks: tuple[Block, ...] = ()
    """How both were timed side by side; empty when they were measured at different times."""


def contrast(snapshot: Snapshot, path: str) -> Contrast:
    """Loads timed side by side where there are some, or else what was stored."""
    known = settlements(snapshot.baseline, snapshot.framework, snapshot.comparisons)
    for comparison in (settlement.comparison for settlement in known):
        if comparison.module == path and comparison.current_samples:
            return Contrast(
                comparison.baseline_samples, comparison.current_samples, comparison.blocks
            )
    return Contrast(_kept(snapshot, path), _stored(snapshot, path))


def _kept(snapshot: Snapshot, path: str) -> tuple[float, ...]:
    """What the baseline keeps, unless that was measured elsewhere."""
    if snapshot.environment != snapshot.baseline.environment:
        return ()
    loads = (it.seconds for it in snapshot.baseline.loads if it.module == path)
    return next(loads, ())


def _stored(snapshot: Snapshot, path: str) -> tuple[float, ...]:
    """The loads of the window since what the module loads last changed."""
    series = snapshot.find("load_seconds", mode="cold", module=path, phase="total")
    if series is None:
        return ()
    first = bisect_right(series.times, _changed_at(snapshot, path))
    return tuple(series.values[first:] or series.values)


def _changed_at(snapshot: Snapshot, path: str) -> int:
    if not snapshot.baseline.framework.modules:
        return 0
    between = shift(snapshot.baseline, snapshot.framework)
    return moments(between, snapshot.saves, recorded(snapshot)).get(path, 0)
