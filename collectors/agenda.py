"""What is to be measured next, and when: a pure account of what was asked for and what is due."""

from __future__ import annotations

import math
from dataclasses import dataclass

from collectors.model import Trigger

_ORDER = (
    Trigger.START,
    Trigger.SAVE,
    Trigger.APPENDED,
    Trigger.ASKED,
    Trigger.RESCAN,
    Trigger.TICK,
    Trigger.BACKLOG,
)
_HASTY = frozenset({Trigger.SAVE, Trigger.APPENDED})
"""What would leave no time for anything else if it came again and again."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A run to make."""

    trigger: Trigger
    dirty: frozenset[str] = frozenset()
    """Saved paths; empty when anything may have changed."""


class Agenda:
    """Errands asked for, at most one of a kind, and periodic ones; the caller says what time it is.

    What was written goes first, but never twice in a row while something else waits.
    """

    def __init__(self) -> None:
        self._asked: dict[Trigger, frozenset[str]] = {}
        self._periods: dict[Trigger, float] = {}
        self._due: dict[Trigger, float] = {}
        self._last = Trigger.START

    @property
    def is_pressed(self) -> bool:
        """Whether a save waits, which its author wants to see soon."""
        return Trigger.SAVE in self._asked

    def ask(self, trigger: Trigger, dirty: frozenset[str] = frozenset()) -> None:
        """Add an errand, or widen the one of its kind that waits."""
        waiting = self._asked.get(trigger, dirty)
        self._asked[trigger] = waiting | dirty if waiting and dirty else frozenset()

    def repeat(
        self, trigger: Trigger, *, seconds: float, now: float, first: float | None = None
    ) -> None:
        """Let an errand be due this often, for the first time after `first` seconds."""
        if self._periods.get(trigger) != seconds:
            self._periods[trigger] = seconds
            due = now + (seconds if first is None else first)
            self._due[trigger] = min(due, self._due.get(trigger, math.inf))

    def next(self, now: float) -> Errand | None:
        """Take the errand to do now; periods that passed meanwhile are dropped."""
        for trigger, due in self._due.items():
            if due <= now:
                self._asked.setdefault(trigger, frozenset())
        if not self._asked:
            return None
        trigger = min(self._asked, key=self._rank)
        self._last = trigger
        if trigger in self._periods:
            self._postpone(trigger, now)
        return Errand(trigger, self._asked.pop(trigger))

    def wait(self, now: float) -> float | None:
        """Seconds until there is an errand; None when nothing is ever due."""
        if self._asked:
            return 0.0
        return max(0.0, min(self._due.values()) - now) if self._due else None

    def _rank(self, trigger: Trigger) -> int:
        again = trigger in _HASTY and self._last is trigger
        return len(_ORDER) if again else _ORDER.index(trigger)

    def _postpone(self, trigger: Trigger, now: float) -> None:
        """Keep to the beat: a late errand does not shift those after it."""
        due, period = self._due[trigger], self._periods[trigger]
        beats = math.floor((now - due) / period) + 1
        due += max(beats, 0) * period
        self._due[trigger] = due if due > now else due + period  # Rounding may fall on now.
