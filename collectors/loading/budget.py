"""How much time load runs may take."""

from __future__ import annotations

from dataclasses import dataclass, replace

_START_SECONDS = 0.25
"""In hand at the beginning, so that the first screens have something to show."""
_MOST_SECONDS = 1.0
"""Idle time does not pile up to more than this."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds in hand: a share of the time that passes, less what was spent; a debt is repaid."""

    ratio: float
    """Share of one core."""
    at: int = 0
    """Unix milliseconds up to which it was earned; 0 before the first time."""
    seconds: float = 0.0

    @classmethod
    def of(cls, ratio: float) -> Budget:
        """What is in hand at the beginning: nothing for ever when the share is nothing."""
        return cls(ratio, seconds=_START_SECONDS if ratio > 0 else 0.0)

    def earned(self, at: int) -> Budget:
        """Add the share of the time since the last call; a clock set back earns nothing."""
        passed = max(0, at - self.at) / 1_000 if self.at else 0.0
        return replace(self, at=at, seconds=min(_MOST_SECONDS, self.seconds + self.ratio * passed))

    def spent(self, seconds: float) -> Budget:
        """Take away what a load run cost, even if that is more than there is."""
        return replace(self, seconds=self.seconds - seconds)
