"""Processes that read session files side by side; each takes the next file that none took.

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
from itertools import pairwise
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
_NUMBER_BYTES = 4
_PIPE_BYTES = 1 << 20
"""Who reads goes on while what was told is stored. More than this is not granted to everybody."""


def processors() -> int:
    """How many processes may run side by side; one where it is not safe to fork them."""
    return min(len(os.sched_getaffinity(0)), _MOST) if sys.platform == "linux" else 1


class Crew:
    """Processes at work; `read` is called in them."""

    def __init__(self, files: Sequence[SessionFile], read: Read, *, size: int) -> None:
        """Start so many, if there are files for all."""
        self._members: dict[int, int] = {}
        queue = _queue(len(files))
        for _ in files[:size]:
            ours, theirs = _pipe()
            pid = os.fork()
            if not pid:
                _work(theirs, queue, files, read)
            os.close(theirs)
            self._members[ours] = pid
        os.close(queue)

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


def _queue(size: int) -> int:
    """A pipe that holds numbers for all processes, as many as it takes: the kernel gives each once.

    Of a file in memory, two that read at once may get the same.
    """
    taken, given = _pipe()
    os.set_blocking(given, False)
    os.write(given, b"".join(number.to_bytes(_NUMBER_BYTES, "big") for number in range(size)))
    os.close(given)
    return taken


def _taken(queue: int) -> Iterator[int]:
    """Numbers that no other process takes."""
    while number := os.read(queue, _NUMBER_BYTES):
        yield int.from_bytes(number, "big")


def _work(pipe: int, queue: int, files: Sequence[SessionFile], read: Read) -> None:
    """Read files in a process that ends with it, however that goes; nothing of ours is cleared."""
    gc.disable()  # What lines are read into has no cycles worth a search, and it ends soon.
    try:
        _keep_only(pipe, queue)
        for number in _taken(queue):
            with suppress(OSError):
                _tell(pipe, read(files[number]))
    finally:
        os._exit(0)


def _keep_only(*kept: int) -> None:
    """Hold nothing open that whoever started us has open: the right to write is a file too."""
    for below, above in pairwise((2, *sorted(kept), os.sysconf("SC_OPEN_MAX"))):
        os.closerange(below + 1, above)


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
