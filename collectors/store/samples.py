"""Samples and their series, written in bulk and read whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern

import orjson

from collectors.metrics import CATALOGUE
from collectors.model import Labels, Sample
from collectors.store.connection import Database
from collectors.store.encoding import encode, plain
from collectors.store.rollup import DAY

_LIMIT = 1e300
"""Larger values are refused, so that a sum of very many stays finite."""
_LATEST = 253_402_300_799_999
"""The last millisecond of the year 9999."""
_SERIES_LIMIT = 500_000
_SHARED = 1 << 14
_SMALL_STEP_BACK = 60_000
"""A clock that was set back by at most this many milliseconds is waited for."""


@dataclass(frozen=True, slots=True)
class StoredSeries:
    """A series and the number its samples carry."""

    id: int
    metric: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the samples of one run."""

    stamps: frozenset[int]
    """The times they were stored at, unix milliseconds."""
    rewound: bool
    """Whether some are older than what their series already had."""
    refused: tuple[tuple[str, int], ...]
    """Why some were not stored, and how many."""


@dataclass(slots=True)
class SeriesBook:
    """What the writer remembers of each series: its number, and when it was last written."""

    ids: dict[tuple[str, Labels], int]
    seen: dict[int, int]
    """When each was last sampled, to the day: what is stored of it."""
    floor: int
    """The newest sample of any series when the book was opened."""
    last: dict[int, int] = field(default_factory=dict)
    """The newest sample of each series since."""

    @classmethod
    def read(cls, db: Database) -> SeriesBook:
        """Open the book of a store."""
        ids = {(series.metric, series.labels): series.id for series in all_series(db)}
        seen = dict(db.execute("SELECT id, seen FROM series").fetchall())
        return cls(ids, seen, last_sample_at(db))


def all_series(db: Database, after: int = 0) -> tuple[StoredSeries, ...]:
    """The series whose number is above this one."""
    rows = db.execute(
        "SELECT id, metric, labels FROM series WHERE id > ? ORDER BY id", (after,)
    ).fetchall()
    return tuple(
        StoredSeries(number, intern(metric), _labels(labels)) for number, metric, labels in rows
    )


def _labels(text: str) -> Labels:
    return tuple(_shared(name, value) for name, value in orjson.loads(text).items())


@lru_cache(_SHARED)
def _shared(name: str, value: str) -> tuple[str, str]:
    """One label for all series that have it: there are thousands, and few different labels."""
    return name, value


def samples(db: Database, *, after: int, until: int) -> list[tuple[int, int, float]]:
    """Time, series number and value of samples with after < time <= until, by time."""
    return db.execute(
        "SELECT ts, series_id, value FROM samples WHERE ts > ? AND ts <= ? ORDER BY ts",
        (after, until),
    ).fetchall()


def cold_loads(db: Database, since: int) -> list[tuple[str, int, float]]:
    """Module, time and seconds of each cold load at or after a time, by time."""
    wanted = {("mode", "cold"), ("phase", "total")}
    modules = {
        series.id: dict(series.labels)["module"]
        for series in all_series(db)
        if series.metric == "load_seconds" and wanted <= set(series.labels)
    }
    return [(modules[number], at, value) for number, at, value in _of(db, modules, since)]


def canary_seconds(db: Database, since: int) -> list[tuple[int, float]]:
    """Time and seconds of each canary at or after a time, by time."""
    numbers = [series.id for series in all_series(db) if series.metric == "canary_seconds"]
    return [(at, value) for _, at, value in _of(db, numbers, since)]


def _of(db: Database, numbers: Iterable[int], since: int) -> list[tuple[int, int, float]]:
    """Series number, time and value of what some series have at or after a time, by time."""
    return db.execute(
        "SELECT series_id, ts, value FROM samples WHERE ts >= ?"
        " AND series_id IN (SELECT value FROM json_each(?)) ORDER BY ts",
        (since, encode(tuple(numbers))),
    ).fetchall()


def last_sample_at(db: Database) -> int:
    """When the newest sample was taken; 0 when there is none."""
    return int(db.execute("SELECT ifnull(max(ts), 0) FROM samples").fetchone()[0])


def add_samples(db: Database, book: SeriesBook, samples: Iterable[Sample], *, at: int) -> Intake:
    """Store what can be stored, later than what the same series already has."""
    refused: Counter[str] = Counter()
    rows: list[tuple[int, int, float]] = []
    rewound = False
    for sample in samples:
        stamp = sample.at or at
        if fault := _fault(sample, stamp, book):
            refused[fault] += 1
            continue
        number = _number(db, book, sample, stamp)
        last = book.last.get(number, book.floor)
        if stamp <= last:
            back = last - stamp > _SMALL_STEP_BACK
            rewound |= back
            stamp = stamp if back else last + 1
        book.last[number] = stamp
        rows.append((stamp, number, float(sample.value)))
    stored = db.executemany("INSERT OR IGNORE INTO samples VALUES (?, ?, ?)", rows).rowcount
    if rows and stored < len(rows):
        refused["another sample has the same time"] = len(rows) - stored
    return Intake(frozenset(row[0] for row in rows), rewound, tuple(refused.items()))


def _fault(sample: Sample, stamp: int, book: SeriesBook) -> str:
    """Why a sample cannot be stored; empty when it can."""
    if sample.metric not in CATALOGUE:
        return f"no metric is called {plain(sample.metric)[:80]}"
    # NaN compares false, and an integer too large for a float still compares.
    if not -_LIMIT <= sample.value <= _LIMIT:
        return f"{sample.metric} is not a number within ±{_LIMIT:g}"
    if not 0 < stamp <= _LATEST:
        return f"{sample.metric} has a time outside of 1970 to 9999"
    if len(book.ids) >= _SERIES_LIMIT and (sample.metric, sample.labels) not in book.ids:
        return f"there are {_SERIES_LIMIT:,} series already"
    return ""


def _number(db: Database, book: SeriesBook, sample: Sample, stamp: int) -> int:
    """The number of a sample's series, which is made when it is new."""
    key = (sample.metric, sample.labels)
    number = book.ids.get(key)
    if number is None:
        labels = tuple(sorted(_shared(plain(name), plain(value)) for name, value in sample.labels))
        number = book.ids.get((sample.metric, labels))
        if number is None:
            number = _insert(db, sample.metric, labels, seen=stamp)
            book.seen[number] = stamp
        book.ids[(sample.metric, labels)] = book.ids[key] = number
    if stamp - book.seen.get(number, 0) > DAY:
        db.execute("UPDATE series SET seen = ? WHERE id = ?", (stamp, number))
        book.seen[number] = stamp
    return number


def _insert(db: Database, metric: str, labels: Labels, *, seen: int) -> int:
    cursor = db.execute(
        "INSERT INTO series (metric, labels, unit, seen) VALUES (?, ?, ?, ?)",
        (metric, encode(dict(labels)), CATALOGUE[metric].unit, seen),
    )
    return int(cursor.lastrowid or 0)
