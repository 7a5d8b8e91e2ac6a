"""How far each session file was read, and what in it was not understood."""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from collectors.session import Transcript
from collectors.store.connection import Database
from collectors.store.encoding import encode, plain
from collectors.store.session_tables.ids import number, text, unwrapped, wrapped
from collectors.store.session_tables.rows import Row

_COLUMNS = (
    "file, session, device, inode, offset, head, head_bytes, modified_ms, lines, broken_lines,"
    " unknown, carry"
)


def keep(db: Database, transcripts: Iterable[Transcript], *, at: int, revision: int) -> None:
    """Remember positions; one takes the place of an earlier one of its file."""
    db.executemany(
        f"INSERT OR REPLACE INTO transcript ({_COLUMNS}, at, revision)"  # noqa: S608 - our names
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        ((*_row(transcript), at, revision) for transcript in transcripts),
    )


def transcripts(db: Database, after: int = 0) -> dict[str, Transcript]:
    """Those that were read from after a revision, by file."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM transcript WHERE revision > ?",  # noqa: S608 - our names
        (after,),
    ).fetchall()
    return {it.file: it for it in map(_transcript, found)}


def oddities(db: Database, after: int) -> dict[str, Transcript]:
    """The same, with nothing but what was not understood."""
    found = db.execute(
        "SELECT file, session, broken_lines, unknown FROM transcript WHERE revision > ?", (after,)
    ).fetchall()
    return {
        text(file): Transcript(
            text(file), text(session), broken_lines=broken, unknown=_unknown(unknown)
        )
        for file, session, broken, unknown in found
    }


def _row(it: Transcript) -> Row:
    return (
        number(it.file),
        number(it.session),
        wrapped(it.device),
        wrapped(it.inode),
        it.offset,
        it.head,
        it.head_bytes,
        it.modified_ms,
        it.lines,
        it.broken_lines,
        plain(encode(it.unknown)),
        it.carry,
    )


def _transcript(
    row: tuple[int, int, int, int, int, str, int, int, int, int, str, bytes],
) -> Transcript:
    file, session, device, inode, offset, head, *counts, unknown, carry = row
    head_bytes, modified, lines, broken = counts
    place = (text(file), text(session), unwrapped(device), unwrapped(inode), offset)
    return Transcript(*place, head, head_bytes, modified, lines, broken, _unknown(unknown), carry)


def _unknown(encoded: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, count) for name, count in orjson.loads(encoded))
