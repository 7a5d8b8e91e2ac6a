"""How every exact figure that changed stands against the baseline."""

from __future__ import annotations

from math import inf

from collectors.config import Config
from collectors.framework.module import Framework
from dashboard.analysis.alerting.alert import Severity, key
from dashboard.analysis.comparison import growth
from dashboard.analysis.comparison.attribution import Attribution
from dashboard.analysis.comparison.difference import Difference
from dashboard.analysis.comparison.growth import Ceiling
from dashboard.analysis.comparison.standing import Evidence, Regression, Standing
from dashboard.memo import remembered


@remembered
def exact(
    differences: tuple[Difference, ...],
    attribution: Attribution,
    framework: Framework,
    config: Config,
) -> tuple[Regression, ...]:
    """Judge each difference and say where it came from."""
    asked = {it.figure.module for it in differences}
    kinds = {it.path: it.kind for it in framework.modules if it.path in asked}
    return tuple(
        _regression(
            it, attribution, growth.ceilings(it.figure, kinds.get(it.figure.module), config)
        )
        for it in differences
    )


def _regression(
    difference: Difference, attribution: Attribution, ceilings: tuple[Ceiling, ...]
) -> Regression:
    figure, ratio = difference.figure, _ratio(difference)
    severity = _severity(difference, ceilings)
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
        limit=_least(ceilings),
    )


def _standing(difference: Difference, severity: Severity) -> Standing:
    """What moved and breaks a budget where it is now is a regression there."""
    if difference.rebased:
        return Standing.ENVIRONMENT
    if severity is not Severity.INFO:
        return Standing.REGRESSION
    if difference.moved:
        return Standing.MOVED
    grown = difference.current > difference.baseline
    return Standing.GROWTH if grown else Standing.IMPROVED


def _severity(difference: Difference, ceilings: tuple[Ceiling, ...]) -> Severity:
    """What only moved is as bad as the limits it breaks."""
    moved = difference.moved and difference.current <= _least(ceilings)
    if difference.rebased or moved:
        return Severity.INFO
    figure = difference.figure
    return growth.of_figure(figure.unit, difference.baseline, difference.current, ceilings)


def _least(ceilings: tuple[Ceiling, ...]) -> float:
    return ceilings[0].most if ceilings else inf


def _ratio(difference: Difference) -> float:
    if difference.baseline:
        return difference.current / difference.baseline
    return inf if difference.current else 1.0
