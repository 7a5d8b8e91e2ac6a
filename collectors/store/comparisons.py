"""What was timed side by side with a baseline's contents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import orjson

from collectors.baseline import Block, Comparison, Environment
from collectors.store.connection import Database
from collectors.store.encoding import plain
from collectors.store.marks import COMPARISONS, grow
from collectors.store.packing import pack, unpack

_KEPT = 500
"""Comparisons of all baselines, the newest."""


def add_comparisons(db: Database, comparisons: Iterable[Comparison]) -> None:
    """Remember comparisons; a newer one of the same contents takes an older one's place."""
    db.executemany(
        "INSERT OR REPLACE INTO comparison"
        " (baseline, module, baseline_digest, current_digest, at, packed) VALUES (?,?,?,?,?,?)",
        map(_row, comparisons),
    )
    db.execute("DELETE FROM comparison WHERE id <= (SELECT max(id) FROM comparison) - ?", (_KEPT,))
    grow(db, COMPARISONS)


def drop_comparisons(db: Database, name: str) -> None:
    """Forget what was timed against a baseline."""
    db.execute("DELETE FROM comparison WHERE baseline = ?", (name,))
    grow(db, COMPARISONS)


def comparisons(db: Database, name: str) -> tuple[Comparison, ...]:
    """The newest comparison of each pair of contents with a baseline, oldest first."""
    rows = db.execute(
        "SELECT packed FROM comparison WHERE baseline = ? ORDER BY at, id", (plain(name),)
    ).fetchall()
    return tuple(_comparison(packed) for (packed,) in rows)


def _row(comparison: Comparison) -> tuple[str, str, str, str, int, bytes]:
    spelt = replace(
        comparison, module=plain(comparison.module), baseline=plain(comparison.baseline)
    )
    return (
        spelt.baseline,
        spelt.module,
        spelt.baseline_digest,
        spelt.current_digest,
        spelt.at,
        pack(orjson.dumps(spelt)),
    )


def _comparison(packed: bytes) -> Comparison:
    fields = orjson.loads(unpack(packed))
    nested = {
        "blocks": tuple(Block(**block) for block in fields["blocks"]),
        "baseline_samples": tuple(fields["baseline_samples"]),
        "current_samples": tuple(fields["current_samples"]),
        "environment": Environment(**fields["environment"]),
    }
    return Comparison(**{**fields, **nested})
