"""How long sessions are kept: as long as what all else is rolled up to, whatever became of files.

Claude Code deletes its own after a month.
"""

from __future__ import annotations

from collectors.store.connection import Database, immediate
from collectors.store.rollup import DAY
from collectors.store.session_tables.table import OF_SESSIONS

_SESSIONS = 20
"""Deleted in one call, so that none takes long."""
_POSITION_DAYS = 90
"""Claude Code deletes files that were not written for 30; should one be left, it is read again."""


def trim(db: Database, horizon: int) -> None:
    """Delete some sessions that were last at work before a time, with all that belongs to them."""
    old = db.execute(
        "SELECT id FROM session WHERE last_at > 0 AND last_at < ? ORDER BY last_at LIMIT ?",
        (horizon, _SESSIONS),
    ).fetchall()
    if not old:
        return
    with immediate(db):
        for table in OF_SESSIONS:
            db.executemany(f"DELETE FROM {table} WHERE session = ?", old)  # noqa: S608 - ours
        db.executemany("DELETE FROM session WHERE id = ?", old)


def forget(db: Database, now: int, horizon: int) -> None:
    """Delete what is about no session that is kept, within the caller's transaction."""
    old = now - _POSITION_DAYS * DAY
    db.execute("DELETE FROM transcript WHERE at < ? AND modified_ms < ?", (old, old))
    for table in ("telemetry", "rating"):
        db.execute(f"DELETE FROM {table} WHERE at < ?", (horizon,))  # noqa: S608 - ours
    # Sessions of which nothing else is known: their rows came alone, or telemetry did.
    rows = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {table} AS it WHERE it.session = session.id)"  # noqa: S608
        for table in (*OF_SESSIONS, "(SELECT session FROM telemetry WHERE seen = 0 AND tool = '')")
    )
    db.execute(f"DELETE FROM session WHERE last_at = 0 AND {rows}")  # noqa: S608 - ours
