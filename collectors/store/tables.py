"""The tables but for those of sessions: what each version of the schema has besides.

A foreign key says what it means here, but is not enforced: to delete one series would search all
samples, and only the code beside this file inserts any.
"""

from __future__ import annotations

FIRST = (
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

BASELINES = (
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

ALERTS = (
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

FOOTINGS = (
    """CREATE TABLE footing (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        digest TEXT NOT NULL,
        outside TEXT NOT NULL
    ) STRICT""",
)

REVISIONS = (
    "ALTER TABLE module ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX module_revision ON module (revision)",
)
"""By which generation a module was written: of ten thousand a save changes a handful."""
