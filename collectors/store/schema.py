"""Which tables a store has, and how its file comes to have them."""

from __future__ import annotations

from collectors.store import tables
from collectors.store.connection import Database, immediate
from collectors.store.session_tables import creation

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("first_tables", tables.FIRST),
    ("baselines", tables.BASELINES),
    ("alerts", tables.ALERTS),
    ("footings", tables.FOOTINGS),
    ("sessions", creation.CREATED),
    ("revisions", tables.REVISIONS),
)
"""What each version adds to the one before it: the name of its migration, and its statements."""

VERSION = len(STEPS)
"""The `user_version` this code writes; a file with a higher one is only read."""

_SESSIONS_SINCE = 5


def version(db: Database) -> int:
    """The version of a file; 0 when nothing was written to it yet."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def knows_sessions(db: Database) -> bool:
    """Whether a file has tables of sessions, which those of an older perfdash have not."""
    return version(db) >= _SESSIONS_SINCE


def migrate(db: Database) -> None:
    """Bring a file up to date; only the holder of the lease may."""
    found = version(db)
    if not found:
        with immediate(db):
            for number in range(1, VERSION + 1):
                become(db, number)
    elif found < VERSION:
        from collectors.store import migrations

        migrations.apply(db)


def become(db: Database, number: int) -> None:
    """Add what a version has besides, inside of a transaction, unless the file has it."""
    if version(db) >= number:
        return
    _, statements = STEPS[number - 1]
    for statement in statements:
        db.execute(statement)
    # Part of the transaction: a file never has tables that its version does not tell of.
    db.execute(f"PRAGMA user_version={number}")
