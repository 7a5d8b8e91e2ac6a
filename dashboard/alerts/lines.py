"""How a concern reads on one line or two: how bad, what it is, where, how much and how sure."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import alert_words, metric_words, standing_words, units
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.attention import silenced_until
from dashboard.analysis.alerting.concern import Concern
from dashboard.analysis.alerting.life import State
from dashboard.analysis.comparison.standing import Regression, Standing
from dashboard.module_words import called
from dashboard.piece import Line, Piece, Tone, beside, measure, muted, pad
from dashboard.safe_text import safe_text
from dashboard.snapshot import Snapshot

_SEVERITY_CELLS = 11
_STANDING_CELLS = 13
_LEAST_SUBJECT, _MOST_SUBJECT = 14, 28
_INDENT = 2
_STATES = {
    State.PENDING: "… pending",
    State.FIRING: "● firing",
    State.NODATA: "– no samples",
    State.RESOLVED: "✓ ended",
}


def lines(concern: Concern, snapshot: Snapshot, width: int) -> tuple[Line, ...]:
    """The line that says what it is, and what has no room on it on a second one."""
    cells = min(max(width // 5, _LEAST_SUBJECT), _MOST_SUBJECT)
    subject = _subject(concern, snapshot, cells - 1)
    parts = [part for part in _parts(concern, snapshot) if measure(part)]
    room = width - _SEVERITY_CELLS - _STANDING_CELLS
    about: Line = (Piece(subject),)
    if not subject and len(parts) > 1 and measure(parts[0]) < cells:
        about, *parts = parts
    room -= cells if measure(about) else 0
    head = (
        *pad((_severity(concern),), _SEVERITY_CELLS),
        *pad((_state(concern),), _STANDING_CELLS),
        *pad(about, width - room - _SEVERITY_CELLS - _STANDING_CELLS),
    )
    is_quiet = _has_ended(concern) or set_aside_because(concern, snapshot)
    if is_quiet and measure(parts[0]) > room:  # what it is goes where it is whole
        parts = [*parts[1:2], parts[0], *parts[2:]]
    first = _fitting(parts, room)
    rest = beside(parts[first:], width - _INDENT)
    top = (*head, *beside(parts[:first], room))
    return (top, (Piece(" " * _INDENT), *rest)) if rest else (top,)


def lasting(concern: Concern, now: int) -> str:
    """Since when, and for how long: `since 14:31:53, 12 min, more at 14:40:02`."""
    alert = concern.alert
    since = alert.since if alert else concern.cause.at
    if not since:
        return ""
    if alert and alert.until:
        until = units.moment(alert.until, now)
        return f"{units.moment(since, now)} to {until}, {units.ago(since, alert.until)}"
    said = f"since {units.moment(since, now)}, {units.ago(since, now)}"
    if alert is None or alert.step_at <= since:
        return said
    return f"{said}, more at {units.moment(alert.step_at, now)}"


def set_aside_because(concern: Concern, snapshot: Snapshot) -> str:
    """Why it does not ask for attention; empty when it does."""
    alert = concern.alert
    if alert is None or alert.loud or not alert.firing:
        return ""
    if alert.silenced:
        return f"silenced until {units.moment(silenced_until(alert, snapshot), snapshot.taken_at)}"
    return "seen" if alert.acknowledged else "follows from something worse"


def _severity(concern: Concern) -> Piece:
    sign, tone = alert_words.SEVERITIES[concern.severity]
    quiet = concern.severity is Severity.INFO or _is_over(concern)
    return Piece(f"{sign} {concern.severity.upper()}", Tone.MUTED if quiet else tone)


def _state(concern: Concern) -> Piece:
    if concern.regression:
        word = standing_words.standing(concern.regression)
        worse = concern.regression.standing is Standing.REGRESSION and concern.alert
        return Piece(word, Tone.STRONG if worse else Tone.PLAIN)
    state = concern.alert.state if concern.alert else State.OK
    return Piece(_STATES.get(state, ""), Tone.MUTED)


def _subject(concern: Concern, snapshot: Snapshot, cells: int) -> str:
    if concern.module:
        return called(snapshot, concern.module, cells)
    if concern.regression:
        return "framework"
    return alert_words.subject(concern.alert, cells) if concern.alert else ""


def _parts(concern: Concern, snapshot: Snapshot) -> tuple[Line, ...]:
    """What is said of it after its name, the most important first."""
    if concern.regression:
        measured = _of_regression(concern, concern.regression)
    else:
        measured = _of_alert(concern.alert) if concern.alert else iter(())
    course = tuple(_course(concern, snapshot))
    what, *rest = (part for part in measured if measure(part))
    if because := set_aside_because(concern, snapshot):
        return (what, (Piece(because, Tone.STRONG),), *rest, *course)
    if _has_ended(concern):  # how long and how bad it was matters more than what it was about
        return (what, *course, *rest)
    return (what, *rest, *course)


def _of_regression(concern: Concern, regression: Regression) -> Iterator[Line]:
    tone = alert_words.SEVERITIES[regression.severity][1]
    named = metric_words.metric(regression.metric, regression.part)
    along = standing_words.along(concern)
    yield (Piece(standing_words.gained(regression) if along else "", tone),)
    yield (muted(f"{named} "), Piece(standing_words.amounts(regression), tone))
    yield (Piece(standing_words.change(regression), tone),)
    yield (muted(f"with {along}" if along else ""),)
    yield (muted(standing_words.evidence(regression)),)
    if regression.moved_to:
        yield (muted(f"counterpart {safe_text(regression.moved_to, cells=48)}"),)
    if regression.detail != standing_words.change(regression):
        yield (muted(safe_text(regression.detail, cells=120)),)


def _of_alert(alert: Alert) -> Iterator[Line]:
    tone = alert_words.SEVERITIES[alert.severity][1] if alert.firing else Tone.MUTED
    yield (Piece(alert_words.title(alert)),)
    yield (Piece(alert_words.breach(alert), tone),)
    yield (muted(safe_text(alert.detail, cells=160)),)


def _course(concern: Concern, snapshot: Snapshot) -> Iterator[Line]:
    """Since when, and how bad at worst."""
    yield (muted(lasting(concern, snapshot.taken_at)),)
    alert, now = concern.alert, concern.regression.current if concern.regression else None
    if alert and alert.peak not in (None, now):
        yield (muted(alert_words.peak(alert)),)


def _fitting(parts: list[Line], width: int) -> int:
    """How many of the first parts fit side by side; one always does."""
    used = -2
    for count, part in enumerate(parts):
        used += measure(part) + 2
        if used > width and count:
            return count
    return len(parts)


def _is_over(concern: Concern) -> bool:
    return concern.alert is not None and not concern.alert.firing


def _has_ended(concern: Concern) -> bool:
    return concern.alert is not None and concern.alert.state is State.RESOLVED
