"""The life of an alert: fine, pending, firing, resolved; replayed over what was measured."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.analysis.series.trailing import Sampled


class State(StrEnum):
    """Where an alert stands."""

    OK = "ok"
    PENDING = "pending"
    """Breached, but not for long enough."""
    FIRING = "firing"
    RESOLVED = "resolved"
    NODATA = "nodata"
    """It fired, and nothing was measured since: it may be over or not, and does not resolve."""

    @property
    def active(self) -> bool:
        """Whether it began to fire and did not end."""
        return self in (State.FIRING, State.NODATA)


@dataclass(frozen=True, slots=True)
class Limit:
    """What it takes to raise and to clear; spans are milliseconds."""

    value: float
    clear: float
    """On the good side of `value`; between the two a state stays what it was."""
    below: bool
    """True when the values under it are the bad ones."""
    hold: int = 0
    """How long it must be breached."""
    keep: int = 0
    """How long it must be clear."""
    needed: int = 0
    """Breaches that it takes among the newest fresh values, in place of `hold`; 0 counts none."""
    among: int = 0
    """How many values are looked at for that."""

    def breached(self, value: float) -> bool:
        """Whether a value is beyond the limit; the limit itself is not."""
        return value < self.value if self.below else value > self.value

    def cleared(self, value: float) -> bool:
        """Whether a value is so good that a firing state may end."""
        return value >= self.clear if self.below else value <= self.clear

    def worst(self, one: float, other: float) -> float:
        """The value further on the bad side."""
        return min(one, other) if self.below else max(one, other)


@dataclass(frozen=True, slots=True)
class Life:
    """One span of time in which a limit was breached."""

    state: State
    since: int
    """When it was first breached."""
    value: float
    """The statistic at the end."""
    peak: float
    """The worst value of the statistic."""
    until: int = 0
    """When it was resolved; 0 before that."""


FINE = Life(State.OK, since=0, value=0.0, peak=0.0)
"""Nothing is breached."""


@dataclass(frozen=True, slots=True)
class Lives:
    """What is under way, and what was last resolved; each is fine where there is none."""

    current: Life = FINE
    resolved: Life = FINE
    breaches: int = 0
    """Among the newest fresh values, as many as are looked at."""


def replay(points: Iterable[Sampled], limit: Limit, *, fresh: Container[int]) -> Lives:
    """Live through a statistic, in order of time.

    `fresh` are the moments at which something was measured; at others the statistic only forgets
    what grew too old, which may clear an alert, but counts as no value of its own.
    """
    course = _Course(limit)
    for moment, value in points:
        course.go_on(moment, value, fresh=moment in fresh)
    return course.lives


class _Course:
    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._current = FINE
        self._resolved = FINE
        self._breaches: deque[bool] = deque(maxlen=max(limit.among, limit.needed, 1))
        self._clear_since: int | None = None

    @property
    def lives(self) -> Lives:
        return Lives(self._current, self._resolved, sum(self._breaches))

    def go_on(self, moment: int, value: float, *, fresh: bool) -> None:
        if fresh:
            self._breaches.append(self._limit.breached(value))
        if self._current.state is State.FIRING:
            self._burn(moment, value)
        else:
            self._wait(moment, value)

    def _wait(self, moment: int, value: float) -> None:
        limit = self._limit
        if not (any(self._breaches) if limit.needed else limit.breached(value)):
            self._current = FINE
            return
        life = self._prolonged(State.PENDING, moment, value)
        held = moment - life.since >= limit.hold
        fires = sum(self._breaches) >= limit.needed if limit.needed else held
        self._current = replace(life, state=State.FIRING) if fires else life
        self._clear_since = None

    def _burn(self, moment: int, value: float) -> None:
        self._current = life = self._prolonged(State.FIRING, moment, value)
        if not self._limit.cleared(value):
            self._clear_since = None
            return
        if self._clear_since is None:
            self._clear_since = moment
        if moment - self._clear_since >= self._limit.keep:
            self._resolved = replace(life, state=State.RESOLVED, until=moment)
            self._current = FINE
            self._breaches.clear()

    def _prolonged(self, state: State, moment: int, value: float) -> Life:
        life = self._current
        if life is FINE:
            return Life(state, since=moment, value=value, peak=value)
        return Life(state, life.since, value, self._limit.worst(life.peak, value))
