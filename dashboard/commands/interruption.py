"""Whether somebody asked a command to end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Protocol

_SLICE_SECONDS = 0.5


ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What users, systems and terminals that are closed send to a program so that it ends."""


class Waiting(Protocol):
    """Something that comes true once; a `threading.Event`, or an interruption."""

    def wait(self, timeout: float | None = None) -> bool:
        """Whether it came true within so many seconds."""
        ...


class Interruption:
    """Comes true when a signal arrives.

    No `threading.Event`: its lock may be held by the very wait that a signal handler interrupts.
    """

    def __init__(self) -> None:
        self._told: SimpleQueue[int] = SimpleQueue()
        self._came = False

    def hear(self) -> None:
        """Come true by what ends a program, but not by what it was begun to ignore (`nohup`)."""
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self.tell)

    def tell(self, number: int, _frame: object = None) -> None:
        """Take a signal; this is a signal handler."""
        self._told.put(number)

    def wait(self, timeout: float | None = None) -> bool:
        """Whether a signal arrived within so many seconds; for the main thread."""
        if timeout is None:
            # Python runs no handler for a signal that comes just before a wait begins: wait anew.
            while not self.wait(_SLICE_SECONDS):
                pass
        if not self._came:
            with suppress(Empty):
                self._told.get(timeout=timeout)
                self._came = True
        return self._came


@contextmanager
def tidily() -> Iterator[None]:
    """Have a signal that ends the program leave a block by an exception, so that it tidies up."""
    before = {number: signal.signal(number, _raise) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
