"""A program in a terminal of its own, what it wrote there, when, and what it takes to run.

Nothing is answered: Textual asks only which modes there are, and tmux does not say.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 160, 48
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-Z]|[=>78])"
)
_PATIENCE_SECONDS = 120.0
_QUIT_SECONDS = 20.0


class Terminal:
    """A running program, begun when this is made and ended by `q`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._chunks: list[tuple[float, bytes]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self.began = time.monotonic()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.press(b"q")
        try:
            self._process.wait(_QUIT_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()

    @property
    def cpu_seconds(self) -> float:
        """CPU time of the program so far, to the nanosecond; clock_getcpuclockid(3)."""
        return time.clock_gettime((~self._process.pid << 3) | 2)

    @property
    def written(self) -> int:
        """Bytes that reached the terminal so far."""
        return sum(len(chunk) for _, chunk in self._chunks)

    @property
    def memory(self) -> int:
        """Bytes of memory, what is shared divided among those who share it; smaps_rollup."""
        text = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text("ascii")
        return 1024 * int(text.partition("\nPss:")[2].split()[0])

    def press(self, keys: bytes) -> float:
        """Press keys, and say when that was."""
        at = time.monotonic()
        with contextlib.suppress(OSError):
            os.write(self._master, keys)
        return at

    def shown(self, *words: str, since: float = 0.0) -> float:
        """Wait until all of the words were written, and say when they were."""
        return self.wait_for(lambda: self._shown([word.encode() for word in words], since))

    def changed(self, since: float) -> float:
        """Wait until anything is written, and say when it was."""
        return self.shown(since=since)

    def rest(self, seconds: float) -> None:
        """Wait until nothing was written for so long."""
        self.wait_for(lambda: 1.0 if self._quiet_for() >= seconds else 0.0)

    def wait_for(self, moment: Callable[[], float]) -> float:
        """Wait for a moment, which is 0 until it has come; leave when it does not come."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not (at := moment()):
            if time.monotonic() > deadline or self._process.poll() is not None:
                sys.exit(f"{self._process.args!r} did not show what it should:\n{self._tail()}")
            time.sleep(0.01)
        return at

    def _shown(self, words: Sequence[bytes], since: float) -> float:
        chunks = self._since(since)
        if not _holds(chunks, words):
            return 0.0
        enough = next(n for n in range(1, len(chunks) + 1) if _holds(chunks[:n], words))
        return chunks[enough - 1][0]

    def _since(self, moment: float) -> list[tuple[float, bytes]]:
        chunks = list(self._chunks)
        first = len(chunks)
        while first and chunks[first - 1][0] > moment:
            first -= 1
        return chunks[first:]

    def _quiet_for(self) -> float:
        return time.monotonic() - (self._chunks[-1][0] if self._chunks else self.began)

    def _tail(self) -> str:
        text = _ESCAPES.sub(b"", b"".join(chunk for _, chunk in self._chunks[-20:]))
        return text.decode(errors="replace")[-2_000:]

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # how the end of a terminal is told
            while chunk := os.read(self._master, 1 << 16):
                self._chunks.append((time.monotonic(), chunk))
        os.close(self._master)


def _holds(chunks: Sequence[tuple[float, bytes]], words: Sequence[bytes]) -> bool:
    text = _ESCAPES.sub(b"", b"".join(chunk for _, chunk in chunks))
    return bool(chunks) and all(word in text for word in words)
