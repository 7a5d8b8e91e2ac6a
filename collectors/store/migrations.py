"""How a file of an older perfdash becomes one of this: by the migrations of sqlite-utils."""

from __future__ import annotations

from collections.abc import Callable

import sqlite_utils

from collectors.store import schema
from collectors.store.connection import Database


def apply(db: Database, *, before: str | None = None) -> None:
    """Take every step that a file still needs, each whole or not at all; or those before one."""
    migrations = sqlite_utils.Migrations("perfdash")
    for number, (name, _) in enumerate(schema.STEPS, start=1):
        migrations(name=name)(_step(number))
    # sqlite-utils' plugins are not ours, and looking for them reads every installed package.
    migrations.apply(sqlite_utils.Database(db, execute_plugins=False), stop_before=before)


def _step(number: int) -> Callable[[sqlite_utils.Database], None]:
    def step(db: sqlite_utils.Database) -> None:
        schema.become(db.conn, number)

    return step
