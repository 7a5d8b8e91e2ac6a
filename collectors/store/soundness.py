"""Whether a store, and the SQLite that reads it, can be trusted."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

from collectors.store.connection import Database, sqlite3

DAMAGED = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
"""Result codes that mean the file is not a whole database."""

_WAL_RESET = "two connections that checkpoint at one instant can lose a write (WAL-reset bug)"


def sqlite_version() -> str:
    """The version of the SQLite library in use."""
    return str(sqlite3.sqlite_version)


def known_faults(version: str) -> tuple[str, ...]:
    """What is known to be wrong with a version of SQLite, where it matters to a store."""
    number = tuple(int(part) for part in version.split("."))
    mended = number in {(3, 44, 6), (3, 50, 7)} or number > (3, 51, 2)
    return () if mended or number < (3, 7) else (_WAL_RESET,)


def first_fault(db: Database) -> str:
    """What `quick_check` finds first; empty when the file is sound. Reads the whole file."""
    found = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    return "" if found == "ok" else found


def stamp(now: float) -> str:
    """What tells files that were set aside apart."""
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))


def set_aside(path: Path, *, stamp: str) -> Path:
    """Rename a damaged database and what belongs to it; return its new path."""
    names = (f"{path.name}.corrupt-{stamp}{f'-{n}' if n else ''}" for n in count())
    aside = next(free for name in names if not (free := path.with_name(name)).exists())
    for suffix in ("-journal", "-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside
