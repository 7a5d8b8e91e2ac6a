"""Processes that read session files side by side, each of them whole files.

A file that one cannot read is not told of, and one that ends too early tells of no more: whoever
asked reads the rest itself. Who forks must have no other thread.
"""

from __future__ import annotations

import fcntl
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from select import select
from typing import TypeAlias

from collectors.flat_record import Row, Rows
from collectors.sessions.parcel import packed, unpacked
from collectors.sessions.session_file import SessionFile

Read: TypeAlias = Callable[[SessionFile], Iterable[Row]]

_MOST = 4
"""Processes: one alone stores what all of them read."""
_ROWS = 512
"""So many are handed over at once: what is read must not wait in memory."""
_LENGTH_BYTES = 4
_PIPE_BYTES = 1 << 20
"""Who reads goes on while what was told is stored. More than this is not granted to everybody."""


def processors() -> int:
    """How many processes may run side by side; one where it is not safe to fork them."""
    return min(len(os.sched_getaffinity(0)), _MOST) if sys.platform == "linux" else 1


def shared_out(files: Iterable[SessionFile], size: int) -> list[list[SessionFile]]:
    """As many equally large shares as there are to read: those of each in the order given."""
    shares: list[list[SessionFile]] = [[] for _ in range(size)]
    bytes_of = [0] * size
    for file in files:
        least = bytes_of.index(min(bytes_of))
        shares[least].append(file)
        bytes_of[least] += file.size
    return [share for share in shares if share]


class Crew:
    """Processes at work; `read` is called in them."""

    def __init__(self, shares: Sequence[Sequence[SessionFile]], read: Read) -> None:
        """Start one for each share of the files."""
        self._members: dict[int, int] = {}
        for share in shares:
            ours, theirs = _pipe()
            pid = os.fork()
            if not pid:
                _work(theirs, share, read)
            os.close(theirs)
            self._members[ours] = pid

    def told(self) -> Iterator[Rows]:
        """What all of them read, as it comes."""
        while self._members:
            for pipe in select(self._members, (), ())[0]:
                if parcel := _parcel(pipe):
                    yield unpacked(parcel)
                else:
                    self._dismiss(pipe)

    def close(self) -> None:
        """Let them read no more; to do it twice is harmless."""
        for pipe in tuple(self._members):
            self._dismiss(pipe)

    def _dismiss(self, pipe: int) -> None:
        pid = self._members.pop(pipe)
        os.close(pipe)
        os.kill(pid, signal.SIGKILL)  # Nobody listens any more. Until it is waited for, it exists.
        os.waitpid(pid, 0)


def _pipe() -> tuple[int, int]:
    ours, theirs = os.pipe()
    with suppress(OSError):
        fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return ours, theirs


def _work(pipe: int, files: Iterable[SessionFile], read: Read) -> None:
    """Read files in a process that ends with it, however that goes; nothing of ours is cleared."""
    gc.disable()  # What lines are read into has no cycles worth a search, and it ends soon.
    try:
        _keep_only(pipe)
        for file in files:
            with suppress(OSError):
                _tell(pipe, read(file))
    finally:
        os._exit(0)


def _keep_only(pipe: int) -> None:
    """Hold nothing open that whoever started us has open: the right to write is a file too."""
    os.closerange(3, pipe)
    os.closerange(pipe + 1, os.sysconf("SC_OPEN_MAX"))


def _tell(pipe: int, rows: Iterable[Row]) -> None:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == _ROWS:
            _send(pipe, held)
            held = []
    if held:
        _send(pipe, held)


def _send(pipe: int, rows: Sequence[Row]) -> None:
    parcel = packed(rows)
    rest = memoryview(len(parcel).to_bytes(_LENGTH_BYTES, "big") + parcel)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _parcel(pipe: int) -> bytes:
    """The next one; empty when there is none any more, or not whole."""
    return _bytes(pipe, int.from_bytes(_bytes(pipe, _LENGTH_BYTES), "big"))


def _bytes(pipe: int, count: int) -> bytes:
    pieces = []
    while count and (piece := os.read(pipe, count)):
        pieces.append(piece)
        count -= len(piece)
    return b"" if count else b"".join(pieces)
