"""How a run's records of sessions are written: completed by what is stored, and it by them.

Whatever changed carries the new revision, and so does its session. A fork copies rows: the copy
that has the lower claim keeps one, and the session that loses it, or never had it, is told too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast

from collectors import flat_record as flat
from collectors.presence import Presence
from collectors.session import Rating, Request, Scope, Telemetry
from collectors.session_progress import Backlog
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
_ID, _SESSION = 0, 1
"""Where these stand in the rows of all that belongs to a session."""
_KEY = flat.REQUEST.names.index("key")


def keep(db: Database, records: Iterable[SessionRecord], *, at: int) -> None:
    """Write the records of one run, within its transaction."""
    sorted_out = _Sorted(records)
    if sorted_out.is_empty:
        return
    change = Change(mark(db, SESSIONS) + 1)
    requests = sorted_out.rows(flat.REQUEST)
    _complete(db, REQUESTS, requests, change)
    _complete(db, TOOL_CALLS, sorted_out.rows(flat.TOOL_CALL), change)
    _complete(db, TURNS, sorted_out.rows(flat.TURN), change)
    _complete(db, COMPACTIONS, sorted_out.rows(flat.COMPACTION), change)
    _complete(db, RETRIES, sorted_out.rows(flat.RETRY), change)
    telemetry.keep(db, sorted_out.of(Telemetry), (it[_KEY] for it in requests), change)
    session_list.keep(db, map(flat.SESSION.record, sorted_out.rows(flat.SESSION)), change)
    positions.keep(db, sorted_out.rows(flat.TRANSCRIPT), at=at, revision=change.revision)
    state.keep_ratings(db, sorted_out.of(Rating))
    for kind in (Backlog, Presence, Scope):
        state.keep_newest(db, sorted_out.of(kind))
    set_mark(db, SESSIONS, change.revision)


class _Sorted:
    """Records by kind, each kind in the order it came; those that files tell of as rows."""

    def __init__(self, records: Iterable[SessionRecord]) -> None:
        self._rows: list[list[flat.Values]] = [[] for _ in flat.KINDS]
        self._others: dict[type[object], list[object]] = {}
        for record in records:
            if isinstance(record, flat.Rows):
                for number, values in record.rows:
                    self._rows[number].append(values)
            elif (number := flat.NUMBERS.get(type(record), -1)) >= 0:
                self._rows[number].append(flat.KINDS[number].values(record))
            else:
                self._others.setdefault(type(record), []).append(record)

    @property
    def is_empty(self) -> bool:
        """Whether there are no records."""
        return not (self._others or any(self._rows))

    def rows(self, kind: flat.FlatRecord[flat.T]) -> list[flat.Values]:
        """The records of one kind that files tell of."""
        return self._rows[flat.KINDS.index(kind)]

    def of(self, kind: type[_Kind]) -> list[_Kind]:
        """The records of another kind."""
        return cast("list[_Kind]", self._others.get(kind, []))


def _complete(db: Database, table: Table[B], rows: list[flat.Values], change: Change) -> None:
    """Write those that tell anything new, joined with what is known of them.

    Records are made of those alone that something is known of, or told twice.
    """
    change.named.update(row[_SESSION] for row in rows)
    new = _joined(table.kind, rows, change)
    for known in table.known(db, new) if new else ():
        joined = _join(known, table.kind.record(new.pop(known.id)), change)
        if joined != known:
            new[known.id] = table.kind.values(joined)
            change.grown.add(known.session)
            if joined.session != known.session:
                change.shrunk.add(known.session)
    table.put(db, new.values(), change.revision)
    change.grown.update(row[_SESSION] for row in new.values())


def _joined(
    kind: flat.FlatRecord[B], rows: list[flat.Values], change: Change
) -> dict[str, flat.Values]:
    """The rows of a run by id, each once."""
    new: dict[str, flat.Values] = {}
    for row in rows:
        known = new.setdefault(row[_ID], row)
        if known != row:
            joined = _join(kind.record(known), kind.record(row), change)
            new[row[_ID]] = kind.values(joined)
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
