"""Which runs are told of at once, and which a little later, several together.

A session at work writes several times a second, and each look at what it wrote costs more than
reading it did. What ticks measure meanwhile is looked at with it.
"""

from __future__ import annotations

from collections.abc import Callable

from collectors.model import Run, Trigger

PAUSE_SECONDS = 3.0
"""Between two runs that are told of, when a session goes on with its turn."""


class Pace:
    """Hands runs on to who wants to know of them; the caller says what time it is."""

    def __init__(self, on_run: Callable[[Run], None]) -> None:
        self.pause = PAUSE_SECONDS
        """Seconds; may be set at any time, from any thread."""
        self._on_run = on_run
        self._told_at = self._session_at = float("-inf")
        self._held: Run | None = None

    def hear(self, run: Run, now: float) -> None:
        """Tell of a run, unless it can wait; of those held the last is told of, ticks first."""
        if not self._can_wait(run, now):
            self._tell(run, now)
            return
        if run.trigger is Trigger.TICK or not self._held or self._held.trigger is not Trigger.TICK:
            self._held = run
        self.catch_up(now)

    def catch_up(self, now: float) -> None:
        """Tell of what is held, if it was for long enough."""
        if self._held and now >= self._told_at + self.pause:
            self._tell(self._held, now)

    def wait(self, now: float) -> float | None:
        """Seconds until there is something to tell; None when nothing is held."""
        return max(self._told_at + self.pause - now, 0.0) if self._held else None

    def _can_wait(self, run: Run, now: float) -> bool:
        """Whether a session is at work that will be told of soon, and nobody waits for this."""
        if run.trigger is Trigger.APPENDED:
            self._session_at = now
            return not run.turn_ended
        at_work = now < self._session_at + self.pause
        return run.trigger is Trigger.TICK and at_work and not run.failures

    def _tell(self, run: Run, now: float) -> None:
        self._held, self._told_at = None, now
        self._on_run(run)
