"""Which modules load slower than what they were, timed side by side.

What a load allocates follows from its tokens, which have a rule of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from collectors.baselines.token_figures import Figures, figures
from collectors.framework.module import Framework
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Evidence, Regression, Standing
from dashboard.analysis.gating.ruling import Interval, Rule, Ruling, Untimed
from dashboard.reading import Reading

LOADS = "load_"
"""How the metrics of loads begin."""
_SECONDS = "load_seconds"
_UNSURE = frozenset({Standing.SUSPECT, Standing.NOISY, Standing.ENVIRONMENT, Standing.INSUFFICIENT})


def loads(reading: Reading, accepted: Figures) -> Iterator[Ruling]:
    """A ruling for each module that was timed side by side with what it was."""
    snapshot = reading.snapshot
    grown = _grown_as(accepted, snapshot.framework)
    judged = [it for it in reading.verdict.regressions if _is_timed(it)]
    yield from (_load(it, is_accepted=it.module in grown) for it in judged)
    fine = {it.module for it in snapshot.comparisons} - {it.module for it in judged}
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


def _grown_as(accepted: Figures, framework: Framework) -> frozenset[str]:
    """Modules whose growth was accepted: more text takes longer."""
    now = dict(figures(framework))
    return frozenset(key for key, tokens in dict(accepted).items() if now.get(key, 0) <= tokens)


def _load(regression: Regression, *, is_accepted: bool) -> Ruling:
    is_worse = regression.standing is Standing.REGRESSION
    is_small = regression.standing is Standing.GROWTH
    severity = _severity(regression, is_accepted=is_accepted and is_worse)
    return Ruling(
        Rule.LOAD,
        f"{regression.metric} {regression.module}",
        regression.metric,
        regression.unit,
        module=regression.module,
        severity=severity,
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
        detail=_detail(severity) if is_worse or is_small else regression.detail,
    )


def _detail(severity: Severity | None) -> str:
    """Why what is slower does not fail, if it does not."""
    excuses = {None: "too little to be told of", Severity.INFO: "its growth was accepted"}
    return excuses.get(severity, "")


def _severity(regression: Regression, *, is_accepted: bool) -> Severity | None:
    """As it was judged; a slowdown too small to be told of passes."""
    if regression.standing in _UNSURE or is_accepted:
        return Severity.INFO
    return regression.severity if regression.standing is Standing.REGRESSION else None
