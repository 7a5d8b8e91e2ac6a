"""How a run's records of sessions are written: completed by what is stored, and it by them.

Whatever changed carries the new revision, and so does its session. A fork copies rows: the copy
that has the lower claim keeps one, and the session that loses it, or never had it, is told too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast

from collectors.presence import Presence
from collectors.session import (
    Compaction,
    Rating,
    Request,
    Retry,
    Scope,
    Session,
    Telemetry,
    ToolCall,
    Turn,
)
from collectors.session_progress import Backlog, Transcript
from collectors.session_record import SessionRecord
from collectors.store.connection import Database
from collectors.store.marks import SESSIONS, mark, set_mark
from collectors.store.session_tables import positions, session_list, state, telemetry
from collectors.store.session_tables.change import Change
from collectors.store.session_tables.completion import B, Belonging, belonging
from collectors.store.session_tables.table import (
    COMPACTIONS,
    REQUESTS,
    RETRIES,
    TOOL_CALLS,
    TURNS,
    Table,
)

_Kind = TypeVar("_Kind")


def keep(db: Database, records: Iterable[SessionRecord], *, at: int) -> None:
    """Write the records of one run, within its transaction."""
    sorted_out = _Sorted(records)
    if not sorted_out.kinds:
        return
    change = Change(mark(db, SESSIONS) + 1)
    requests = sorted_out.of(Request)
    _complete(db, REQUESTS, requests, change)
    _complete(db, TOOL_CALLS, sorted_out.of(ToolCall), change)
    _complete(db, TURNS, sorted_out.of(Turn), change)
    _complete(db, COMPACTIONS, sorted_out.of(Compaction), change)
    _complete(db, RETRIES, sorted_out.of(Retry), change)
    telemetry.keep(db, sorted_out.of(Telemetry), requests, change)
    session_list.keep(db, sorted_out.of(Session), change)
    positions.keep(db, sorted_out.of(Transcript), at=at, revision=change.revision)
    state.keep_ratings(db, sorted_out.of(Rating))
    for kind in (Backlog, Presence, Scope):
        state.keep_newest(db, sorted_out.of(kind))
    set_mark(db, SESSIONS, change.revision)


class _Sorted:
    """Records by kind, each kind in the order it came."""

    def __init__(self, records: Iterable[SessionRecord]) -> None:
        self.kinds: dict[type[object], list[object]] = {}
        for record in records:
            self.kinds.setdefault(type(record), []).append(record)

    def of(self, kind: type[_Kind]) -> list[_Kind]:
        """The records of one kind."""
        return cast("list[_Kind]", self.kinds.get(kind, []))


def _complete(db: Database, table: Table[B], records: list[B], change: Change) -> None:
    """Write those that tell anything new, joined with what is known of them."""
    change.named.update(record.session for record in records)
    new = _joined(records, change)
    for known in table.known(db, new) if new else ():
        joined = _join(known, new.pop(known.id), change)
        if joined != known:
            new[known.id] = joined
            change.grown.add(known.session)
            if joined.session != known.session:
                change.shrunk.add(known.session)
    table.put(db, new.values(), change.revision)
    change.grown.update(record.session for record in new.values())


def _joined(records: list[B], change: Change) -> dict[str, B]:
    """The records of a run by id, each once."""
    new: dict[str, B] = {}
    for record in records:
        known = new.get(record.id)
        new[record.id] = record if known is None else _join(known, record, change)
    return new


def _join(known: B, record: B, change: Change) -> B:
    if known == record:
        return known
    joined = belonging(known, record)
    if known.session != record.session and _is_of_main(known) and _is_of_main(record):
        change.copies.add(record.session if joined.session == known.session else known.session)
    return joined


def _is_of_main(record: Belonging) -> bool:
    """Whether a session itself made it: of what its sub-agents did several of its files tell."""
    return isinstance(record, Request) and not record.agent
