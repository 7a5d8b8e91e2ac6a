"""How well sessions went: what succeeded, failed, was interrupted, and how content the user is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.session import Rating
from dashboard.sessions import Summary


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, which may be nothing yet."""

    part: int = 0
    whole: int = 0

    @property
    def ratio(self) -> float | None:
        """The part over the whole; None when there is no whole."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Quality:
    """Over all the sessions that were looked at."""

    commands: Share = Share()
    """Turns that began with a slash command and that the model itself ended, of such that ended."""
    completion: Share = Share()
    """Turns that the model itself ended, of those that are over."""
    interruptions: Share = Share()
    """Turns that the user interrupted, of those that are over."""
    failures: Share = Share()
    """Turns with a request that failed for good, of those that are over."""
    left_open: Share = Share()
    """Turns whose last request asked for a tool and nothing followed, of those that are over."""
    cut: Share = Share()
    """Turns that ended otherwise, of those that are over."""
    unanswered: Share = Share()
    """Turns that were never answered, of those that are over."""
    at_work: int = 0
    """Turns that may go on: nobody knows yet how they end."""
    errors: Share = Share()
    """Requests that failed for good, of all that were made."""
    tool_errors: Share = Share()
    retries: int = 0
    """Attempts of requests that were made again."""
    satisfaction: float | None = None
    """The mean of the newest rating of each session, 1 to 5; None when there is none."""
    rated: int = 0
    """Sessions with a rating."""


def quality(summaries: Iterable[Summary], ratings: Iterable[Rating]) -> Quality:
    """Add up sessions; of several ratings of one the newest counts."""
    known = tuple(summaries)
    commands = [it for summary in known for it in summary.commands if not it.skill]
    tools = [it for summary in known for it in summary.tools]
    turns, requests = sum(it.over for it in known), sum(it.requests for it in known)
    failures = sum(it.failures for it in known)
    stars = _stars(ratings, {it.session.id for it in known})
    return Quality(
        Share(sum(it.succeeded for it in commands), sum(it.ended for it in commands)),
        Share(sum(it.succeeded for it in known), turns),
        Share(sum(it.interrupted for it in known), turns),
        Share(sum(it.failed for it in known), turns),
        Share(sum(it.left_open for it in known), turns),
        Share(sum(it.cut for it in known), turns),
        Share(sum(it.unanswered for it in known), turns),
        at_work=sum(it.at_work for it in known),
        errors=Share(failures, requests + failures),
        tool_errors=Share(sum(it.errors for it in tools), sum(it.calls for it in tools)),
        retries=sum(it.retries for it in known),
        satisfaction=sum(stars) / len(stars) if stars else None,
        rated=len(stars),
    )


def _stars(ratings: Iterable[Rating], sessions: set[str]) -> list[int]:
    newest = {it.session: it.stars for it in sorted(ratings, key=lambda it: it.at)}
    return [stars for session, stars in newest.items() if session in sessions]
