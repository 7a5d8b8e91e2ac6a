"""A worker as the process that started it sees it: waited for no longer than is allowed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from socket import socketpair
from subprocess import Popen
from time import monotonic

from collectors.comparing.answer import Answer, understood
from collectors.errors import CompareError

PATIENCE_SECONDS = 60.0
"""A worker that says nothing for so long is ended."""
_LONGEST_ANSWER = 64 * 1024
_LONGEST_COMPLAINT = 64 * 1024
_QUOTED = 400
"""Characters of a complaint that are passed on, the last ones."""
_A_MOMENT = 0.001
_STEADY_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(64 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}
"""Lets glibc keep what loads free: from some size on it gives pages back after each load and asks
for them again, so that a tenth more text would take up to 40 % more time."""


def command(folder: Path, *sides: str) -> tuple[str, ...]:
    """What starts a worker; neither the environment nor the current folder adds code to it."""
    return (sys.executable, "-IXutf8", "-m", "collectors.comparing.worker", str(folder), *sides)


class Worker:
    """A process that starts or answers; unless it is closed it goes on."""

    def __init__(self, command: Sequence[str], *, patience: float = PATIENCE_SECONDS) -> None:
        """Start it in a process group of its own; raise `CompareError` when there can be none."""
        # What it says beyond what a socket holds, it keeps to itself until it is ended.
        self._line, its_line = socketpair()
        self._complaints, its_complaints = socketpair()
        self._patience = patience
        self._asked_at = monotonic()
        self._heard = b""
        with its_line, its_complaints:
            try:
                self._process = Popen(  # noqa: S603 - a list, and this interpreter
                    command,
                    stdin=its_line.fileno(),
                    stdout=its_line.fileno(),
                    stderr=its_complaints.fileno(),
                    start_new_session=True,
                    env=os.environ | _STEADY_MEMORY,
                )
            except OSError as error:
                self._hang_up()
                raise CompareError(f"no process can be started to time loads: {error}") from error

    def ask(self) -> None:
        """Ask for a block; if nobody is there to listen, `answer` tells."""
        self._asked_at = monotonic()
        with suppress(ConnectionError):
            self._line.sendall(b"\n")

    def answer(self, *, within: float) -> Answer | None:
        """Wait so many seconds for what was asked for, or for it to be ready; None if in vain.

        Raises `CompareError` when it ended, says what is no answer, or was silent for too long.
        """
        deadline = monotonic() + within
        while b"\n" not in self._heard:
            if not self._listen(within=deadline - monotonic()):
                return None
        line, _, self._heard = self._heard.partition(b"\n")
        try:
            return understood(line)
        except ValueError as error:
            raise CompareError(f"the process that times loads talks nonsense: {error}") from error

    def wait(self) -> Answer:
        """Wait as long as patience lasts; raise `CompareError` as `answer` does."""
        answer = None
        while answer is None:
            answer = self.answer(within=self._patience)
        return answer

    def close(self) -> None:
        """End it and whatever it started, at once."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._hang_up()

    def _hang_up(self) -> None:
        self._line.close()
        self._complaints.close()

    def _listen(self, *, within: float) -> bool:
        """Hear a piece of an answer; False when there was none in time."""
        self._line.settimeout(max(within, _A_MOMENT))
        try:
            piece = self._line.recv(_LONGEST_ANSWER)
        except TimeoutError:
            self._mind_patience()
            return False
        except ConnectionError:
            piece = b""
        if not piece:
            raise CompareError(f"the process that times loads ended{self._complaint()}")
        self._heard += piece
        if len(self._heard) > _LONGEST_ANSWER:
            raise CompareError("the process that times loads does not stop talking")
        return True

    def _mind_patience(self) -> None:
        if monotonic() - self._asked_at > self._patience:
            raise CompareError(f"the process that times loads was silent for {self._patience:g} s")

    def _complaint(self) -> str:
        self._complaints.settimeout(_A_MOMENT)
        try:
            said = self._complaints.recv(_LONGEST_COMPLAINT).decode("utf-8", "replace")
        except (TimeoutError, ConnectionError):
            said = ""
        return f": {' '.join(said.split())[-_QUOTED:]}" if said else " without a word"
