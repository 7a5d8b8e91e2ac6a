"""What a key decides about alerts and sessions, as whoever records writes it down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from collectors.decision import Acknowledgement, Matching, Silence, Word, silence
from collectors.session import Rating, Scope
from dashboard import alert_words, units
from dashboard.analysis.alerting.alert import Alert
from dashboard.messages import Acknowledged, DecisionTaken, Rated, ScopeAsked, Silenced

HOURS = (1.0, 4.0, 8.0, 24.0, 72.0, 168.0)
"""How long a silence may last, for the user to choose from."""

_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, to be written down, and in words."""

    decisions: tuple[Word, ...]
    said: str


def decided(taken: DecisionTaken, *, at: int, silences: Iterable[Silence]) -> Decided:
    """What the user decided on the screen at a moment, while these silences are known."""
    match taken:
        case Acknowledged(alert=alert):
            return acknowledged(alert, at=at)
        case Silenced(alert=alert, hours=hours):
            return silenced(alert, hours, at=at, silences=silences)
        case Rated(session=session, stars=stars):
            return rated(session, stars, at=at)
        case ScopeAsked(all_roots=all_roots):
            return scoped(all_roots=all_roots)
    return Decided((), "")


def acknowledged(alert: Alert, *, at: int) -> Decided:
    """Say that an alert was seen as bad as it is; of one that was, take that back."""
    severity = "" if alert.acknowledged else alert.severity.value
    said = "acknowledged" if severity else "no longer acknowledged"
    return Decided(
        (Acknowledgement(alert.key, at, severity),), f"{said}: {alert_words.about(alert)}"
    )


def is_silenceable(alert: Alert) -> bool:
    """Whether a silence can be about this alert and not about everything."""
    return bool(alert.metric or alert.labels)


def silenced(alert: Alert, hours: float, *, at: int, silences: Iterable[Silence]) -> Decided:
    """Tell nothing of an alert for some hours; 0 ends every silence that keeps it quiet."""
    about = alert_words.about(alert)
    if hours > 0:
        matching = Matching(alert.metric, alert.labels)
        made = silence(matching, at=at, hours=hours, reason="silenced on the screen")
        return Decided((made,), f"silenced until {units.moment(made.until, at)}: {about}")
    return Decided(tuple(_ended(alert, silences, at=at)), f"no longer silenced: {about}")


def rated(session: str, stars: int, *, at: int) -> Decided:
    """Say how content the user is with a session, 1 to 5."""
    return Decided((Rating(session, at, stars),), f"rated the session {stars} of 5")


def scoped(*, all_roots: bool) -> Decided:
    """Have the sessions of all roots read and shown, or those of this one alone."""
    whose = "of all roots" if all_roots else "of this root alone"
    return Decided((Scope(all_roots),), f"showing sessions {whose}, as soon as they are read")


def end(at: int, hours: float) -> int:
    """When a silence that begins at a moment is over, in unix milliseconds."""
    return at + round(hours * _HOUR)


def _ended(alert: Alert, silences: Iterable[Silence], *, at: int) -> Iterator[Silence]:
    for known in silences:
        fits = known.matching.fits(alert.metric, alert.labels, alert.severity)
        if known.covers(at) and fits:
            yield replace(known, until=at)
