"""How SQLite is opened: one copy of the library, one set of pragmas.

Two copies of SQLite on one file cancel each other's locks, and sqlite-utils would open it by
`pysqlite3` where that is installed. So every connection of the project is made here, and
sqlite-utils is handed one where it has to work on it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

__all__ = [
    "Database",
    "connect",
    "connect_alone",
    "connect_read_only",
    "immediate",
    "result_code",
    "sqlite3",
]

Database: TypeAlias = sqlite3.Connection

_BUSY_SECONDS = 5.0

_EVERY_CONNECTION = (
    "PRAGMA mmap_size=0",  # a truncated file would be a SIGBUS
    "PRAGMA cache_size=-4000",  # enough for a run; the system keeps what else is read again
    "PRAGMA temp_store=MEMORY",
)
_UNSHARED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
"""What SQLite says where it cannot make a file beside the database: disk or folder forbid it."""
_NEW_FILE = ("PRAGMA auto_vacuum=INCREMENTAL",)  # it writes, and only counts before the first page
_WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA journal_size_limit=4194304",
)


def connect(path: Path) -> Database:
    """Open an existing file for reading and writing, in the thread that calls."""
    first = () if path.stat().st_size else _NEW_FILE
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_BUSY_SECONDS)
    return _tuned(db, (*first, *_WRITER, *_EVERY_CONNECTION))


def connect_read_only(path: Path) -> Database:
    """Open an existing file for reading, even where SQLite cannot make its `-shm` file.

    `immutable` sees neither a write-ahead log nor a later change: it is only tried where there is
    no log and none can be made.
    """
    try:
        return _connect_read_only(path, "mode=ro")
    except sqlite3.OperationalError as error:
        unwritten = (path.with_name(f"{path.name}{end}") for end in ("-wal", "-journal"))
        lasting = not os.access(path.parent, os.W_OK) and not any(map(os.path.exists, unwritten))
        if result_code(error) not in _UNSHARED or not lasting:
            raise
    return connect_alone(path)


def connect_alone(path: Path) -> Database:
    """Open an existing file for reading as it is by itself, past any log, and lock nothing."""
    return _connect_read_only(path, "mode=ro&immutable=1")


def _connect_read_only(path: Path, mode: str) -> Database:
    # A Textual thread worker takes each reading in another thread, one after the other; SQLite is
    # compiled serialized and every query is fetched whole, so that a hand-over is safe.
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=_BUSY_SECONDS,
        check_same_thread=False,
    )
    return _tuned(db, ("PRAGMA schema_version", *_EVERY_CONNECTION))


def _tuned(db: Database, pragmas: tuple[str, ...]) -> Database:
    try:
        for pragma in pragmas:
            db.execute(pragma).fetchall()
    except sqlite3.Error:
        db.close()
        raise
    return db


@contextmanager
def immediate(db: Database) -> Iterator[None]:
    """Run the block as one transaction that holds the write lock from its first statement.

    One that begins as a reader may fail to become a writer without waiting.
    """
    db.execute("BEGIN IMMEDIATE")
    with db:
        yield


def result_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 when Python itself raised."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
