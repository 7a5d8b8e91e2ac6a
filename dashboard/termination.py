"""How a signal ends the dashboard, also where its terminal is gone and nobody reads what is drawn.

Textual's writer dies when a terminal is closed, and the app waits for ever once its queue is full:
no handler that asyncio calls would be reached then. One of Python's own is, within any wait.
"""

from __future__ import annotations

import errno
import os
import select
import signal
import termios
from asyncio import AbstractEventLoop
from collections.abc import Callable, Sequence
from threading import Timer
from types import FrameType

LAST_RESORT_SECONDS = 5.0
"""How long an app may take to end in good order; the store survives that it is cut off."""

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class Termination:
    """What was asked of the app by a signal, until it is over."""

    def __init__(self) -> None:
        self._last_resort: Timer | None = None

    def heed(self, loop: AbstractEventLoop, leave: Callable[[int], None]) -> None:
        """Let signals call `leave` in the loop, with the exit code that shells give them."""

        def end(number: int, _frame: FrameType | None) -> None:
            let_go()
            loop.call_soon_threadsafe(leave, 128 + number)
            self.over()
            self._last_resort = Timer(LAST_RESORT_SECONDS, os._exit, (128 + number,))
            self._last_resort.daemon = True
            self._last_resort.start()

        for number in _SIGNALS:
            signal.signal(number, end)

    def over(self) -> None:
        """Cut nothing off any more: the app came to its end."""
        if self._last_resort is not None:
            self._last_resort.cancel()


def hang_up(descriptor: int) -> None:
    """Wait until a terminal is gone, and send the signal of that: the kernel spares who leads none.

    Who was started by `setsid` or by `su -c` leads none; its keys would be read for ever.
    """
    terminal = select.poll()
    terminal.register(descriptor, 0)
    if any(event & select.POLLHUP for _, event in terminal.poll()):
        os.kill(os.getpid(), signal.SIGHUP)


def let_go(descriptors: Sequence[int] = (0, 1, 2)) -> None:
    """Let all that is written go nowhere, where the terminal was closed."""
    for descriptor in filter(_is_closed, descriptors):
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)


def _is_closed(descriptor: int) -> bool:
    try:
        termios.tcgetattr(descriptor)
    except termios.error as error:
        return bool(error.args[0] == errno.EIO)
    return False
