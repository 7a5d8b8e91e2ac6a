"""How long things are kept: everything ages out in chunks, so that no call takes long."""

from __future__ import annotations

from collectors.config import StoreConfig
from collectors.store.connection import Database, immediate
from collectors.store.rollup import COARSER, DAY, HOUR, MINUTE, earliest_due

_CHUNK = 10_000
"""Rows deleted per table and call."""
_SLACK = 10 * MINUTE
"""How far over its age a table may be before it is trimmed: many small trims wear the disk."""
_FREE_PAGES = 2_000
"""Free pages the file keeps for what comes next."""
_VACUUMED_PAGES = 500
_CONTENTS = 20_000
_TOKEN_COUNTS = 50_000


def retain(db: Database, now: int, config: StoreConfig) -> None:
    """Delete a chunk of whatever is older than its table keeps, and give pages back."""
    from collectors.store.session_tables import ageing

    _trim_samples(db, now - config.raw_hours * HOUR)
    _trim_rollup(db, MINUTE, now - config.minute_days * DAY)
    _trim_rollup(db, HOUR, now - config.hour_days * DAY)
    _trim_rollup(db, DAY, now - config.day_days * DAY)
    _trim_journal(db, now - config.raw_hours * HOUR, now - config.hour_days * DAY)
    ageing.trim(db, now - config.day_days * DAY)
    _shrink(db)


def forget(db: Database, now: int, config: StoreConfig) -> bool:
    """Delete what nothing refers to any longer; say whether there were series among it."""
    from collectors.store import alert_log, decisions
    from collectors.store.session_tables import ageing

    oldest = now - max(config.day_days, config.hour_days, config.minute_days) * DAY
    with immediate(db):
        # A series may have been sampled a day after it was last marked as seen.
        series = db.execute("DELETE FROM series WHERE seen < ?", (oldest - 2 * DAY,))
        db.execute(
            "DELETE FROM content WHERE id <= (SELECT max(id) FROM content) - ?"
            " AND digest NOT IN (SELECT digest FROM module)",
            (_CONTENTS,),
        )
        db.execute(
            "DELETE FROM token_count WHERE id <= (SELECT max(id) FROM token_count) - ?",
            (_TOKEN_COUNTS,),
        )
        alert_log.forget(db, now - config.hour_days * DAY)
        decisions.forget(db, now - config.hour_days * DAY)
        ageing.forget(db, now, now - config.day_days * DAY)
    return series.rowcount > 0


def _trim_samples(db: Database, horizon: int) -> None:
    oldest = db.execute("SELECT min(ts) FROM samples").fetchone()[0]
    if not _overdue(oldest, horizon):
        return
    horizon = _not_due(db, MINUTE, horizon)
    cut = db.execute(
        "SELECT ts, series_id FROM samples WHERE ts < ? ORDER BY ts, series_id LIMIT 1 OFFSET ?",
        (horizon, _CHUNK),
    ).fetchone()
    with immediate(db):
        db.execute("DELETE FROM samples WHERE (ts, series_id) < (?, ?)", cut or (horizon, 0))


def _trim_rollup(db: Database, resolution: int, horizon: int) -> None:
    oldest = db.execute(
        "SELECT min(ts) FROM rollup WHERE resolution = ?", (resolution,)
    ).fetchone()[0]
    if not _overdue(oldest, horizon):
        return
    if coarser := COARSER.get(resolution):
        horizon = _not_due(db, coarser, horizon)
    cut = db.execute(
        "SELECT ts, series_id FROM rollup WHERE resolution = ? AND ts < ?"
        " ORDER BY ts, series_id LIMIT 1 OFFSET ?",
        (resolution, horizon, _CHUNK),
    ).fetchone()
    with immediate(db):
        db.execute(
            "DELETE FROM rollup WHERE resolution = ? AND (ts, series_id) < (?, ?)",
            (resolution, *(cut or (horizon, 0))),
        )


def _trim_journal(db: Database, tick_horizon: int, horizon: int) -> None:
    oldest = db.execute("SELECT at FROM run WHERE trigger = 'tick' ORDER BY at LIMIT 1").fetchone()
    if oldest is None or not _overdue(oldest[0], tick_horizon):
        return
    with immediate(db):
        db.execute(
            "DELETE FROM run WHERE id IN (SELECT id FROM run"
            " WHERE at < ? AND (trigger = 'tick' OR at < ?) ORDER BY at LIMIT ?)",
            (tick_horizon, horizon, _CHUNK),
        )
        db.execute(
            "DELETE FROM event WHERE id IN (SELECT id FROM event WHERE at < ? LIMIT ?)",
            (horizon, _CHUNK),
        )


def _overdue(oldest: int | None, horizon: int) -> bool:
    return oldest is not None and oldest < horizon - _SLACK


def _not_due(db: Database, resolution: int, horizon: int) -> int:
    """The horizon, or the oldest bucket still to be made from what lies before it."""
    due = earliest_due(db, resolution)
    return horizon if due is None else min(horizon, due)


def _shrink(db: Database) -> None:
    free = db.execute("PRAGMA freelist_count").fetchone()[0]
    if free > _FREE_PAGES:
        # A step frees a page, and `execute` takes only the first of a statement without columns.
        db.executescript(f"PRAGMA incremental_vacuum({_VACUUMED_PAGES})")
