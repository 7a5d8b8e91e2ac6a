"""Runs, events and statuses: what perfdash did, and how it fares."""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from collectors.model import Event, Failure, Run, Status, Trigger
from collectors.store.connection import Database
from collectors.store.encoding import encode, plain


def add_run(db: Database, run: Run) -> None:
    """Remember that a run happened."""
    failures = encode([(failure.collector, failure.error) for failure in run.failures])
    db.execute(
        "INSERT INTO run (at, trigger, paths, seconds, failures) VALUES (?, ?, ?, ?, ?)",
        (run.at, run.trigger.value, encode(run.paths), float(run.seconds), failures),
    )


def add_events(db: Database, events: Iterable[Event]) -> None:
    """Append events."""
    db.executemany(
        "INSERT INTO event (at, kind, detail) VALUES (?, ?, ?)",
        ((event.at, event.kind, plain(event.detail)) for event in events),
    )


def put_statuses(db: Database, statuses: Iterable[Status]) -> None:
    """Replace what these parts said before."""
    db.executemany(
        "INSERT OR REPLACE INTO status (part, degraded, detail) VALUES (?, ?, ?)",
        ((status.part, status.degraded, plain(status.detail)) for status in statuses),
    )


def runs(db: Database, since: int, triggers: Iterable[Trigger] = tuple(Trigger)) -> tuple[Run, ...]:
    """Runs with one of these triggers at or after a time, oldest first."""
    rows = db.execute(
        "SELECT at, trigger, paths, seconds, failures FROM run WHERE at >= ?"
        " AND trigger IN (SELECT value FROM json_each(?)) ORDER BY at, id",
        (since, encode([trigger.value for trigger in triggers])),
    ).fetchall()
    return tuple(
        Run(
            at,
            Trigger(trigger),
            tuple(orjson.loads(paths)),
            seconds,
            tuple(Failure(*fields) for fields in orjson.loads(failures)),
        )
        for at, trigger, paths, seconds, failures in rows
    )


def events(db: Database, since: int) -> tuple[Event, ...]:
    """Events at or after a time, oldest first."""
    rows = db.execute(
        "SELECT at, kind, detail FROM event WHERE at >= ? ORDER BY at, id", (since,)
    ).fetchall()
    return tuple(Event(*row) for row in rows)


def statuses(db: Database) -> tuple[Status, ...]:
    """The last word of every part, by its name."""
    rows = db.execute("SELECT part, degraded, detail FROM status ORDER BY part").fetchall()
    return tuple(Status(part, bool(degraded), detail) for part, degraded, detail in rows)
