"""How often the dashboard is refreshed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

STEPS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds between readings that two keys choose among."""

_LATENESS = 1.3
"""Finished runs bring readings; a timer only when none came for so many refresh periods."""


def stepped(seconds: float, step: int) -> float:
    """The nearest choice above, or below for a negative step; the same where there is none."""
    choices = [choice for choice in STEPS if (choice - seconds) * step > 0]
    return min(choices, key=lambda choice: abs(choice - seconds), default=seconds)


class Beat:
    """Calls back when nothing else brought a reading for a while."""

    def __init__(self, app: App[None], on_beat: Callable[[], None]) -> None:
        self._app = app
        self._on_beat = on_beat
        self._timer: Timer | None = None
        self._seconds = 0.0

    def follow(self, seconds: float, *, measured_here: bool) -> None:
        """Keep to a refresh period; who measures gives notice of every run."""
        seconds *= _LATENESS if measured_here else 1.0
        if seconds == self._seconds:
            return
        if self._timer:
            self._timer.stop()
        self._seconds = seconds
        self._timer = self._app.set_interval(seconds, self._on_beat)

    def put_off(self) -> None:
        """Wait a whole period from now on: there was a reading."""
        if self._timer:
            self._timer.reset()
