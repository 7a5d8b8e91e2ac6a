"""What there is to look into: alerts and regressions, each told once, by what brought it about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.chronicle import as_alert
from dashboard.analysis.alerting.life import State
from dashboard.analysis.comparison.fold import Fold, folds
from dashboard.analysis.comparison.standing import Cause, Regression, Standing
from dashboard.analysis.verdict import Verdict
from dashboard.memo import remembered
from dashboard.snapshot import Snapshot

_WORSE = frozenset({Standing.REGRESSION, Standing.SUSPECT})


@dataclass(frozen=True, slots=True)
class Concern:
    """An alert, a difference from the baseline, or one that is both."""

    alert: Alert | None = None
    regression: Regression | None = None
    cause: Cause = Cause()
    parts: tuple[Regression, ...] = ()
    """Every figure that the same edit changed, the regression itself first."""

    @property
    def key(self) -> str:
        """That of the alert and the regression, which is one."""
        found = self.alert or self.regression
        return found.key if found else ""

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        found = self.alert or self.regression
        return found.severity if found else Severity.INFO

    @property
    def module(self) -> str:
        """The module it is about; empty when it is about none."""
        if self.regression:
            return self.regression.module
        return dict(self.alert.labels).get("module", "") if self.alert else ""

    @property
    def is_worse(self) -> bool:
        """Whether something got worse than in the baseline, or seems to."""
        return self.regression is not None and self.regression.standing in _WORSE


@dataclass(frozen=True, slots=True)
class Concerns:
    """All of them, each in one place."""

    active: tuple[Concern, ...] = ()
    """What asks for attention, or soon may: regressions first, then other alerts."""
    set_aside: tuple[Concern, ...] = ()
    """What fires and was seen, is silenced, or follows from something worse."""
    unalerted: tuple[Concern, ...] = ()
    """What differs from the baseline and is worth no alert."""
    past: tuple[Concern, ...] = ()
    """What ended within the window, newest first."""

    def find(self, key: str) -> Concern | None:
        """The one with a key, as it is or as it ended; None when it is no more."""
        everything = chain(self.active, self.set_aside, self.unalerted, self.past)
        return next((concern for concern in everything if concern.key == key), None)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Concerns with one cause."""

    cause: Cause
    """With all files that any of them names; empty when nothing is known."""
    concerns: tuple[Concern, ...]


@remembered
def concerns(verdict: Verdict, snapshot: Snapshot) -> Concerns:
    """Sort what a verdict says into its places."""
    differing = {fold.key: fold for fold in folds(verdict.regressions)}
    causes = dict(_causes(snapshot))

    def concern(alert: Alert) -> Concern:
        fold = differing.get(alert.key)
        cause = causes.get(alert.group, Cause())
        return _differing(fold, alert) if fold else Concern(alert, None, cause)

    firing = [concern(alert) for alert in verdict.alerts if alert.firing]
    loud = [it for it in firing if it.alert and it.alert.loud]
    pending = [concern(alert) for alert in verdict.pending]
    told = {it.key for it in (*firing, *pending)}
    return Concerns(
        active=tuple(sorted((*loud, *pending), key=lambda it: not it.is_worse)),
        set_aside=tuple(it for it in firing if it.alert and not it.alert.loud),
        unalerted=tuple(_differing(fold) for key, fold in differing.items() if key not in told),
        past=tuple(
            Concern(it, None, causes.get(it.group, Cause())) for it in _ended(verdict, snapshot)
        ),
    )


def _differing(fold: Fold, alert: Alert | None = None) -> Concern:
    whole = fold.whole
    return Concern(alert, whole, whole.cause, fold.parts)


def chapters(found: Iterable[Concern]) -> tuple[Chapter, ...]:
    """Gather concerns by cause, each where its first one stood; those without one come last."""
    members: dict[tuple[str, int], list[Concern]] = {}
    for concern in found:
        members.setdefault((concern.cause.revision, concern.cause.at), []).append(concern)
    known = sorted(members.items(), key=lambda item: item[0] == ("", 0))
    return tuple(Chapter(_joined(each), tuple(each)) for _, each in known)


def _joined(members: list[Concern]) -> Cause:
    paths = dict.fromkeys(path for concern in members for path in concern.cause.paths)
    return replace(members[0].cause, paths=tuple(paths))


def _causes(snapshot: Snapshot) -> Iterator[tuple[str, Cause]]:
    """What every group of alerts stands for, as far as it is known."""
    for it in snapshot.commits:
        yield f"commit {it.revision}", Cause(it.at, it.revision, it.author, it.subject, it.paths)
    for run in chain(snapshot.runs, snapshot.saves):
        yield f"save {run.at}", Cause(run.at, paths=run.paths)


def _ended(verdict: Verdict, snapshot: Snapshot) -> list[Alert]:
    """What the log says, and what it does not say yet."""
    resolved = (alert for alert in verdict.alerts if not alert.firing)
    logged = (as_alert(entry, state=State.RESOLVED) for entry in snapshot.alert_log if entry.until)
    found = {(alert.key, alert.until // 1000): alert for alert in chain(resolved, logged)}
    return sorted(found.values(), key=lambda alert: (-alert.until, alert.key))
