"""What time it is: unix milliseconds that only jump when the machine's clock does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collectors.model import Event

TOLERANCE_SECONDS = 2.0
"""How far the wall clock may drift away before it counts as a jump."""


class Clock:
    """Wall time counted from one anchor by a monotonic clock.

    Small corrections of the wall clock would otherwise order samples wrongly and stretch rates.
    """

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._offset = wall() - monotonic()
        self._jumped = 0.0
        """Seconds that the wall clock jumped since that was last told."""

    def now(self) -> int:
        """The time in unix milliseconds, by the wall clock as it is now if that jumped."""
        monotonic = self._monotonic()
        jump = self._wall() - monotonic - self._offset
        if abs(jump) > TOLERANCE_SECONDS:
            self._offset += jump
            self._jumped += jump
        return round((self._offset + monotonic) * 1000)

    def monotonic(self) -> float:
        """Seconds since any fixed moment; stands still while the machine sleeps."""
        return self._monotonic()

    def check(self) -> tuple[Event, ...]:
        """Say so when the wall clock jumped: it was set by hand, or the machine slept."""
        now = self.now()
        jump, self._jumped = self._jumped, 0.0
        if abs(jump) <= TOLERANCE_SECONDS:
            return ()
        from collectors.model import Event

        direction = "forward" if jump > 0 else "back"
        detail = (
            f"The clock went {direction} by {abs(jump):,.0f} s: it was set, or the machine slept."
        )
        return (Event(now, "clock-jump", detail),)
