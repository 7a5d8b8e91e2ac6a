"""Which modules load slower than what they were, timed side by side.

What a load allocates follows from its tokens, which have a rule of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.acceptance import ACCEPTED
from dashboard.analysis.comparison.standing import Evidence, Regression, Standing
from dashboard.analysis.gating.ruling import Interval, Rule, Ruling, Untimed
from dashboard.reading import Reading

LOADS = "load_"
"""How the metrics of loads begin."""
_SECONDS = "load_seconds"
_UNSURE = frozenset({Standing.SUSPECT, Standing.NOISY, Standing.ENVIRONMENT, Standing.INSUFFICIENT})


def loads(reading: Reading) -> Iterator[Ruling]:
    """A ruling for each module that was timed side by side with what it was."""
    judged = [it for it in reading.verdict.regressions if _is_timed(it)]
    yield from map(_load, judged)
    fine = {it.module for it in reading.snapshot.comparisons} - {it.module for it in judged}
    for module in sorted(fine):
        name = f"{_SECONDS} {module}"
        yield Ruling(Rule.LOAD, name, _SECONDS, "seconds", module=module, standing=Standing.OK)


def untimed(skipped: Untimed) -> Ruling:
    """Note a module that should have been timed."""
    return Ruling(
        Rule.LOAD,
        f"{_SECONDS} {skipped.module}",
        _SECONDS,
        "seconds",
        module=skipped.module,
        severity=Severity.INFO,
        standing=Standing.INSUFFICIENT,
        detail=f"not timed: {skipped.reason}",
    )


def _is_timed(regression: Regression) -> bool:
    return regression.metric == _SECONDS and regression.evidence is not Evidence.PASSIVE


def _load(regression: Regression) -> Ruling:
    return Ruling(
        Rule.LOAD,
        f"{regression.metric} {regression.module}",
        regression.metric,
        regression.unit,
        module=regression.module,
        severity=_severity(regression),
        standing=regression.standing,
        baseline=regression.baseline,
        current=regression.current,
        interval=Interval(
            regression.ratio,
            regression.low,
            regression.high,
            regression.blocks,
            regression.evidence,
        ),
        detail=_detail(regression),
    )


def _detail(regression: Regression) -> str:
    """Why what is slower does not fail, if it does not."""
    if regression.standing is Standing.GROWTH:
        return regression.detail or "too little to be told of"
    return "" if regression.standing is Standing.REGRESSION else regression.detail


def _severity(regression: Regression) -> Severity | None:
    """As it was judged; a slowdown too small to be told of passes, one accepted is noted."""
    if regression.standing in _UNSURE or regression.detail == ACCEPTED:
        return Severity.INFO
    return regression.severity if regression.standing is Standing.REGRESSION else None
