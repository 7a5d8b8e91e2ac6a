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
        self._told = self._offset
        """The offset when a jump was last told of, or there was none."""

    def now(self) -> int:
        """The time in unix milliseconds, by the wall clock as it is now if that jumped."""
        monotonic = self._monotonic()
        # Two threads may ask at once: what is seen anew takes the place of what was known.
        offset, known = self._wall() - monotonic, self._offset
        if abs(offset - known) <= TOLERANCE_SECONDS:
            return round((known + monotonic) * 1000)
        self._offset = offset
        return round((offset + monotonic) * 1000)

    def monotonic(self) -> float:
        """Seconds since any fixed moment; stands still while the machine sleeps."""
        return self._monotonic()

    def check(self) -> tuple[Event, ...]:
        """Say so when the wall clock jumped: it was set by hand, or the machine slept."""
        now = self.now()
        jump, self._told = self._offset - self._told, self._offset
        if abs(jump) <= TOLERANCE_SECONDS:
            return ()
        from collectors.model import Event

        direction = "forward" if jump > 0 else "back"
        detail = (
            f"The clock went {direction} by {abs(jump):,.0f} s: it was set, or the machine slept."
        )
        return (Event(now, "clock-jump", detail),)
