"""Small numbers the store keeps about itself."""

from __future__ import annotations

from collectors.store.connection import Database

CLEAN = "clean"
"""1 when the last writer closed the store, 0 while one is at work or after it died."""
GENERATION = "generation"
"""Grows whenever something that was already read may have changed."""
BASELINES = "baselines"
"""Grows whenever a baseline is pinned, changed or dropped."""
COMPARISONS = "comparisons"
"""Grows whenever comparisons come or go."""
SESSIONS = "sessions"
"""Grows whenever anything of a session is written: the newest revision."""
CONTENTS = "contents"
"""The `CONTENT_VERSION` that contents were made by."""

PRESENT = "present"
"""The time, unix milliseconds, from which ages were last counted, to ten minutes."""
LEAPT = "leapt"
"""The time, unix milliseconds, that the clock leapt ahead to and is not yet believed; 0: none."""


def mark(db: Database, name: str) -> int:
    """One of them; 0 when it was never set."""
    row = db.execute("SELECT value FROM mark WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else 0


def set_mark(db: Database, name: str, value: int) -> None:
    """Remember one of them."""
    db.execute("INSERT OR REPLACE INTO mark VALUES (?, ?)", (name, value))


def grow(db: Database, name: str) -> None:
    """Tell readers to read again what they remember."""
    set_mark(db, name, mark(db, name) + 1)
