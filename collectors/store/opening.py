"""How a store is opened: for the one who writes, and for those who look."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import Never

from collectors.errors import DamagedError, StoreError
from collectors.model import Event
from collectors.store import schema
from collectors.store.connection import (
    Database,
    connect,
    connect_read_only,
    immediate,
    result_code,
    sqlite3,
)
from collectors.store.journal import add_events
from collectors.store.location import prepare
from collectors.store.marks import CLEAN, mark, set_mark
from collectors.store.memory import renew_contents
from collectors.store.soundness import DAMAGED, first_fault, set_aside, stamp

_ADVICE = {
    sqlite3.SQLITE_READONLY: "; make its folder writable, or set XDG_STATE_HOME to another",
    sqlite3.SQLITE_CANTOPEN: "; make its folder writable, or set XDG_STATE_HOME to another",
    sqlite3.SQLITE_FULL: "; free some space, or set XDG_STATE_HOME to a folder on another disk",
    sqlite3.SQLITE_BUSY: "; close the other program that has it open",
}


def open_for_writing(path: Path) -> Database:
    """Open a prepared store; a damaged one is set aside for a new one, where an event tells it.

    The caller holds the lease.
    """
    try:
        return _ready(path)
    except DamagedError as error:
        now = time.time()
        aside = set_aside(path, stamp=stamp(now))
        event = Event(int(now * 1000), "store-set-aside", f"{error}; it was kept as {aside}")
    prepare(path)
    db = _ready(path)
    _tell(path, db, event)
    return db


def fault(path: Path) -> str:
    """What a second look at a file, past what is cached, finds wrong; empty when it is sound."""
    try:
        with closing(connect_read_only(path)) as db:
            return first_fault(db)
    except sqlite3.DatabaseError as error:
        return str(error) if result_code(error) in DAMAGED else ""


def open_for_reading(path: Path) -> Database | None:
    """Open a file that exists; None when its first writer died before it held anything.

    Such a file has a rollback journal that only a writer may play back.
    """
    try:
        return connect_read_only(path)
    except sqlite3.DatabaseError as error:
        if result_code(error) == sqlite3.SQLITE_READONLY:
            return None
        explain(path, error)


def explain(path: Path, error: sqlite3.Error) -> Never:
    """Raise what SQLite said as something a user can act on."""
    code = result_code(error)
    if code in DAMAGED:
        raise DamagedError(
            f"the store is damaged ({error}): whoever records sets {path} aside, and begins anew"
        ) from error
    advice = _ADVICE.get(code, "")
    raise StoreError(f"the store cannot be used ({error}): {path}{advice}") from error


def _tell(path: Path, db: Database, event: Event) -> None:
    try:
        with immediate(db):
            add_events(db, [event])
    except sqlite3.DatabaseError as error:
        db.close()
        explain(path, error)


def _ready(path: Path) -> Database:
    try:
        db = connect(path)
        try:
            _bring_up(db, path)
        except BaseException:
            db.close()
            raise
    except sqlite3.Error as error:
        explain(path, error)
    return db


def _bring_up(db: Database, path: Path) -> None:
    # A newer file is left alone to the byte: up to here only a connection was made.
    if (found := schema.version(db)) > schema.VERSION:
        raise StoreError(
            f"a newer perfdash wrote this store (version {found} of the tables, this one knows "
            f"{schema.VERSION}): it can be viewed; update perfdash to record to {path}"
        )
    schema.migrate(db)
    if not mark(db, CLEAN) and (found_fault := first_fault(db)):
        raise DamagedError(f"the store {path} is damaged ({found_fault})")
    with immediate(db):
        set_mark(db, CLEAN, 0)
        renew_contents(db)
