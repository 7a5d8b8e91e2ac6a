"""Baselines, and the contents they keep: each once, however many baselines name it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import orjson

from collectors.baseline import Baseline, Blob, Environment, LoadStatistics, Origin
from collectors.store import schema
from collectors.store.connection import Database
from collectors.store.encoding import encode, plain
from collectors.store.framework import pack_framework, unpack_framework
from collectors.store.marks import BASELINES, grow
from collectors.store.packing import pack, unpack

_SINCE_VERSION = 2

_SELECT = (
    "SELECT name, at, revision, automatic, environment, accepted, framework, loads FROM baseline"
)
_Row: TypeAlias = tuple[str, int, str, int, str, str, bytes, bytes]


def is_known(db: Database) -> bool:
    """Whether a file has baselines at all: one that only an older perfdash wrote has not."""
    return schema.version(db) >= _SINCE_VERSION


def write(db: Database, pins: Iterable[Baseline | Blob]) -> None:
    """Put baselines in place of those of the same name, and keep the contents they name."""
    for pin in pins:
        if isinstance(pin, Blob):
            _put_blob(db, pin)
        else:
            _put(db, pin)
    _forget_blobs(db)
    grow(db, BASELINES)


def drop(db: Database, name: str) -> bool:
    """Forget a baseline and the contents that only it names; whether there was one."""
    dropped = db.execute("DELETE FROM baseline WHERE name = ?", (name,)).rowcount
    db.execute("DELETE FROM baseline_content WHERE baseline = ?", (name,))
    _forget_blobs(db)
    grow(db, BASELINES)
    return bool(dropped)


def baselines(db: Database) -> tuple[Baseline, ...]:
    """Every baseline, by name."""
    rows = db.execute(f"{_SELECT} ORDER BY name").fetchall()
    return tuple(_baseline(row) for row in rows)


def baseline(db: Database, name: str) -> Baseline | None:
    """One of them, if it is there."""
    row = db.execute(f"{_SELECT} WHERE name = ?", (plain(name),)).fetchone()
    return _baseline(row) if row else None


def origin(db: Database, name: str) -> Origin | None:
    """Where one of them came from."""
    query = "SELECT revision, automatic FROM baseline WHERE name = ?"
    row = db.execute(query, (plain(name),)).fetchone()
    return Origin(row[0], bool(row[1])) if row else None


def blob(db: Database, digest: str) -> bytes | None:
    """The bytes of a file that a baseline keeps."""
    row = db.execute("SELECT packed FROM blob WHERE digest = ?", (digest,)).fetchone()
    return unpack(row[0]) if row else None


def kept(db: Database) -> dict[str, int]:
    """Bytes of every content that is kept, by digest."""
    return dict(db.execute("SELECT digest, bytes FROM blob").fetchall())


def _put(db: Database, baseline: Baseline) -> None:
    name, env = plain(baseline.name), baseline.environment
    loads = [(load.module, load.seconds) for load in baseline.loads]
    db.execute(
        "INSERT OR REPLACE INTO baseline VALUES (?,?,?,?,?,?,?,?)",
        (
            name,
            baseline.at,
            baseline.revision,
            int(baseline.automatic),
            encode((env.machine, env.cores, env.python, env.perfdash)),
            encode(baseline.accepted),
            pack_framework(baseline.framework),
            pack(encode((loads, baseline.canary_seconds)).encode()),
        ),
    )
    db.execute("DELETE FROM baseline_content WHERE baseline = ?", (name,))
    digests = {module.digest for module in baseline.framework.modules}
    db.executemany(
        "INSERT INTO baseline_content VALUES (?, ?)", ((name, digest) for digest in digests)
    )


def _put_blob(db: Database, blob: Blob) -> None:
    db.execute(
        "INSERT OR IGNORE INTO blob VALUES (?, ?, ?)",
        (blob.digest, len(blob.content), pack(blob.content)),
    )


def _forget_blobs(db: Database) -> None:
    db.execute("DELETE FROM blob WHERE digest NOT IN (SELECT digest FROM baseline_content)")


def _baseline(row: _Row) -> Baseline:
    name, at, revision, automatic, environment, accepted, framework, timed = row
    loads, canary = orjson.loads(unpack(timed))
    return Baseline(
        name,
        at,
        unpack_framework(framework),
        revision,
        bool(automatic),
        Environment(*orjson.loads(environment)),
        tuple(LoadStatistics(module, tuple(seconds)) for module, seconds in loads),
        tuple((key, tokens) for key, tokens in orjson.loads(accepted)),
        tuple(canary),
    )
