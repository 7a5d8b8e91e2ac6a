"""The files of a folder as a revision has them, read without checking anything out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from collectors.framework.regular_file import LIMIT_BYTES
from collectors.git.program import run

_LISTED_BYTES = 32 * 1024 * 1024
"""A list of some 300,000 files."""
_BATCH_BYTES = 8 * 1024 * 1024
"""Contents asked for at once: they are all in memory for a moment."""
_HEADER_BYTES = 128
"""More than the line that goes before each content."""
_LINK = b"120000"
_MODES = frozenset({b"100644", b"100664", b"100755", _LINK})
_NO_NAMES = frozenset({"", ".", ".."})


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or a symbolic link of a revision."""

    path: str
    """Relative to the folder, as the operating system spells it."""
    object: str
    """The hash of its content, as git makes it."""
    bytes: int
    is_link: bool = False
    """Whether the content is where the link leads."""


def entries(root: Path, revision: str) -> tuple[Entry, ...]:
    """The files and links below a folder at a commit, given by its full hash.

    Empty when the folder was not there, or holds more than can be listed. Files too large to be
    read are left out, and names that would lead out of the folder: git itself would not make such
    a one, but a crafted repository can.
    """
    words = ("ls-tree", "-r", "-z", "-l", "--full-tree", f"{revision}:./")
    listed = run(root, *words, longest=_LISTED_BYTES)
    found = (_entry(record) for record in listed.split(b"\0") if record)
    return tuple(entry for entry in found if entry)


def contents(root: Path, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes]]:
    """The contents of entries, some megabytes at a time; those that git lacks are left out."""
    for batch in _batches(entries):
        asked = "".join(f"{entry.object}\n" for entry in batch).encode()
        most = sum(entry.bytes + _HEADER_BYTES for entry in batch)
        yield from _told_apart(run(root, "cat-file", "--batch", asked=asked, longest=most), batch)


def _entry(record: bytes) -> Entry | None:
    facts, _, name = record.partition(b"\t")
    mode, _, made, size = facts.split()
    path = os.fsdecode(name)
    leads_out = not _NO_NAMES.isdisjoint(path.split("/"))
    if leads_out or mode not in _MODES or not size.isdigit() or int(size) > LIMIT_BYTES:
        return None
    return Entry(path, made.decode(), int(size), is_link=mode == _LINK)


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    room = _BATCH_BYTES
    for entry in entries:
        if batch and entry.bytes > room:
            yield batch
            batch, room = [], _BATCH_BYTES
        batch.append(entry)
        room -= entry.bytes
    if batch:
        yield batch


def _told_apart(said: bytes, batch: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
    """Cut an answer into contents: each follows a line that says object, type and size."""
    start = 0
    for entry in batch:
        end = said.find(b"\n", start)
        header = said[start:end].split(b" ")
        start = end + 1
        if end < 0 or len(header) != 3:  # "<object> missing" has two words
            continue
        size = int(header[2])
        yield entry, said[start : start + size]
        start += size + 1
