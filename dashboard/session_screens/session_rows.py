"""What is said about each session on one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from collectors.session import TokenUse
from dashboard import units
from dashboard.analysis.sessions.cost import NO_COST, Cost
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.sums import Sums, each
from dashboard.reading import Reading
from dashboard.sessions import Sessions, Summary
from dashboard.table.sheet import Value


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session among the others."""

    summary: Summary
    models: tuple[str, ...] = ()
    """The dearest first."""
    tokens: TokenUse = TokenUse()
    shown: TokenUse = TokenUse()
    """Of the requests that its transcript shows."""
    cost: Cost = NO_COST
    tool_errors: int = 0
    live: bool = False
    recent: bool = False
    """True when it is live as far as its last lines tell, and no process was found."""
    stars: int = 0
    """0 when it was not rated."""
    ago: str = units.DASH
    """How long ago something was last written."""
    started: str = units.DASH

    @property
    def seconds(self) -> float:
        """From its first line to its last."""
        session = self.summary.session
        return max(session.last_at - session.started_at, 0) / 1000

    @property
    def hit_ratio(self) -> float | None:
        """What share of all that was sent came from the prompt cache."""
        return hit_ratio(self.shown)


def session_rows(reading: Reading) -> tuple[SessionRow, ...]:
    """One row for each session."""
    snapshot = reading.snapshot
    sessions, now = snapshot.sessions, snapshot.taken_at
    stars = newest_stars(sessions)
    summed = zip(sessions.summaries, each(sessions.summaries, snapshot.prices), strict=True)
    return tuple(
        _row(
            summary,
            sums,
            live=is_live(sessions, summary.session.id),
            recent=sessions.recent,
            stars=stars.get(summary.session.id, 0),
            now=now,
        )
        for summary, sums in summed
    )


def is_live(sessions: Sessions, session: str) -> bool:
    """Whether Claude Code runs a session now, as far as can be told."""
    current = sessions.current
    return sessions.live and current is not None and current.session.id == session


def newest_stars(sessions: Sessions) -> dict[str, int]:
    """The newest rating of every session that has one."""
    return {rating.session: rating.stars for rating in sessions.ratings}


def _row(
    summary: Summary, sums: Sums, *, live: bool, recent: bool, stars: int, now: int
) -> SessionRow:
    session = summary.session
    return SessionRow(
        summary,
        tuple(it.name for it in sums.models),
        sums.tokens,
        sums.shown,
        sums.cost,
        tool_errors=sum(it.errors for it in summary.tools),
        live=live,
        recent=live and recent,
        stars=stars,
        ago=units.ago(session.last_at, now) if session.last_at else units.DASH,
        started=units.moment(session.started_at, now) if session.started_at else units.DASH,
    )


def words(row: SessionRow) -> str:
    """What a filter looks for a session by: folder, models, tools, commands, `live` or `recent`."""
    summary = row.summary
    names = (
        summary.session.root,
        *row.models,
        *(it.name for it in summary.tools),
        *(it.name for it in summary.commands),
        "recent" if row.recent else "live" if row.live else "",
    )
    return "\n".join(names)


def _dollars(row: SessionRow) -> Value:
    return row.cost.known_usd


SESSION_SORT_KEYS: dict[str, Callable[[SessionRow], Value]] = {
    "started": lambda row: row.summary.session.started_at or None,
    "lasted": lambda row: row.seconds,
    "last": lambda row: inf if row.live else row.summary.session.last_at or None,
    "folder": lambda row: row.summary.session.root,
    "models": lambda row: row.models[0] if row.models else None,
    "turns": lambda row: row.summary.turns,
    "requests": lambda row: row.summary.requests,
    "tokens": lambda row: row.tokens.total,
    "cost": _dollars,
    "cache": lambda row: row.hit_ratio,
    "errors": lambda row: row.tool_errors,
    "failures": lambda row: row.summary.failures,
    "rating": lambda row: row.stars or None,
}
"""What a column is sorted by; the one that runs was last at work now."""
