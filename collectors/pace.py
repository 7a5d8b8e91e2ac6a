"""Which runs are told of at once, and which a little later, several together.

A session at work writes several times a second, and each look at what it wrote costs more than
reading it did.
"""

from __future__ import annotations

from collections.abc import Callable

from collectors.model import Run, Trigger

PAUSE_SECONDS = 2.0
"""Between two runs that are told of, when a session goes on with its turn."""


class Pace:
    """Hands runs on to who wants to know of them; the caller says what time it is."""

    def __init__(self, on_run: Callable[[Run], None]) -> None:
        self._on_run = on_run
        self._told_at = float("-inf")
        self._held: Run | None = None

    def hear(self, run: Run, now: float) -> None:
        """Tell of a run, unless it can wait: it then stands for those held before it."""
        self._held = run
        if run.trigger is not Trigger.APPENDED or run.turn_ended:
            self._tell(run, now)
        else:
            self.catch_up(now)

    def catch_up(self, now: float) -> None:
        """Tell of what is held, if it was for long enough."""
        if self._held and now >= self._told_at + PAUSE_SECONDS:
            self._tell(self._held, now)

    def wait(self, now: float) -> float | None:
        """Seconds until there is something to tell; None when nothing is held."""
        return max(self._told_at + PAUSE_SECONDS - now, 0.0) if self._held else None

    def _tell(self, run: Run, now: float) -> None:
        self._held, self._told_at = None, now
        self._on_run(run)
