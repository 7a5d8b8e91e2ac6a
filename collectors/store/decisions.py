"""What the user decided about alerts."""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from collectors.decision import Acknowledgement, Decision, Matching, Silence
from collectors.model import Labels
from collectors.store import schema
from collectors.store.connection import Database
from collectors.store.encoding import encode, plain

_SINCE_VERSION = 3


def put_decisions(db: Database, decisions: Iterable[Decision]) -> None:
    """Write decisions; one takes the place of an earlier one about the same."""
    for decision in decisions:
        if isinstance(decision, Acknowledgement):
            _acknowledge(db, decision)
        else:
            _silence(db, decision)


def acknowledgements(db: Database) -> tuple[Acknowledgement, ...]:
    """The newest of each alert, by key."""
    if schema.version(db) < _SINCE_VERSION:
        return ()
    rows = db.execute("SELECT key, at, severity FROM acknowledgement ORDER BY key").fetchall()
    return tuple(Acknowledgement(*row) for row in rows)


def silences(db: Database, since: int) -> tuple[Silence, ...]:
    """Those that end at or after a time, oldest first."""
    if schema.version(db) < _SINCE_VERSION:
        return ()
    rows = db.execute(
        "SELECT name, at, until, author, reason, metric, severity, labels"
        " FROM silence WHERE until >= ? ORDER BY at, name",
        (since,),
    ).fetchall()
    return tuple(
        Silence(name, at, until, author, reason, Matching(metric, _labels(labels), severity))
        for name, at, until, author, reason, metric, severity, labels in rows
    )


def forget(db: Database, horizon: int) -> None:
    """Delete what was decided, or was over, before a time."""
    db.execute("DELETE FROM acknowledgement WHERE at < ?", (horizon,))
    db.execute("DELETE FROM silence WHERE until < ?", (horizon,))


def _labels(text: str) -> Labels:
    return tuple((name, value) for name, value in orjson.loads(text))


def _acknowledge(db: Database, seen: Acknowledgement) -> None:
    db.execute(
        "INSERT OR REPLACE INTO acknowledgement VALUES (?,?,?)",
        (plain(seen.key), seen.at, plain(seen.severity)),
    )


def _silence(db: Database, silence: Silence) -> None:
    db.execute(
        "INSERT OR REPLACE INTO silence VALUES (?,?,?,?,?,?,?,?)",
        (
            plain(silence.name),
            silence.at,
            silence.until,
            plain(silence.author),
            plain(silence.reason),
            plain(silence.matching.metric),
            encode(silence.matching.labels),
            plain(silence.matching.severity),
        ),
    )
