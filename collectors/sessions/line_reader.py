"""How whole lines are read from a file that grows, in memory that does not."""

from __future__ import annotations

import os

CHUNK_BYTES = 256 * 1024
"""Read at once: what it holds takes far less than the time for one call, whatever it is."""
LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a line that is still read; a longer one is counted and skipped."""


class LineReader:
    """Whole lines of an open file from an offset on; what follows the last newline stays unread."""

    def __init__(self, descriptor: int, offset: int, *, searched: int = 0) -> None:
        """Begin after `offset`; there is no newline in the next `searched` bytes, if any."""
        self._descriptor = descriptor
        self.offset = offset
        """The end of the last whole line."""
        self.too_long = 0
        """Lines that were skipped."""
        self._pieces: list[bytes] = []
        self._held = searched

    @property
    def at(self) -> int:
        """How far the file was looked at."""
        return self.offset + self._held

    @property
    def searched(self) -> int:
        """Bytes after the offset that need no second look: those of a line that is too long."""
        return self._held if self._held > LONGEST_LINE else 0

    def next(self) -> list[bytes] | None:
        """Read a chunk and return lines that end in it, blank ones left out; None at the end."""
        at = self.offset + self._held
        chunk = os.pread(self._descriptor, CHUNK_BYTES, at)
        if not chunk:
            return None
        end = chunk.rfind(b"\n") + 1
        if not end:
            self._hold(chunk)
            return []
        lines = [line for line in self._lines(chunk, end) if line]
        self.offset, self._held = at + end, 0
        self._pieces.clear()
        self._hold(chunk[end:])
        return lines

    def _lines(self, chunk: bytes, end: int) -> list[bytes]:
        first = chunk.index(b"\n")
        if self._held + first <= LONGEST_LINE:
            return b"".join((*self._pieces, chunk[: end - 1])).split(b"\n")
        self.too_long += 1
        return chunk[first + 1 : end - 1].split(b"\n") if first + 1 < end else []

    def _hold(self, piece: bytes) -> None:
        self._held += len(piece)
        if self._held > LONGEST_LINE:
            self._pieces.clear()
        else:
            self._pieces.append(piece)
