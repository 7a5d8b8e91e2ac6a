"""What values series had at some moment, however long before it they were sampled."""

from __future__ import annotations

from collections.abc import Sequence

from collectors.store.connection import Database
from collectors.store.encoding import encode
from collectors.store.rollup import COARSER, DAY, HOUR, MINUTE, earliest_due


def last_before(db: Database, moment: int, metrics: Sequence[str]) -> list[tuple[int, int, float]]:
    """Time, series number and value of the newest sample before a moment, by time.

    The time of a sample that was rolled up is the start of its bucket. Each resolution is asked
    only about what no coarser one tells, so that little is read however old the sample is.
    """
    rows = _samples(db, _from(db, MINUTE, moment), moment, metrics)
    newest = {number: (at, number, value) for number, at, value in rows}
    for resolution in (MINUTE, HOUR, DAY):
        coarser = COARSER.get(resolution)
        since = _from(db, coarser, moment) if coarser else 0
        until = moment - moment % resolution
        for number, at, value in _buckets(db, resolution, (since, until), metrics):
            if number not in newest or newest[number][0] < at:
                newest[number] = (at, number, value)
    return sorted(newest.values())


def _from(db: Database, resolution: int, moment: int) -> int:
    """Where the buckets of a resolution stop telling all."""
    due = earliest_due(db, resolution)
    started = moment - moment % resolution
    return started if due is None else min(started, due)


def _samples(
    db: Database, since: int, until: int, metrics: Sequence[str]
) -> list[tuple[int, int, float]]:
    # SQLite takes the other columns from the row that has the maximum.
    return db.execute(
        "SELECT series_id, max(ts), value FROM samples WHERE ts >= ? AND ts < ? AND series_id IN"
        " (SELECT id FROM series WHERE metric IN (SELECT value FROM json_each(?)))"
        " GROUP BY series_id",
        (since, until, encode(tuple(metrics))),
    ).fetchall()


def _buckets(
    db: Database, resolution: int, span: tuple[int, int], metrics: Sequence[str]
) -> list[tuple[int, int, float]]:
    return db.execute(
        "SELECT series_id, max(ts), latest FROM rollup"
        " WHERE resolution = ? AND ts >= ? AND ts < ? AND series_id IN"
        " (SELECT id FROM series WHERE metric IN (SELECT value FROM json_each(?)))"
        " GROUP BY series_id",
        (resolution, *span, encode(tuple(metrics))),
    ).fetchall()
