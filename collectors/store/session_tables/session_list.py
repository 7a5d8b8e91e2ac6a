"""The sessions themselves, each with the revision of its last change."""

from __future__ import annotations

from collections.abc import Iterable

from collectors import flat_record as flat
from collectors.session import Session
from collectors.store.connection import Database
from collectors.store.session_tables import completion
from collectors.store.session_tables.change import Change
from collectors.store.session_tables.ids import number
from collectors.store.session_tables.table import SESSIONS


def keep(db: Database, sessions: Iterable[Session], change: Change) -> None:
    """Write what is told of sessions, and that those whose rows changed did."""
    touched = change.touched
    new = {it: Session(it) for it in (touched | change.named) - {""}}
    copies = (Session(it, forked=True) for it in change.copies)
    for session in (*sessions, *copies):
        known = new.get(session.id)
        new[session.id] = completion.session(known, session) if known else session
    for known in SESSIONS.known(db, new):
        joined = completion.session(known, new[known.id])
        if joined == known and known.id not in touched:
            del new[known.id]
        else:
            new[known.id] = joined
    SESSIONS.put(db, [*map(flat.SESSION.values, new.values())], change.revision)
    db.executemany(
        "UPDATE session SET shrunk = ? WHERE id = ?",
        ((change.revision, number(it)) for it in change.shrunk),
    )


def changed(db: Database, after: int) -> tuple[Session, ...]:
    """Those that changed after a revision, by id."""
    return tuple(sorted(SESSIONS.since(db, after), key=lambda it: it.id))


def one(db: Database, session: str) -> tuple[Session, int, int]:
    """A session, when it last changed, and when it last lost a row; zeros when it is not known."""
    for known in SESSIONS.known(db, [session]):
        marks = "SELECT revision, shrunk FROM session WHERE id = ?"
        return known, *db.execute(marks, (number(session),)).fetchone()
    return Session(session), 0, 0
