"""The rows of one session, or those that changed since they were last read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from collectors.session import Compaction, Request, Retry, Session, ToolCall, Turn
from collectors.store.connection import Database
from collectors.store.session_tables import session_list, telemetry
from collectors.store.session_tables.ids import numbers, text
from collectors.store.session_tables.table import (
    COMPACTIONS,
    REQUESTS,
    RETRIES,
    TOOL_CALLS,
    TURNS,
)


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


def detail(db: Database, session: str, after: int) -> SessionRows:
    """Read what changed after a revision; all, when rows went to another session since."""
    known, revision, shrunk = session_list.one(db, session)
    since = 0 if after < shrunk else after
    read = SessionRows(
        known,
        revision,
        tuple(TURNS.of(db, session, since)),
        tuple(REQUESTS.of(db, session, since)),
        tuple(TOOL_CALLS.of(db, session, since)),
        tuple(COMPACTIONS.of(db, session, since)),
        tuple(RETRIES.of(db, session, since)),
        whole=not since,
    )
    return _measured(db, read) if telemetry.is_used(db) else read


def _measured(db: Database, read: SessionRows) -> SessionRows:
    return replace(
        read,
        requests=tuple(_timed(db, read.requests)),
        tool_calls=tuple(_waited(db, read.tool_calls)),
        hidden=tuple(telemetry.hidden(db, [read.session.id])),
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
