"""The stretch of time in which what sessions did counts."""

from __future__ import annotations

from dataclasses import dataclass

FOREVER = 1 << 62
"""No moment is so late."""


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment on and before another, in unix milliseconds."""

    since: int = 0
    until: int = FOREVER

    def __contains__(self, moment: int) -> bool:
        return self.since <= moment < self.until

    def meets(self, first: int, last: int) -> bool:
        """Whether any moment from the first to the last may be in it."""
        return first < self.until and last >= self.since

    def covers(self, first: int, last: int) -> bool:
        """Whether all moments from the first to the last are in it."""
        return self.since <= first and last < self.until

    @property
    def ends(self) -> bool:
        """Whether something may come after it."""
        return self.until < FOREVER


ALWAYS = Span()
