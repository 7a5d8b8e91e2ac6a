"""How the loads of modules stand against the baseline: their time, and what they allocate."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.analysis.alerting.alert import Severity, key
from dashboard.analysis.comparison import growth
from dashboard.analysis.comparison.attribution import Attribution
from dashboard.analysis.comparison.settlement import Settlement
from dashboard.analysis.comparison.standing import Cause, Evidence, Regression, Standing
from dashboard.analysis.comparison.suspicion import Suspicion

LOAD = "load_seconds"
_ALIKE = 0.01
"""What the same content allocates differs by as much."""


def suspected(suspicion: Suspicion, attribution: Attribution) -> Regression:
    """What stored samples say; never more than a note."""
    innocent = suspicion.standing is Standing.ENVIRONMENT
    low, high = suspicion.interval
    return Regression(
        key=_key(LOAD, suspicion.module),
        standing=suspicion.standing,
        severity=Severity.INFO,
        metric=LOAD,
        module=suspicion.module,
        baseline=suspicion.baseline,
        current=suspicion.current,
        unit="seconds",
        evidence=Evidence.PASSIVE,
        ratio=suspicion.ratio,
        low=low,
        high=high,
        blocks=suspicion.samples,
        cause=Cause() if innocent else attribution.latest(suspicion.module),
        detail=suspicion.detail,
    )


def settled(
    settlement: Settlement, attribution: Attribution, *, is_over_limit: bool
) -> Iterator[Regression]:
    """What a comparison says of time, and of memory where that changed."""
    cause = attribution.latest(settlement.comparison.module)
    yield _of_time(settlement, cause, is_over_limit=is_over_limit)
    it = settlement.comparison
    for metric, before, after in (
        ("load_peak_bytes", it.baseline_peak_bytes, it.current_peak_bytes),
        ("load_retained_bytes", it.baseline_retained_bytes, it.current_retained_bytes),
    ):
        if before and after and abs(after - before) > _ALIKE * before:
            yield _of_memory(metric, before, after, settlement, cause)


def _of_time(settlement: Settlement, cause: Cause, *, is_over_limit: bool) -> Regression:
    confirmation, standing, severity = settlement.confirmation, settlement.standing, Severity.INFO
    module = settlement.comparison.module
    if standing is Standing.REGRESSION:
        severity = growth.of_load(
            ratio=confirmation.ratio,
            low=confirmation.low,
            gained=settlement.current_seconds - settlement.baseline_seconds,
            is_over_limit=is_over_limit,
        )
        standing = _worse(severity)
    return Regression(
        key=_key(LOAD, module),
        standing=standing,
        severity=severity,
        metric=LOAD,
        module=module,
        baseline=settlement.baseline_seconds,
        current=settlement.current_seconds,
        unit="seconds",
        evidence=settlement.evidence,
        ratio=confirmation.ratio,
        low=confirmation.low,
        high=confirmation.high,
        blocks=confirmation.blocks,
        cause=cause,
        detail=settlement.detail,
    )


def _of_memory(
    metric: str, before: int, after: int, settlement: Settlement, cause: Cause
) -> Regression:
    ratio, module = after / before, settlement.comparison.module
    severity = growth.of_memory(before, after)
    return Regression(
        key=_key(metric, module),
        standing=_worse(severity) if after > before else Standing.IMPROVED,
        severity=severity,
        metric=metric,
        module=module,
        baseline=before,
        current=after,
        unit="bytes",
        evidence=settlement.evidence,
        ratio=ratio,
        low=ratio,
        high=ratio,
        blocks=1,
        cause=cause,
    )


def _worse(severity: Severity) -> Standing:
    """What is worse for sure is called after whether it is worth a warning."""
    return Standing.GROWTH if severity is Severity.INFO else Standing.REGRESSION


def _key(metric: str, module: str) -> str:
    return key("timed", metric, module)
