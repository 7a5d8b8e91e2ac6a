"""What telemetry says of requests and tool calls, joined to them by its key when they are read."""

from __future__ import annotations

from collections.abc import Iterable

from collectors import flat_record as flat
from collectors.session import Request, Telemetry
from collectors.store.connection import Database
from collectors.store.session_tables import completion
from collectors.store.session_tables.change import Change
from collectors.store.session_tables.ids import numbers, text
from collectors.store.session_tables.table import TELEMETRY

_HIDDEN = "session IN (SELECT value FROM json_each(?)) AND seen = 0 AND tool = ''"


def keep(db: Database, records: Iterable[Telemetry], shown: Iterable[str], change: Change) -> None:
    """Write telemetry, and note which of it a transcript shows too, some by new requests' keys."""
    told = [it for it in records if it.key]
    changed = _complete(db, told, change)
    _touch(db, "request", "key", [it.key for it in changed if not it.tool], change)
    _touch(db, "tool_call", "id", [it.key for it in changed if it.tool], change)
    change.named.update(it.session for it in told)
    change.grown.update(it.session for it in changed)
    if is_used(db):
        _see(db, [*shown, *(it.key for it in changed)], change)


def hidden(db: Database, sessions: Iterable[str]) -> list[Request]:
    """The requests of some sessions that no transcript shows."""
    return [_request(it) for it in TELEMETRY.where(db, _HIDDEN, numbers(sessions))]


def is_used(db: Database) -> bool:
    """Whether telemetry ever told anything."""
    return db.execute("SELECT 1 FROM telemetry LIMIT 1").fetchone() is not None


def _complete(db: Database, records: list[Telemetry], change: Change) -> list[Telemetry]:
    new: dict[str, Telemetry] = {}
    for record in records:
        known = new.get(record.key)
        new[record.key] = completion.telemetry(known, record) if known else record
    for known in TELEMETRY.known(db, new) if new else ():
        joined = completion.telemetry(known, new.pop(known.key))
        if joined != known:
            new[known.key] = joined
            change.grown.add(known.session)
    TELEMETRY.put(db, [*map(flat.TELEMETRY.values, new.values())])
    return list(new.values())


def _touch(db: Database, table: str, column: str, keys: list[str], change: Change) -> None:
    """Let readers see again the rows that some keys are about."""
    if not keys:
        return
    touched = db.execute(
        f"UPDATE {table} SET revision = ? WHERE {column} <> 0"  # noqa: S608 - our names
        f" AND {column} IN (SELECT value FROM json_each(?)) RETURNING session",
        (change.revision, numbers(keys)),
    ).fetchall()
    change.grown.update(text(session) for (session,) in touched)


def _see(db: Database, keys: list[str], change: Change) -> None:
    """Note what a transcript shows too; where it was hidden before, it is no longer."""
    seen = db.execute(
        "UPDATE telemetry SET seen = 1 WHERE seen = 0"
        " AND key IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM request AS it WHERE it.key <> 0 AND it.key = telemetry.key)"
        " RETURNING session",
        (numbers(keys),),
    ).fetchall()
    change.grown.update(text(session) for (session,) in seen)


def _request(it: Telemetry) -> Request:
    began = it.at - round((it.seconds or 0) * 1000) if it.seconds is not None else 0
    return Request(
        it.key,
        it.session,
        it.at,
        it.model,
        it.tokens,
        key=it.key,
        started_at=began,
        start_exact=bool(began),
        first_token_seconds=it.first_token_seconds,
        hidden=True,
    )
