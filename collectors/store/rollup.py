"""Samples summed up by minute, hour and day, so that a long window stays cheap to read.

Every added sample makes its minute due; a minute that is rolled up makes its hour due, an hour its
day. What comes late, or after days without perfdash, is due all the same, and a bucket is always
made anew from the whole of what lies beneath it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter

from collectors.store.connection import Database, immediate
from collectors.store.histogram import Histogram

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
"""Resolutions: the length of a bucket in milliseconds."""

COARSER = {MINUTE: HOUR, HOUR: DAY}
"""What each resolution is rolled up into."""

_FINER = {HOUR: MINUTE, DAY: HOUR}
_GRACE = 15_000
"""Milliseconds a bucket is left open for samples that come late."""
_BUDGET = 20_000
"""Rows read per call, about 50 ms; a bucket once begun is finished."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """The samples of one series in one minute, hour or day."""

    at: int
    """Its start, unix milliseconds, a multiple of its length (in UTC)."""
    series_id: int
    count: int
    total: float
    min: float
    max: float
    latest: float
    histogram: Histogram


def make_due(db: Database, stamps: Iterable[int]) -> None:
    """Have the minutes of these times rolled up once they are over."""
    _make_due(db, MINUTE, {stamp - stamp % MINUTE for stamp in stamps})


def roll_up(db: Database, now: int) -> None:
    """Roll up what is due and over, oldest first, as much as one call may."""
    due = db.execute(
        "SELECT resolution, ts FROM rollup_due WHERE ts + resolution + ? <= ?"
        " ORDER BY resolution, ts LIMIT 1000",
        (_GRACE, now),
    ).fetchall()
    if not due:
        return
    with immediate(db):
        rows = 0
        for resolution, start in due:
            rows += _roll_up(db, resolution, start)
            if rows >= _BUDGET:
                break


def earliest_due(db: Database, resolution: int) -> int | None:
    """The oldest bucket that waits to be rolled up, if any does."""
    found: int | None = db.execute(
        "SELECT min(ts) FROM rollup_due WHERE resolution = ?", (resolution,)
    ).fetchone()[0]
    return found


def buckets(db: Database, *, resolution: int, since: int, until: int) -> list[Bucket]:
    """Buckets that start at since <= time < until, by time; `resolution` in milliseconds."""
    rows = db.execute(
        "SELECT ts, series_id, count, total, min, max, latest, histogram FROM rollup"
        " WHERE resolution = ? AND ts >= ? AND ts < ? ORDER BY ts, series_id",
        (resolution, since, until),
    ).fetchall()
    return [
        Bucket(at, number, count, total, low, high, latest, Histogram(encoded))
        for at, number, count, total, low, high, latest, encoded in rows
    ]


def _make_due(db: Database, resolution: int, starts: Iterable[int]) -> None:
    db.executemany(
        "INSERT OR IGNORE INTO rollup_due VALUES (?, ?)",
        ((resolution, start) for start in starts),
    )


def _roll_up(db: Database, resolution: int, start: int) -> int:
    """Make the buckets of one span; say how many rows that took."""
    finer = _FINER.get(resolution)
    if finer:
        made = tuple(_merged(db, finer, start, start + resolution))
    else:
        made = tuple(_summed(db, start, start + resolution))
    _put(db, resolution, made)
    db.execute("DELETE FROM rollup_due WHERE resolution = ? AND ts = ?", (resolution, start))
    if coarser := COARSER.get(resolution):
        _make_due(db, coarser, (start - start % coarser,))
    return sum(bucket.count for bucket in made) if not finer else len(made) * (resolution // finer)


def _summed(db: Database, start: int, end: int) -> Iterator[Bucket]:
    rows = db.execute(
        "SELECT series_id, value FROM samples WHERE ts >= ? AND ts < ? ORDER BY series_id, ts",
        (start, end),
    ).fetchall()
    for number, group in groupby(rows, key=itemgetter(0)):
        values = [value for _, value in group]
        yield Bucket(
            start,
            number,
            len(values),
            sum(values),
            min(values),
            max(values),
            values[-1],
            Histogram.of(values),
        )


def _merged(db: Database, finer: int, start: int, end: int) -> Iterator[Bucket]:
    parts = buckets(db, resolution=finer, since=start, until=end)
    parts.sort(key=attrgetter("series_id", "at"))
    for number, group in groupby(parts, key=attrgetter("series_id")):
        members = tuple(group)
        yield Bucket(
            start,
            number,
            sum(part.count for part in members),
            sum(part.total for part in members),
            min(part.min for part in members),
            max(part.max for part in members),
            members[-1].latest,
            Histogram.merged(part.histogram for part in members),
        )


def _put(db: Database, resolution: int, made: Iterable[Bucket]) -> None:
    # A bucket is never replaced by one of fewer samples: what lay beneath it may be gone by now.
    db.executemany(
        "INSERT INTO rollup VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (resolution, ts, series_id) DO UPDATE SET count = excluded.count,"
        " total = excluded.total, min = excluded.min, max = excluded.max,"
        " latest = excluded.latest, histogram = excluded.histogram"
        " WHERE excluded.count >= count",
        (
            (
                resolution,
                bucket.at,
                bucket.series_id,
                bucket.count,
                bucket.total,
                bucket.min,
                bucket.max,
                bucket.latest,
                bucket.histogram.encoded,
            )
            for bucket in made
        ),
    )
