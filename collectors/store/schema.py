"""The tables, and how a file of an older perfdash becomes one of this."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Migrations

from collectors.store.connection import Database
from collectors.store.session_tables import creation

VERSION = 5
"""The `user_version` this code writes; a file with a higher one is only read."""

_SESSIONS_SINCE = 5

migrations = Migrations("perfdash")


def version(db: Database) -> int:
    """The version of a file; 0 when nothing was written to it yet."""
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def knows_sessions(db: Database) -> bool:
    """Whether a file has tables of sessions, which those of an older perfdash have not."""
    return version(db) >= _SESSIONS_SINCE


def migrate(db: Database) -> None:
    """Bring a file up to date; only the holder of the lease may."""
    if version(db) < VERSION:
        migrations.apply(db)


# A foreign key says what it means here, but is not enforced: to delete one series would search all
# samples, and only the code beside this file inserts any.
_FIRST_TABLES = (
    """CREATE TABLE series (
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- readers ask for numbers above those they know
        metric TEXT NOT NULL,
        labels TEXT NOT NULL DEFAULT '{}',
        unit TEXT NOT NULL,
        seen INTEGER NOT NULL,
        UNIQUE (metric, labels)
    ) STRICT""",
    """CREATE TABLE samples (
        ts INTEGER NOT NULL,
        series_id INTEGER NOT NULL REFERENCES series,
        value REAL NOT NULL,
        PRIMARY KEY (ts, series_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rollup (
        resolution INTEGER NOT NULL,
        ts INTEGER NOT NULL,
        series_id INTEGER NOT NULL REFERENCES series,
        count INTEGER NOT NULL,
        total REAL NOT NULL,
        min REAL NOT NULL,
        max REAL NOT NULL,
        latest REAL NOT NULL,
        histogram BLOB NOT NULL,
        PRIMARY KEY (resolution, ts, series_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rollup_due (
        resolution INTEGER NOT NULL,
        ts INTEGER NOT NULL,
        PRIMARY KEY (resolution, ts)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE run (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        trigger TEXT NOT NULL,
        paths TEXT NOT NULL,
        seconds REAL NOT NULL,
        failures TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX run_at ON run (at)",
    """CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX event_at ON event (at)",
    """CREATE TABLE status (
        part TEXT PRIMARY KEY,
        degraded INTEGER NOT NULL,
        detail TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE content (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        bytes INTEGER NOT NULL,
        tokens INTEGER NOT NULL,
        injected_tokens INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE token_count (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        tokens INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE module (
        path TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        digest TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        tokens INTEGER NOT NULL,
        eager_tokens INTEGER NOT NULL,
        full_tokens INTEGER NOT NULL,
        dependents INTEGER NOT NULL,
        refs TEXT NOT NULL,
        stamp TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE framework (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        root TEXT NOT NULL,
        encoding TEXT NOT NULL,
        layout TEXT NOT NULL,
        startup TEXT NOT NULL,
        findings TEXT NOT NULL,
        cycles TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE mark (
        name TEXT PRIMARY KEY,
        value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)


@migrations()
def first_tables(db: Database) -> None:
    """Create everything that version 1 has."""
    _become(1, _FIRST_TABLES, db)


_BASELINE_TABLES = (
    """CREATE TABLE baseline (
        name TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        revision TEXT NOT NULL,
        automatic INTEGER NOT NULL,
        environment TEXT NOT NULL,
        accepted TEXT NOT NULL,
        framework BLOB NOT NULL,
        loads BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE baseline_content (
        baseline TEXT NOT NULL REFERENCES baseline,
        digest TEXT NOT NULL REFERENCES blob,
        PRIMARY KEY (baseline, digest)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE blob (
        digest TEXT PRIMARY KEY,
        bytes INTEGER NOT NULL,
        packed BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE comparison (
        id INTEGER PRIMARY KEY,
        baseline TEXT NOT NULL,
        module TEXT NOT NULL,
        baseline_digest TEXT NOT NULL,
        current_digest TEXT NOT NULL,
        at INTEGER NOT NULL,
        packed BLOB NOT NULL,
        UNIQUE (baseline, module, baseline_digest, current_digest)
    ) STRICT""",
)


@migrations()
def baselines(db: Database) -> None:
    """Add what version 2 keeps besides."""
    _become(2, _BASELINE_TABLES, db)


_ALERT_TABLES = (
    """CREATE TABLE alert_log (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL,
        at INTEGER NOT NULL,
        since INTEGER NOT NULL,
        until INTEGER NOT NULL,
        severity TEXT NOT NULL,
        title TEXT NOT NULL,
        metric TEXT NOT NULL,
        labels TEXT NOT NULL,
        cause TEXT NOT NULL,
        value REAL,
        peak REAL,
        bound REAL,
        unit TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX alert_log_key ON alert_log (key, since)",
    """CREATE TABLE acknowledgement (
        key TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        severity TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE silence (
        name TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        until INTEGER NOT NULL,
        author TEXT NOT NULL,
        reason TEXT NOT NULL,
        metric TEXT NOT NULL,
        labels TEXT NOT NULL,
        severity TEXT NOT NULL
    ) STRICT""",
)


@migrations()
def alerts(db: Database) -> None:
    """Add what version 3 keeps besides."""
    _become(3, _ALERT_TABLES, db)


_FOOTING_TABLES = (
    """CREATE TABLE footing (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        digest TEXT NOT NULL,
        outside TEXT NOT NULL
    ) STRICT""",
)


@migrations()
def footings(db: Database) -> None:
    """Add what version 4 keeps besides."""
    _become(4, _FOOTING_TABLES, db)


@migrations()
def sessions(db: Database) -> None:
    """Add what version 5 keeps besides."""
    _become(_SESSIONS_SINCE, creation.CREATED, db)


def _become(version: int, statements: Iterable[str], db: Database) -> None:
    for statement in statements:
        db.conn.execute(statement)
    # Part of the transaction: a file never has tables that its version does not tell of.
    db.conn.execute(f"PRAGMA user_version={version}")
