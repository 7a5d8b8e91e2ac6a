"""What the user was told of alerts: a log to which lines are only added.

An alert has a line for its beginning, one each time it grew worse, and one for its end; the newest
line says all. Lines are added by what they change, so that to write one twice adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import orjson

from collectors.shown import ShownAlert
from collectors.store import schema
from collectors.store.connection import Database
from collectors.store.encoding import encode, plain

_SINCE_VERSION = 3
_LINES = 20_000
"""How many are kept at most, the newest."""

_Row: TypeAlias = tuple[
    str, int, str, str, int, int, str, str, str, float | None, float | None, float | None, str, str
]


def add(db: Database, lines: Iterable[ShownAlert]) -> None:
    """Add the lines that say something new."""
    for line in lines:
        if _is_news(line, db):
            db.execute(
                "INSERT INTO alert_log (key, at, since, until, severity, title, metric, labels,"
                " cause, value, peak, bound, unit, detail) VALUES (:key, :at, :since, :until,"
                " :severity, :title, :metric, :labels, :cause, :value, :peak, :bound, :unit,"
                " :detail)",
                _columns(line),
            )


def shown(db: Database, since: int) -> tuple[ShownAlert, ...]:
    """The newest line of each alert that fires, or ended at or after a time, in the order told."""
    if schema.version(db) < _SINCE_VERSION:
        return ()
    rows = db.execute(
        "SELECT key, at, severity, title, since, until, metric, labels, cause, value, peak, bound,"
        " unit, detail FROM alert_log AS line WHERE (until = 0 OR until >= ?)"
        " AND NOT EXISTS (SELECT 1 FROM alert_log AS later WHERE later.key = line.key"
        " AND later.since = line.since AND later.id > line.id) ORDER BY at, id",
        (since,),
    ).fetchall()
    return tuple(map(_line, rows))


def forget(db: Database, horizon: int) -> None:
    """Delete the lines about what ended before a time, and the oldest of far too many."""
    db.execute(
        "DELETE FROM alert_log WHERE (key, since) IN"
        " (SELECT key, since FROM alert_log WHERE until BETWEEN 1 AND ?)",
        (horizon - 1,),
    )
    db.execute("DELETE FROM alert_log WHERE id <= (SELECT max(id) FROM alert_log) - ?", (_LINES,))


def _is_news(line: ShownAlert, db: Database) -> bool:
    """Whether a line begins what does not fire yet, or changes or ends what does."""
    last = db.execute(
        "SELECT since, until, severity, peak FROM alert_log WHERE key = ? ORDER BY id DESC LIMIT 1",
        (plain(line.key),),
    ).fetchone()
    if last is None or last[1]:
        return not line.until
    since, _, *known = last
    return line.since == since and (line.until > 0 or known != [line.severity, line.peak])


def _columns(line: ShownAlert) -> dict[str, str | int | float | None]:
    return {
        "key": plain(line.key),
        "at": line.at,
        "severity": plain(line.severity),
        "title": plain(line.title),
        "since": line.since,
        "until": line.until,
        "metric": plain(line.metric),
        "labels": encode(line.labels),
        "cause": plain(line.group),
        "value": line.value,
        "peak": line.peak,
        "bound": line.limit,
        "unit": plain(line.unit),
        "detail": plain(line.detail),
    }


def _line(row: _Row) -> ShownAlert:
    key, at, severity, title, since, until, metric, labels, group, *numbers, unit, detail = row
    value, peak, limit = numbers
    return ShownAlert(
        key,
        at,
        severity,
        title,
        since,
        until,
        metric=metric,
        labels=tuple((name, text) for name, text in orjson.loads(labels)),
        group=group,
        value=value,
        peak=peak,
        limit=limit,
        unit=unit,
        detail=detail,
    )
