"""Which regressions are alerts.

What was confirmed fires; a suspect is pending until it is. Growth that is worth no warning is in
the list of regressions alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from collectors.shown import ShownAlert
from dashboard.analysis.alerting.alert import Alert, Severity, key
from dashboard.analysis.alerting.attention import ENVIRONMENT
from dashboard.analysis.alerting.chronicle import as_alert
from dashboard.analysis.alerting.life import State
from dashboard.analysis.comparison.fold import folds
from dashboard.analysis.comparison.standing import Cause, Evidence, Regression, Standing

_STATES = {
    Standing.REGRESSION: State.FIRING,
    Standing.SUSPECT: State.PENDING,
    Standing.ENVIRONMENT: State.NODATA,
    Standing.NOISY: State.NODATA,
    Standing.INSUFFICIENT: State.NODATA,
}


def regressed(regressions: tuple[Regression, ...], *, told: Collection[str]) -> Iterator[Alert]:
    """Yield an alert for each edit that is one, and one when the machine is to blame.

    `told` are the keys that fire in the alert log: what cannot be told now does not resolve those.
    """
    for fold in folds(regressions):
        whole = fold.whole
        state = _STATES.get(whole.standing, State.OK)
        doubtful = state is State.NODATA and (fold.key not in told or _is_recounted(whole))
        if _is_worth_it(whole, state) and not doubtful:
            yield _alert(whole, state, also=len(fold.parts) - 1)
    moved = [it for it in regressions if it.standing is Standing.ENVIRONMENT]
    if slower := sum(not _is_recounted(it) for it in moved):
        yield _environment(slower)
    yield from map(_recounted, filter(_is_recounted, moved))


def _is_worth_it(regression: Regression, state: State) -> bool:
    """What is pending is not judged yet; what fires must be worth a warning."""
    if state is State.FIRING:
        return regression.severity is not Severity.INFO
    return state is not State.OK


def _alert(regression: Regression, state: State, *, also: int) -> Alert:
    cause = regression.cause
    return Alert(
        key=regression.key,
        severity=regression.severity,
        title=_title(regression.metric),
        labels=_labels(regression),
        since=cause.at,
        value=regression.current,
        peak=regression.current,
        limit=regression.baseline,
        unit=regression.unit,
        detail=_detail(regression, also),
        metric=regression.metric,
        state=state,
        group=_group(cause),
        step_at=cause.at,
    )


def _labels(regression: Regression) -> tuple[tuple[str, str], ...]:
    pairs = (("module", regression.module), ("part", regression.part))
    return tuple((name, value) for name, value in pairs if value)


def _detail(regression: Regression, also: int) -> str:
    """Say how much, how that is known, what went along, and by whom."""
    cause = regression.cause
    change = f"{regression.ratio:.2f} times the baseline"
    if regression.evidence is not Evidence.EXACT:
        change += f" ({_evidence(regression)})"
    by = f"{cause.revision[:7]} {cause.author}: {cause.subject}" if cause.revision else ""
    along = f"{also} more figure{'s' * (also != 1)} of the same edit" if also else ""
    return "; ".join(part for part in (change, along, regression.detail, by) if part)


def _evidence(regression: Regression) -> str:
    """What it rests on: an interval, unless one load of each was enough."""
    if regression.low == regression.high:
        return "one traced load each"
    blocks = f"{regression.blocks} block{'s' * (regression.blocks != 1)}"
    return f"{regression.low:.2f} to {regression.high:.2f}, {blocks}"


def _group(cause: Cause) -> str:
    if cause.revision:
        return f"commit {cause.revision}"
    return f"save {cause.at}" if cause.at else ""


def uncounted(regressions: Iterable[Regression], log: Iterable[ShownAlert]) -> Iterator[Alert]:
    """Growth of tokens that was told, where tokens are counted otherwise now.

    It may be over or not; a new baseline will tell.
    """
    recounted = any(map(_is_recounted, regressions))
    for entry in log if recounted else ():
        if not entry.until and entry.unit == "tokens" and entry.title == _title(entry.metric):
            yield as_alert(entry, state=State.NODATA)


def _is_recounted(it: Regression) -> bool:
    return it.standing is Standing.ENVIRONMENT and it.evidence is Evidence.EXACT


def _recounted(it: Regression) -> Alert:
    """Nobody's edit, and no timing's excuse."""
    title = "tokens are counted otherwise"
    return Alert(key("recounted"), Severity.INFO, title, (), 0, detail=it.detail)


def _title(metric: str) -> str:
    return f"{metric} against the baseline"


def _environment(slower: int) -> Alert:
    one = slower == 1
    detail = f"{slower} module{'s' * (not one)} load{'s' * one} otherwise without having changed"
    return Alert(ENVIRONMENT, Severity.INFO, "the machine changed", (), 0, detail=detail)
