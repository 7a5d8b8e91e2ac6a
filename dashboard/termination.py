"""How a signal ends the dashboard, also where its terminal is gone and nobody reads what is drawn.

Textual's writer dies when a terminal is closed, and the app waits for ever once its queue is full:
no handler that asyncio calls would be reached then. One of Python's own is, within any wait.
"""

from __future__ import annotations

import os
import signal
from asyncio import AbstractEventLoop
from collections.abc import Callable
from threading import Timer
from types import FrameType

from dashboard.terminal import let_go

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
