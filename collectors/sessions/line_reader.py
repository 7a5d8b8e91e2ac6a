"""How whole lines are read from a file that grows, in memory that does not."""

from __future__ import annotations

import os

CHUNK_BYTES = 256 * 1024
"""Read at once: what it holds takes far less than the time for one call, whatever it is."""
LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a line that is still read; a longer one is counted and skipped."""


class LineReader:
    """Whole lines of an open file from an offset on; what follows the last newline stays unread."""

    def __init__(self, descriptor: int, offset: int, *, searched: int) -> None:
        """Begin after `offset`; there is no newline in the next `searched` bytes, if any."""
        self._descriptor = descriptor
        self.offset = offset
        """The end of the last whole line."""
        self.searched = searched
        """Bytes after the offset that need no second look: those of a line that is too long."""
        self.too_long = 0
        """Lines that were skipped."""
        self._buffer = bytearray(CHUNK_BYTES)
        self._held = 0

    @property
    def at(self) -> int:
        """How far the file was looked at."""
        return self.offset + self.searched + self._held

    def next(self) -> list[bytes] | None:
        """Read a chunk and return lines that end in it, blank ones left out; None at the end."""
        if 2 * self._held > len(self._buffer):
            self._buffer.extend(bytes(CHUNK_BYTES))
        room = slice(self._held, self._held + CHUNK_BYTES)
        with memoryview(self._buffer) as held:
            size = os.preadv(self._descriptor, [held[room]], self.at)
            return self._lines(held, self._held + size) if size else None

    def _lines(self, held: memoryview, end: int) -> list[bytes]:
        """Cut what is held at its newlines, which are sought only in what is new."""
        lines: list[bytes] = []
        start, skipped = 0, self.searched
        newline = self._buffer.find(b"\n", self._held, end)
        while newline >= 0:
            if skipped + newline - start > LONGEST_LINE:
                self.too_long += 1
            elif newline > start:
                lines.append(bytes(held[start:newline]))
            start, skipped = newline + 1, 0
            newline = self._buffer.find(b"\n", start, end)
        self._held = end - start
        if start:
            held[: self._held] = held[start:end]
            self.offset, self.searched = self.offset + self.searched + start, 0
        if self.searched + self._held > LONGEST_LINE:
            self.searched, self._held = self.searched + self._held, 0
        return lines
