"""Which token figures exceed what was recorded for them, or what the configuration allows.

Recorded figures are a ratchet: they may shrink, and grow only by being accepted. Tokens that moved
between kinds while the whole did not grow are no growth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from collectors.baseline import Baseline
from collectors.baselines.token_figures import Figures, figures, recorded
from collectors.config import BudgetConfig
from collectors.framework.module import Framework, Kind
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.alignment import aligned
from dashboard.analysis.comparison.difference import BETWEEN_KINDS
from dashboard.analysis.comparison.growth import of_figure
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.gating.ruling import Rule, Ruling

STARTUP, TOTAL, KIND = "startup", "total", "kind:"
"""How the figures that are of no single module are called."""
_UNIT = "tokens"
_NEAR = 0.8
"""Share of a limit from which it is worth a note."""


@dataclass(frozen=True, slots=True)
class _Figure:
    name: str
    metric: str
    tokens: int
    module: str = ""


def budgets(framework: Framework, config: BudgetConfig) -> Iterator[Ruling]:
    """Hold every figure against the limit that is set for it, if one is."""
    limits = _limits(config)
    for figure in _gated(framework):
        limit = config.command if figure.module else limits.get(figure.name, 0)
        if limit:
            yield _budgeted(figure, limit)


def growth(baseline: Baseline, framework: Framework, accepted: Figures) -> Iterator[Ruling]:
    """Hold every figure against what was recorded or accepted; nothing is said of what is new."""
    if baseline.framework.encoding != framework.encoding:
        yield _rebased(baseline.framework, framework)
        return
    before = _recorded(baseline, framework) | dict(accepted)
    has_whole_grown = framework.tokens > baseline.framework.tokens
    for figure in _gated(framework):
        if figure.name in before:
            yield _grown(figure, before[figure.name], has_whole_grown=has_whole_grown)


def _gated(framework: Framework) -> Iterator[_Figure]:
    """The figures that are held to something: of modules, commands alone."""
    commands = {it.path for it in framework.modules if it.kind is Kind.COMMAND}
    for name, tokens in figures(framework):
        if name in commands:
            yield _Figure(name, "full_tokens", tokens, module=name)
        elif name == STARTUP:
            yield _Figure(name, "startup_tokens", tokens)
        elif name == TOTAL or name.startswith(KIND):
            yield _Figure(name, "framework_tokens", tokens)


def _limits(config: BudgetConfig) -> Mapping[str, int]:
    kinds = {f"{KIND}{kind}": tokens for kind, tokens in config.kinds}
    return {STARTUP: config.startup, TOTAL: config.total, **kinds}


def _recorded(baseline: Baseline, framework: Framework) -> dict[str, int]:
    """What was recorded, by the names of now: a file that only moved keeps its allowance."""
    before = dict(recorded(baseline.framework, ()))
    renamed = {
        pair.after.path: before[pair.before.path]
        for pair in aligned(baseline.framework, framework)
        if pair.before and pair.after and pair.before.path != pair.after.path
    }
    return before | renamed


def _budgeted(figure: _Figure, limit: int) -> Ruling:
    ruling = replace(_ruling(Rule.BUDGET, figure), limit=limit)
    if figure.tokens > limit:
        return replace(ruling, severity=Severity.CRITICAL, detail="over its budget")
    near = figure.tokens > _NEAR * limit
    return replace(ruling, severity=Severity.INFO, detail="near its budget") if near else ruling


def _grown(figure: _Figure, before: int, *, has_whole_grown: bool) -> Ruling:
    ruling = replace(_ruling(Rule.GROWTH, figure), baseline=before, limit=before)
    if figure.tokens <= before:
        standing = Standing.IMPROVED if figure.tokens < before else Standing.OK
        return replace(ruling, standing=standing)
    if figure.name.startswith(KIND) and not figure.module and not has_whole_grown:
        moved = replace(ruling, severity=Severity.INFO, standing=Standing.MOVED)
        return replace(moved, detail=BETWEEN_KINDS)
    by_share = of_figure(_UNIT, before, figure.tokens)
    return replace(
        ruling,
        severity=max(by_share, Severity.WARNING, key=lambda it: it.rank),
        standing=Standing.REGRESSION,
    )


def _rebased(before: Framework, framework: Framework) -> Ruling:
    return Ruling(
        Rule.GROWTH,
        TOTAL,
        "framework_tokens",
        _UNIT,
        severity=Severity.INFO,
        current=framework.tokens,
        detail=f"counted in {framework.encoding}, the baseline in {before.encoding}: pin it anew",
    )


def _ruling(rule: Rule, figure: _Figure) -> Ruling:
    return Ruling(
        rule, figure.name, figure.metric, _UNIT, module=figure.module, current=figure.tokens
    )
