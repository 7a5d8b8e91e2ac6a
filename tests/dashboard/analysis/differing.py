"""Differences from a baseline, made by hand."""

from __future__ import annotations

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Evidence, Regression, Standing


def a_regression(
    key: str = "r",
    *,
    standing: Standing = Standing.REGRESSION,
    severity: Severity = Severity.WARNING,
    metric: str = "load_seconds",
) -> Regression:
    """A command that became a fifth slower."""
    return Regression(
        key=key,
        standing=standing,
        severity=severity,
        metric=metric,
        module="commands/plan.md",
        baseline=0.0031,
        current=0.0037,
        unit="seconds",
        evidence=Evidence.INTERLEAVED,
        ratio=1.19,
        low=1.17,
        high=1.21,
        blocks=5,
    )


def exactly(
    before: float, now: float, *, metric: str = "full_tokens", unit: str = "tokens"
) -> Regression:
    """An exact figure that went from one value to another."""
    ratio = now / before if before else float("inf")
    return Regression(
        key="exact",
        standing=Standing.REGRESSION if now > before else Standing.IMPROVED,
        severity=Severity.INFO,
        metric=metric,
        module="commands/plan.md",
        baseline=before,
        current=now,
        unit=unit,
        evidence=Evidence.EXACT,
        ratio=ratio,
        low=ratio,
        high=ratio,
    )
