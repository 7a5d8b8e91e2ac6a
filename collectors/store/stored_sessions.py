"""What a store tells of sessions; of a file that an older perfdash made, nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from collectors.presence import Presence
from collectors.session import Rating, Session
from collectors.session_progress import Backlog, Transcript
from collectors.store import schema
from collectors.store.connection import Database
from collectors.store.marks import SESSIONS, mark
from collectors.store.reader import Read
from collectors.store.session_tables import detail, outline, positions, session_list, state
from collectors.store.session_tables.detail import SessionRows
from collectors.store.session_tables.outline import Outline

T = TypeVar("T")


class StoredSessions:
    """The tables of sessions, to be read; every answer raises `StoreError` when they cannot be."""

    def __init__(self, read: Read) -> None:
        """Take how the file is read."""
        self._file = read

    def revision(self) -> int:
        """A number that grows whenever anything of a session is written."""
        return self._file(lambda db: mark(db, SESSIONS), 0)

    def changed(self, after: int = 0) -> tuple[Session, ...]:
        """Those of which anything changed after a revision, by id."""
        return self._read(lambda db: session_list.changed(db, after), ())

    def rows(self, session: str, after: int = 0) -> SessionRows:
        """What changed of a session after a revision; all of it where rows were taken from it."""
        nothing = SessionRows(Session(session))
        return self._read(lambda db: detail.detail(db, session, after), nothing)

    def outlines(self, sessions: Collection[str], since: int, until: int) -> dict[str, Outline]:
        """What each adds up to between two times; nothing of one that only its rows tell of."""
        return self._read(lambda db: outline.outlines(db, sessions, since, until), {})

    def transcripts(self) -> dict[str, Transcript]:
        """How far session files were read, by the hash of their path."""
        return self._read(positions.transcripts, {})

    def oddities(self, after: int = 0) -> dict[str, Transcript]:
        """What was not understood of files read from after a revision; no positions are told."""
        return self._read(lambda db: positions.oddities(db, after), {})

    def all_roots(self) -> bool:
        """Whether the user wants the sessions of all roots read."""
        return self._read(state.all_roots, empty=False)

    def backlog(self) -> Backlog:
        """How much of the session files was still to be read, when that was last told."""
        return self._read(state.backlog, Backlog())

    def presence(self) -> Presence:
        """The sessions that run, as last told."""
        return self._read(state.presence, Presence())

    def ratings(self) -> tuple[Rating, ...]:
        """The newest of each session, by time."""
        return self._read(state.ratings, ())

    def _read(self, query: Callable[[Database], T], empty: T) -> T:
        return self._file(lambda db: query(db) if schema.knows_sessions(db) else empty, empty)
