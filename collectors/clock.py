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

    def now(self) -> int:
        """The time in unix milliseconds."""
        return round((self._offset + self._monotonic()) * 1000)

    def monotonic(self) -> float:
        """Seconds since any fixed moment; stands still while the machine sleeps."""
        return self._monotonic()

    def check(self) -> tuple[Event, ...]:
        """Follow the wall clock when it jumped (set by hand, or the machine slept), and say so."""
        jump = self._wall() - self._monotonic() - self._offset
        if abs(jump) <= TOLERANCE_SECONDS:
            return ()
        from collectors.model import Event

        self._offset += jump
        direction = "forward" if jump > 0 else "back"
        detail = (
            f"The clock went {direction} by {abs(jump):,.0f} s: it was set, or the machine slept."
        )
        return (Event(self.now(), "clock-jump", detail),)
