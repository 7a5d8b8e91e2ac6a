"""How bad it is that a figure grew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from collectors.config import Config
from collectors.framework.module import Kind
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.difference import Figure

_WARNING, _CRITICAL = 0.10, 0.25
_NEAR = 0.8
"""Share of a budget from which growth is worth a warning."""
_FLOORS = {"tokens": 25.0, "bytes": 100.0, "characters": 100.0, "references": inf}
"""Growth that is no more than a sentence is not worth a warning, whatever its percentage.

A reference that leads nowhere is worth one, and is so each for itself.
"""
_LEAST_SECONDS = 50e-6
_LEAST_MEMORY = 64 * 1024


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A budget or a threshold that is set for an exact figure."""

    most: float
    severity: Severity
    """How bad it is to grow beyond: a threshold says so itself."""


def of_figure(
    unit: str, baseline: float, current: float, ceilings: Iterable[Ceiling] = ()
) -> Severity:
    """Judge an exact figure of which more is worse: by what it gained, and by what it exceeds."""
    if current <= baseline:
        return Severity.INFO
    by_share = _by_share(baseline, current, floor=_FLOORS.get(unit, 0.0))
    by_itself = Severity.WARNING if unit == "references" else Severity.INFO
    return max(by_share, by_itself, *(_beneath(it, current) for it in ceilings), key=_rank)


def of_memory(baseline: float, current: float) -> Severity:
    """Judge what one load allocates, in bytes."""
    return _by_share(baseline, current, floor=_LEAST_MEMORY)


def of_load(*, ratio: float, low: float, gained: float, is_over_limit: bool) -> Severity:
    """Judge a confirmed slowdown by its ratio, where that begins for sure, and its seconds."""
    if gained < _LEAST_SECONDS or ratio < 1 + _WARNING:
        return Severity.INFO
    sure = 1 + (_WARNING if is_over_limit else _CRITICAL)
    return Severity.CRITICAL if low >= sure else Severity.WARNING


def ceilings(figure: Figure, kind: Kind | None, config: Config) -> tuple[Ceiling, ...]:
    """Every limit that is set for a figure, the least first."""
    found = (*_thresholds(figure, kind, config), *_budgets(figure, kind, config))
    return tuple(sorted(found, key=lambda it: it.most))


def _thresholds(figure: Figure, kind: Kind | None, config: Config) -> Iterator[Ceiling]:
    of_kind = ("kind", kind.value if kind else "")
    labels = {("module", figure.module), ("part", figure.part), of_kind}
    for threshold in config.thresholds:
        fits = threshold.metric == figure.metric and labels.issuperset(threshold.labels)
        if fits and not threshold.below:
            yield Ceiling(threshold.limit, Severity(threshold.severity))


def _budgets(figure: Figure, kind: Kind | None, config: Config) -> Iterator[Ceiling]:
    budgets = config.budget
    if figure.metric == "full_tokens" and kind is Kind.COMMAND and budgets.command:
        yield Ceiling(budgets.command, Severity.CRITICAL)
    kinds = {f"kind:{name}": tokens for name, tokens in budgets.kinds}
    limits = {"startup": budgets.startup, "total": budgets.total, **kinds}
    if tokens := limits.get(figure.budget):
        yield Ceiling(tokens, Severity.CRITICAL)


def _beneath(ceiling: Ceiling, current: float) -> Severity:
    """What is beyond a limit is as bad as that says; what is near it is worth a warning at most."""
    if current > ceiling.most:
        return ceiling.severity
    near = current > _NEAR * ceiling.most
    return min(Severity.WARNING, ceiling.severity, key=_rank) if near else Severity.INFO


def _by_share(baseline: float, current: float, *, floor: float) -> Severity:
    """What did not exist before has not grown by any percentage."""
    if baseline <= 0 or current - baseline <= floor:
        return Severity.INFO
    share = (current - baseline) / baseline
    if share >= _CRITICAL:
        return Severity.CRITICAL
    return Severity.WARNING if share >= _WARNING else Severity.INFO


def _rank(severity: Severity) -> int:
    return severity.rank
