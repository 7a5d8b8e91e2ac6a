"""The rows of one session, or those that changed since they were last read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from collectors.session import Compaction, Request, Retry, Session, ToolCall, Turn
from collectors.store.connection import Database
from collectors.store.session_tables import session_list, telemetry
from collectors.store.session_tables.ids import number, numbers, text
from collectors.store.session_tables.table import (
    COMPACTIONS,
    REQUESTS,
    RETRIES,
    TOOL_CALLS,
    TURNS,
)

_TELLING = """AND (failed OR ended_at = 0 OR (agent <> 0 AND turn = 0) OR id IN
    (SELECT cause FROM request WHERE session = ?1 AND agent <> 0 AND turn = 0))"""
"""Tool calls that tell of their turn, or of the one that a sub-agent worked for."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Calls of one tool."""

    name: str
    calls: int
    errors: int
    milliseconds: int
    """Of those that ended, together."""


@dataclass(frozen=True, slots=True)
class SessionRows:
    """What is stored of a session, in no order; telemetry is joined to it."""

    session: Session
    revision: int = 0
    """Of its last change: what to ask for later ones by."""
    turns: tuple[Turn, ...] = ()
    requests: tuple[Request, ...] = ()
    tool_calls: tuple[ToolCall, ...] = ()
    compactions: tuple[Compaction, ...] = ()
    retries: tuple[Retry, ...] = ()
    hidden: tuple[Request, ...] = ()
    """All requests that telemetry alone told of, whether they changed or not."""
    whole: bool = True
    """False when these are but what changed, and complete what was read before."""
    tallies: tuple[Tally, ...] | None = None
    """Of all tool calls, where only those are read that tell of more than themselves."""


def detail(db: Database, session: str, after: int) -> SessionRows:
    """Read what changed after a revision; all, when rows went to another session since."""
    known, revision, shrunk = session_list.one(db, session)
    since = 0 if after < shrunk else after
    return _filled(db, SessionRows(known, revision, whole=not since), since)


def outline(db: Database, session: str, since: int) -> SessionRows:
    """Read what a session adds up to from a time on: most tool calls are but counted."""
    known, revision, _ = session_list.one(db, session)
    tallies = tuple(_tallies(db, session, since))
    return _filled(db, SessionRows(known, revision, tallies=tallies), 0, calls=_TELLING)


def _filled(db: Database, read: SessionRows, after: int, *, calls: str = "") -> SessionRows:
    session = read.session.id
    read = replace(
        read,
        turns=tuple(TURNS.of(db, session, after)),
        requests=tuple(REQUESTS.of(db, session, after)),
        tool_calls=tuple(TOOL_CALLS.of(db, session, after, calls)),
        compactions=tuple(COMPACTIONS.of(db, session, after)),
        retries=tuple(RETRIES.of(db, session, after)),
    )
    return _measured(db, read) if telemetry.is_used(db) else read


def _tallies(db: Database, session: str, since: int) -> Iterable[Tally]:
    # Whole numbers in floats: exact for longer than there are computers, and they do not overflow.
    found = db.execute(
        "SELECT name, count(*), sum(failed), total(max(ended_at - started_at, 0)) FROM tool_call"
        " WHERE session = ? AND started_at >= ? GROUP BY name ORDER BY name",
        (number(session), since),
    ).fetchall()
    return (Tally(name, calls, errors, int(took)) for name, calls, errors, took in found)


def _measured(db: Database, read: SessionRows) -> SessionRows:
    return replace(
        read,
        requests=tuple(_timed(db, read.requests)),
        tool_calls=tuple(_waited(db, read.tool_calls)),
        hidden=tuple(telemetry.hidden(db, read.session.id)),
    )


def _timed(db: Database, requests: tuple[Request, ...]) -> Iterable[Request]:
    """Requests with the times that telemetry measured in place of those worked out."""
    known = _by_key(db, "first_token_seconds", [it.key for it in requests if it.key])
    if not known:
        return requests
    return (
        replace(it, first_token_seconds=known[it.key]) if it.key in known else it for it in requests
    )


def _waited(db: Database, calls: tuple[ToolCall, ...]) -> Iterable[ToolCall]:
    known = _by_key(db, "permission_seconds", [it.id for it in calls])
    if not known:
        return calls
    return (replace(it, permission_seconds=known[it.id]) if it.id in known else it for it in calls)


def _by_key(db: Database, column: str, keys: list[str]) -> dict[str, float]:
    """What telemetry measured."""
    if not keys:
        return {}
    found = db.execute(
        f"SELECT key, {column} FROM telemetry"  # noqa: S608 - our names
        f" WHERE {column} IS NOT NULL AND key IN (SELECT value FROM json_each(?))",
        (numbers(keys),),
    ).fetchall()
    return {text(key): value for key, value in found}
