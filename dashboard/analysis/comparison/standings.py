"""How all that changed since the baseline, or may have, stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf

from collectors.config import Config
from dashboard.analysis.comparison.acceptance import excused
from dashboard.analysis.comparison.attribution import Attribution, attribution
from dashboard.analysis.comparison.difference import differences
from dashboard.analysis.comparison.exact import exact
from dashboard.analysis.comparison.recorded import recorded
from dashboard.analysis.comparison.settlement import settlements
from dashboard.analysis.comparison.shift import Shift, changed, moments, shift
from dashboard.analysis.comparison.standing import Regression, Standing
from dashboard.analysis.comparison.suspicion import Occasion, Suspicion, suspicions
from dashboard.analysis.comparison.timed import LOAD, settled, suspected
from dashboard.analysis.series.loads import cold
from dashboard.snapshot import Series, Snapshot

_LATELY = 60
"""Samples of the canary that are looked at."""
_ORDER = (
    *(Standing.REGRESSION, Standing.SUSPECT, Standing.NOISY, Standing.ENVIRONMENT),
    *(Standing.INSUFFICIENT, Standing.GROWTH, Standing.MOVED, Standing.IMPROVED, Standing.OK),
)


def standings(snapshot: Snapshot, config: Config) -> tuple[Regression, ...]:
    """Hold a snapshot against its baseline; worst first, and nothing without a baseline."""
    baseline, framework = snapshot.baseline, snapshot.framework
    if not baseline.framework.modules or not framework.modules:
        return ()
    between = shift(baseline, framework)
    saves, commits = snapshot.saves, snapshot.commits
    causes = attribution(baseline, between, saves, commits, recorded(snapshot))
    found = differences(baseline, framework, config.budget.accepted)
    regressions = (
        *exact(found, causes, framework, config),
        *_loads(snapshot, between, causes, config),
    )
    accepted = (*baseline.accepted, *config.budget.accepted)
    return tuple(sorted(excused(regressions, accepted, framework), key=_urgency))


def _loads(
    snapshot: Snapshot, between: Shift, causes: Attribution, config: Config
) -> Iterator[Regression]:
    """What was timed side by side, and what stored samples say of the others."""
    loads = {one.label("module"): one for one in cold(snapshot)}
    known = settlements(snapshot.baseline, snapshot.framework, snapshot.comparisons)
    for settlement in known:
        series = loads.pop(settlement.comparison.module, None)
        over = series is not None and series.statistics.p95 > _limit(series, config)
        yield from settled(settlement, causes, is_over_limit=over)
    for suspicion in _suspicions(snapshot, between, loads.values()):
        yield suspected(suspicion, causes)


def _suspicions(snapshot: Snapshot, between: Shift, loads: Iterable[Series]) -> Iterator[Suspicion]:
    """Nothing, when the baseline was timed elsewhere."""
    if snapshot.environment != snapshot.baseline.environment:
        return
    canary = snapshot.find("canary_seconds")
    yield from suspicions(
        loads,
        Occasion(
            snapshot.baseline,
            changed=changed(between),
            moments=moments(between, snapshot.saves, recorded(snapshot)),
            canary=canary.values[-_LATELY:] if canary else (),
        ),
    )


def _limit(series: Series, config: Config) -> float:
    labels = set(series.labels)
    fitting = (
        threshold.limit
        for threshold in config.thresholds
        if threshold.metric == LOAD and labels.issuperset(threshold.labels)
    )
    return min(fitting, default=inf)


def _urgency(regression: Regression) -> tuple[int, int, float, str]:
    """Severe before mild, certain before doubtful, large before small; the key makes it sure."""
    order = _ORDER.index(regression.standing)
    return -regression.severity.rank, order, -regression.ratio, regression.key
