"""What the last scan rested on."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from collectors.framework.module import Footing
from collectors.store import schema
from collectors.store.connection import Database
from collectors.store.encoding import encode

_SINCE_VERSION = 4


def footing(db: Database) -> Footing | None:
    """What the framework that is remembered rests on; None when that is not known."""
    if schema.version(db) < _SINCE_VERSION:
        return None
    row = db.execute("SELECT digest, outside FROM footing").fetchone()
    return Footing(row[0], tuple(orjson.loads(row[1]))) if row else None


def put_footing(db: Database, footings: Sequence[Footing]) -> None:
    """Write the newest; without any, forget the one before."""
    db.execute("DELETE FROM footing")
    for each in footings[-1:]:
        db.execute("INSERT INTO footing VALUES (1, ?, ?)", (each.digest, encode(each.outside)))
