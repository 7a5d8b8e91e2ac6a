"""From what time on ages are counted, before anything is deleted for its age.

A clock may be years ahead for an hour: what it calls too old then is what was just recorded. After
days without perfdash nothing is there that has to go at once. So a leap is not taken at its word,
until the clock has gone on from there for days: else what is recorded since would never be too old.
"""

from __future__ import annotations

from collectors.store.connection import Database, immediate
from collectors.store.marks import LEAPT, PRESENT, mark, set_mark
from collectors.store.rollup import DAY, HOUR, MINUTE
from collectors.store.samples import last_sample_at

_PACE = 2
"""How much faster than the clock a leap is caught up with."""
_LONGEST_STEP = 5 * MINUTE
"""Longer between two calls is another leap, or the machine slept."""
_NOTED_EVERY = 10 * MINUTE
_BELIEVED_AFTER = 2 * DAY


class Present:
    """The clock's time, which is followed slowly where it leapt ahead by more than a day."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._reached = self._noted = mark(db, PRESENT) or last_sample_at(db)
        self._leapt = mark(db, LEAPT)
        self._before = 0

    def at(self, now: int) -> int:
        """The time to count ages from, unix milliseconds; never later than the clock's."""
        if not self._reached or now - self._reached <= DAY:
            self._reached = max(now, self._reached)
            self._leap(0)
        elif self._believes(now):
            self._reached = now
        else:
            self._reached += self._step(now)
        self._before = now
        if self._reached - self._noted >= _NOTED_EVERY:
            self._note()
        return min(now, self._reached)

    def _believes(self, now: int) -> bool:
        """Whether the clock has gone on for long from where it leapt to."""
        if not 0 < self._leapt <= now:
            self._leap(now)
        return now - self._leapt > _BELIEVED_AFTER

    def _leap(self, to: int) -> None:
        if to != self._leapt:
            self._leapt = to
            with immediate(self._db):
                set_mark(self._db, LEAPT, to)

    def _step(self, now: int) -> int:
        """Who begins catches up with an hour: else one who never stays would never delete."""
        if not self._before:
            return HOUR
        return _PACE * min(max(now - self._before, 0), _LONGEST_STEP)

    def _note(self) -> None:
        with immediate(self._db):
            set_mark(self._db, PRESENT, self._reached)
        self._noted = self._reached
