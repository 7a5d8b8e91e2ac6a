"""What is known of all sessions together: who runs, whose are read, what is left, how they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import orjson

from collectors.presence import Living, Presence
from collectors.session import Rating, Scope
from collectors.session_progress import Backlog
from collectors.store.connection import Database
from collectors.store.session_tables.ids import number, text


def keep_newest(db: Database, states: Sequence[Backlog | Presence | Scope]) -> None:
    """Remember the last of them, in place of the one before."""
    for state in states[-1:]:
        db.execute(
            "INSERT OR REPLACE INTO session_state VALUES (?, ?)",
            (type(state).__name__.lower(), orjson.dumps(state).decode()),
        )


def keep_ratings(db: Database, ratings: Iterable[Rating]) -> None:
    """Remember ratings; a later one of a session takes the place of an earlier one."""
    db.executemany(
        "INSERT INTO rating VALUES (?, ?, ?) ON CONFLICT (session) DO UPDATE"
        " SET at = excluded.at, stars = excluded.stars"
        " WHERE (excluded.at, excluded.stars) > (at, stars)",
        ((number(it.session), it.at, it.stars) for it in ratings),
    )


def ratings(db: Database) -> tuple[Rating, ...]:
    """The newest of each session, by time."""
    found = db.execute("SELECT session, at, stars FROM rating ORDER BY at, session").fetchall()
    return tuple(Rating(text(session), at, stars) for session, at, stars in found)


def backlog(db: Database) -> Backlog:
    """What was still to be read when a reader last said so."""
    return Backlog(**orjson.loads(_value(db, "backlog")))


def presence(db: Database) -> Presence:
    """The sessions that ran when somebody last looked."""
    found = orjson.loads(_value(db, "presence"))
    living = tuple(Living(**living) for living in found.pop("living", ()))
    return Presence(living, **found)


def all_roots(db: Database) -> bool:
    """Whether the user wants the sessions of all roots read."""
    return bool(orjson.loads(_value(db, "scope")).get("all_roots"))


def _value(db: Database, name: str) -> str:
    row = db.execute("SELECT value FROM session_state WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else "{}"
