"""The agenda of the measuring thread: every thread may add to it, and that one waits for it."""

from __future__ import annotations

import threading

from collectors.agenda import Agenda, Errand
from collectors.clock import Clock
from collectors.model import Trigger
from collectors.pace import Pace


class Errands:
    """An agenda that threads share, until it is closed."""

    def __init__(self, clock: Clock, pace: Pace | None = None) -> None:
        """Take who is to be told of runs, later, by the thread that waits."""
        self.closed = threading.Event()
        """Set when nothing more is to be done; may be waited for."""
        self._clock = clock
        self._pace = pace or Pace(lambda _: None)
        self._agenda = Agenda()
        self._changed = threading.Condition()

    def ask(self, trigger: Trigger, dirty: frozenset[str] = frozenset()) -> None:
        """Add an errand, or widen the one of its kind that waits."""
        with self._changed:
            self._agenda.ask(trigger, dirty)
            self._changed.notify()

    def is_pressed(self) -> bool:
        """Whether a save waits, so that whatever takes long had better be put off."""
        with self._changed:
            return self._agenda.is_pressed

    def repeat(self, trigger: Trigger, seconds: float, *, first: float | None = None) -> None:
        """Let an errand be due this often, for the first time after `first` seconds."""
        with self._changed:
            now = self._clock.monotonic()
            self._agenda.repeat(trigger, seconds=seconds, now=now, first=first)
            self._changed.notify()

    def next(self) -> Errand | None:
        """Wait for an errand and take it; None when there will be no more."""
        with self._changed:
            while not self.closed.is_set():
                now = self._clock.monotonic()
                self._pace.catch_up(now)
                if errand := self._agenda.next(now):
                    return errand
                waits = (self._agenda.wait(now), self._pace.wait(now))
                self._changed.wait(min((it for it in waits if it is not None), default=None))
        return None

    def close(self) -> None:
        """Wake whoever waits: there is nothing more to be done."""
        with self._changed:
            self.closed.set()
            self._changed.notify()
