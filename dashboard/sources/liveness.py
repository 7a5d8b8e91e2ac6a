"""Whether the newest session goes on, where Claude Code does not note which sessions run."""

from __future__ import annotations

from dataclasses import dataclass

from collectors.presence import Presence
from collectors.session import Session

_FLIGHT_MS = 10 * 60 * 1000
"""A request that is not answered for longer was given up."""
_LATELY_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Liveness:
    """What is known of one session."""

    live: bool = False
    recent: bool = False
    """True when no more is known than that it was written to lately."""


ENDED = Liveness()


def liveness(session: Session, presence: Presence, now: int, *, recorded: bool) -> Liveness:
    """Judge the newest session of a root by what was found beside it, or by its last lines.

    A process that began after the last line runs another one, or this one resumed: nobody knows.
    """
    if presence.noted:
        return ENDED
    if recorded and 0 < presence.process_since <= session.last_at:
        return Liveness(live=True)
    asked = _within(session.in_flight_since, now, _FLIGHT_MS)
    recent = asked or _within(session.last_at, now, _LATELY_MS)
    return Liveness(live=recent, recent=recent)


def _within(at: int, now: int, milliseconds: int) -> bool:
    """Whether it was so lately; clocks differ a little, and a far future is none."""
    return at > 0 and abs(now - at) < milliseconds
