"""By how much all loads together seem slower or faster than when the baseline was pinned."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from collectors.baseline import Baseline
from dashboard.analysis.series.loads import cold
from dashboard.memo import remembered
from dashboard.snapshot import Snapshot


def drift(snapshot: Snapshot) -> float | None:
    """The middle one of all modules' time now over time then; an estimate, as the two lie apart.

    None when nothing can be compared, as after a move to another machine.
    """
    if snapshot.environment != snapshot.baseline.environment:
        return None
    then = _medians(snapshot.baseline)
    pairs = ((it.statistics.p50, then.get(it.label("module"), 0.0)) for it in cold(snapshot))
    ratios = [now / before for now, before in pairs if before > 0]
    return median(ratios) if ratios else None


@remembered
def _medians(baseline: Baseline) -> Mapping[str, float]:
    return {it.module: median(it.seconds) for it in baseline.loads if it.seconds}
