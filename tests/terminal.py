"""A program in a terminal: the keys it is given, the screen it draws, every byte it sends."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
import pytest

PATIENCE = 25.0
"""Seconds after which what has not come to the screen will not come."""


class Terminal:
    """Runs a program until it ends or the test does."""

    def __init__(
        self,
        *words: str | Path,
        size: tuple[int, int],
        folder: Path,
        environment: Mapping[str, str],
    ) -> None:
        """Start a program in a folder, in so many columns and rows."""
        columns, rows = size
        self.sent = b""
        self._hung_up = False
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._keys, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            words,
            cwd=folder,
            env={**_plain(), **environment},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        if not self._hung_up:
            os.close(self._keys)

    @property
    def screen(self) -> str:
        """What can be read now, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def settings(self) -> list[object]:
        """How the terminal treats what is typed: termios(3)."""
        return [*termios.tcgetattr(self._keys)]

    def press(self, keys: str) -> None:
        """Send keys as a terminal does."""
        os.write(self._keys, keys.encode())

    def wait_for(self, *patterns: str) -> None:
        """Read until the screen shows all of some patterns."""
        deadline = time.monotonic() + PATIENCE
        while missing := [each for each in patterns if not re.search(each, self.screen)]:
            if time.monotonic() > deadline or not self._read():
                pytest.fail(f"no {missing[0]!r} on the screen:\n{self.screen}")

    def wait_until_sent(self, sequence: bytes, *, times: int) -> None:
        """Read until some bytes came so often."""
        while self.sent.count(sequence) < times:
            if not self._read():
                pytest.fail(f"{sequence!r} came {self.sent.count(sequence)} times")

    def wait(self) -> int:
        """Read until the program ends; its exit code."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def hang_up(self) -> int:
        """Close the terminal as a user closes a window; the program's exit code."""
        os.close(self._keys)
        self._hung_up = True
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        """Take in what was sent, or wait for it a while; False once nothing more can come."""
        if not select.select([self._keys], [], [], PATIENCE)[0]:
            return False
        try:
            sent = os.read(self._keys, 1 << 16)
        except OSError:  # Linux says so when the other end is closed.
            return False
        self.sent += sent
        self._stream.feed(sent)
        return bool(sent)


def _plain() -> dict[str, str]:
    """The environment without what would tell of the terminal that the tests run in."""
    told = ("COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "TMUX")
    environment = {name: value for name, value in os.environ.items() if name not in told}
    return environment | {"TERM": "xterm-256color"}
