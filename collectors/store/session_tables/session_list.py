"""The sessions themselves, each with the revision of its last change."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from collectors.session import Session
from collectors.store.connection import Database
from collectors.store.encoding import encode
from collectors.store.session_tables import completion, rows
from collectors.store.session_tables.change import Change
from collectors.store.session_tables.ids import number

_COLUMNS = "id, root, version, started_at, last_at, in_flight_since, reported_cost_usd, forked"


def keep(db: Database, sessions: Iterable[Session], change: Change) -> None:
    """Write what is told of sessions, and that those whose rows changed did."""
    touched = change.touched
    new = {it: Session(it) for it in (touched | change.named) - {""}}
    copies = (Session(it, forked=True) for it in change.copies)
    for session in (*sessions, *copies):
        known = new.get(session.id)
        new[session.id] = completion.session(known, session) if known else session
    for known in _known(db, new):
        joined = completion.session(known, new[known.id])
        if joined == known and known.id not in touched:
            del new[known.id]
        else:
            new[known.id] = joined
    _put(db, new.values(), change.revision)
    db.executemany(
        "UPDATE session SET shrunk = ? WHERE id = ?",
        ((change.revision, number(it)) for it in change.shrunk),
    )


def changed(db: Database, after: int) -> tuple[Session, ...]:
    """Those that changed after a revision, by id."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM session WHERE revision > ?",  # noqa: S608 - our names
        (after,),
    ).fetchall()
    return tuple(sorted(map(rows.session, found), key=lambda it: it.id))


def one(db: Database, session: str) -> tuple[Session, int, int]:
    """A session, when it last changed, and when it last lost a row; zeros when it is not known."""
    found = db.execute(
        f"SELECT {_COLUMNS}, revision, shrunk FROM session WHERE id = ?",  # noqa: S608 - our names
        (number(session),),
    ).fetchone()
    return (rows.session(found[:-2]), *found[-2:]) if found else (Session(session), 0, 0)


def _known(db: Database, ids: Collection[str]) -> list[Session]:
    if not ids:
        return []
    found = db.execute(
        f"SELECT {_COLUMNS} FROM session"  # noqa: S608 - all names are ours
        " WHERE id IN (SELECT value FROM json_each(?))",
        (encode(tuple(map(number, ids))),),
    ).fetchall()
    return list(map(rows.session, found))


def _put(db: Database, sessions: Iterable[Session], revision: int) -> None:
    db.executemany(
        f"INSERT INTO session ({_COLUMNS}, revision) VALUES (?,?,?,?,?,?,?,?,?)"  # noqa: S608 - ours
        " ON CONFLICT (id) DO UPDATE SET root = excluded.root, version = excluded.version,"
        " started_at = excluded.started_at, last_at = excluded.last_at,"
        " in_flight_since = excluded.in_flight_since,"
        " reported_cost_usd = excluded.reported_cost_usd, forked = excluded.forked,"
        " revision = excluded.revision",
        ((*rows.session_row(session), revision) for session in sessions),
    )
