"""Which targets are met, with how much room, and the grade that makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from dashboard import units
from dashboard.analysis.alerting.alert import Severity

_GRADES = ((0.9, "A"), (0.8, "B"), (0.7, "C"), (0.6, "D"), (0.0, "F"))
SHORTFALLS = ((0.5, Severity.CRITICAL), (0.8, Severity.WARNING))
"""Shares of a target under which missing it is worse than missing it at all; worst first."""


@dataclass(frozen=True, slots=True)
class Target:
    """A limit seen as something to meet."""

    name: str
    metric: str
    unit: str
    limit: float
    value: float | None
    """The worst value within the window; None when nothing was measured."""
    below: bool
    """True when values under the limit miss it."""
    subject: str = ""
    """The worst module or core; empty when there is only one series."""
    degrading: bool = False
    """Whether it heads for the limit, surely."""

    @property
    def met(self) -> bool:
        """Whether it is met; what was not measured is not missed."""
        if self.value is None:
            return True
        return self.value >= self.limit if self.below else self.value <= self.limit

    @property
    def margin(self) -> float | None:
        """Room to the limit as a share of it; negative when it is missed."""
        if self.value is None or not self.limit:
            return None
        gap = self.value - self.limit if self.below else self.limit - self.value
        return gap / abs(self.limit)

    @property
    def severity(self) -> Severity | None:
        """How far something is from what it should at least reach; None when all is well."""
        if self.below and self.value is not None and self.limit > 0:
            for share, severity in SHORTFALLS:
                if self.value < share * self.limit:
                    return severity
        return Severity.INFO if self.degrading or not self.met else None


@dataclass(frozen=True, slots=True)
class Health:
    """How many targets are met."""

    grade: str = ""
    """A (at least 90 % met), B (80), C (70), D (60) or F; empty when nothing was measured."""
    met: int = 0
    measured: int = 0
    targets: tuple[Target, ...] = ()
    """Missed ones first, smallest margin first."""
    reasons: tuple[str, ...] = ()
    """Why it is not better, in words, worst first."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Somewhere time or tokens go, and what mending it would save."""

    kind: str
    """phase, slow, large, hot, single-use, never-used."""
    subject: str
    """A phase or a module."""
    saving: float
    unit: str
    """seconds or tokens."""
    share: float
    """Of all such time or tokens."""
    detail: str


def health(targets: Iterable[Target]) -> Health:
    """Grade the targets that were measured."""
    ordered = tuple(sorted(targets, key=_shortfall))
    measured = [target for target in ordered if target.value is not None]
    met = sum(target.met for target in measured)
    return Health(
        grade=_grade(met, len(measured)),
        met=met,
        measured=len(measured),
        targets=ordered,
        reasons=tuple(_reason(target) for target in measured if target.severity),
    )


def _shortfall(target: Target) -> tuple[bool, bool, float, str, str]:
    margin = target.margin
    room = inf if margin is None else margin
    return target.met, target.value is None, room, target.name, target.subject


def _grade(met: int, measured: int) -> str:
    if not measured:
        return ""
    return next(grade for least, grade in _GRADES if met >= least * measured)


def _reason(target: Target) -> str:
    """`load time P95 of commands/plan.md is 412 ms, should be at most 200 ms`."""
    whose = f" of {target.subject}" if target.subject else ""
    value, limit = (units.quantity(it, target.unit) for it in (target.value, target.limit))
    should = f"should be at {'least' if target.below else 'most'} {limit}"
    heads = ", and is getting worse" if target.degrading else ""
    return f"{target.name}{whose} is {value}, {should}{heads}"
