"""How many tokens were gained since the baseline, or since perfdash started where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collectors.baseline import Baseline
from collectors.framework.module import Framework
from dashboard.analysis.comparison.alignment import differing
from dashboard.analysis.series.change import Change, change, changes, started_at
from dashboard.memo import remembered
from dashboard.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Gains:
    """What differs, and from when."""

    since: str
    """`baseline`, or `start`."""
    total: Change | None
    """Of all modules together; None when it was never measured."""
    full: Mapping[str, Change]
    """Of each module with all it could include, where that differs; by path."""


def gains(snapshot: Snapshot) -> Gains:
    """Compare with a baseline that was counted alike, or else with the first scan of this run."""
    before, now = snapshot.baseline.framework, snapshot.framework
    if before.modules and before.encoding == now.encoding:
        return _since_baseline(snapshot.baseline, now)
    since = started_at(snapshot)
    total = change(snapshot, "framework_tokens", since=since)
    full = changes(snapshot, "full_tokens", since=since)
    known = (it for it in full if it.before is not None)  # the others were first measured since
    return Gains("start", total, {it.label("module"): it for it in known})


@remembered
def _since_baseline(baseline: Baseline, now: Framework) -> Gains:
    before = baseline.framework
    total = Change("framework_tokens", (), before.tokens, now.tokens)
    return Gains("baseline", total, {it.label("module"): it for it in _full(before, now)})


def _full(before: Framework, now: Framework) -> Iterator[Change]:
    for pair in differing(before, now):
        if pair.after:
            was = pair.before.full_tokens if pair.before and not pair.renamed else None
            if was != pair.after.full_tokens:
                labels = (("module", pair.path),)
                yield Change("full_tokens", labels, was, pair.after.full_tokens)
