"""How every exact figure that changed stands against the baseline."""

from __future__ import annotations

from math import inf

from collectors.config import Config
from collectors.framework.module import Framework
from dashboard.analysis.alerting.alert import Severity, key
from dashboard.analysis.comparison import growth
from dashboard.analysis.comparison.attribution import Attribution
from dashboard.analysis.comparison.difference import Difference
from dashboard.analysis.comparison.standing import Evidence, Regression, Standing
from dashboard.analysis.remembered import remembered


@remembered
def exact(
    differences: tuple[Difference, ...],
    attribution: Attribution,
    framework: Framework,
    config: Config,
) -> tuple[Regression, ...]:
    """Judge each difference and say where it came from."""
    kinds = {module.path: module.kind for module in framework.modules}
    budgets = (
        (it, growth.budget(it.figure, kinds.get(it.figure.module), config)) for it in differences
    )
    return tuple(_regression(it, attribution, budget) for it, budget in budgets)


def _regression(difference: Difference, attribution: Attribution, budget: float) -> Regression:
    figure, ratio = difference.figure, _ratio(difference)
    severity = _severity(difference, budget)
    return Regression(
        key=key("exact", figure.metric, figure.part, figure.module),
        standing=_standing(difference, severity),
        severity=severity,
        metric=figure.metric,
        module=figure.module,
        part=figure.part,
        baseline=difference.baseline,
        current=difference.current,
        unit=figure.unit,
        evidence=Evidence.EXACT,
        ratio=ratio,
        low=ratio,
        high=ratio,
        cause=attribution.cause(difference),
        moved_to=difference.counterpart,
        detail=difference.detail,
        limit=budget,
    )


def _standing(difference: Difference, severity: Severity) -> Standing:
    """What moved and breaks a budget where it is now is a regression there."""
    if difference.rebased:
        return Standing.ENVIRONMENT
    if severity is not Severity.INFO:
        return Standing.REGRESSION
    if difference.counterpart:
        return Standing.MOVED
    grown = difference.current > difference.baseline
    return Standing.GROWTH if grown else Standing.IMPROVED


def _severity(difference: Difference, budget: float) -> Severity:
    """What only moved is as bad as the budget it breaks."""
    if difference.rebased or (difference.counterpart and difference.current <= budget):
        return Severity.INFO
    return growth.of_figure(difference.figure.unit, difference.baseline, difference.current, budget)


def _ratio(difference: Difference) -> float:
    if difference.baseline:
        return difference.current / difference.baseline
    return inf if difference.current else 1.0
