"""How far each session file was read, and what in it was not understood."""

from __future__ import annotations

from collections.abc import Collection

from collectors.flat_record import Values
from collectors.session_progress import Transcript
from collectors.store.connection import Database
from collectors.store.session_tables.ids import text
from collectors.store.session_tables.table import TRANSCRIPTS, counts


def keep(db: Database, rows: Collection[Values], *, at: int, revision: int) -> None:
    """Remember positions; one takes the place of an earlier one of its file."""
    TRANSCRIPTS.put(db, rows, at, revision)


def transcripts(db: Database) -> dict[str, Transcript]:
    """All of them, by file."""
    return {it.file: it for it in TRANSCRIPTS.since(db, 0)}


def oddities(db: Database, after: int) -> dict[str, Transcript]:
    """Those read from after a revision, with nothing but what was not understood."""
    found = db.execute(
        "SELECT file, session, broken_lines, unknown FROM transcript WHERE revision > ?", (after,)
    ).fetchall()
    return {
        text(file): Transcript(
            text(file), text(session), broken_lines=broken, unknown=counts(unknown)
        )
        for file, session, broken, unknown in found
    }
