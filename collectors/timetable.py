"""What is measured again how often."""

from __future__ import annotations

from collectors.errands import Errands
from collectors.model import Run, Trigger

RESCAN_SECONDS = 60.0
POLL_SECONDS = 3.0
"""How often is rescanned while the watch does not tell of every save."""
POLL_SHARE = 0.02
"""Share of one core that polling may take: a large framework is polled less often."""

_FIRST_TICK_SECONDS = 1.0
_SHORTEST_REFRESH_SECONDS = 0.2


class Timetable:
    """Ticks and rescans, as often as is wanted and as they can be afforded."""

    def __init__(self, errands: Errands, *, refresh_seconds: float) -> None:
        self._errands = errands
        self._refresh_seconds = refresh_seconds
        self._rescan_cost = 0.0

    @property
    def refresh_seconds(self) -> float:
        """Seconds between two ticks; may be set at any time, from any thread."""
        return self._refresh_seconds

    @refresh_seconds.setter
    def refresh_seconds(self, seconds: float) -> None:
        self._refresh_seconds = max(seconds, _SHORTEST_REFRESH_SECONDS)
        self._errands.repeat(Trigger.TICK, self._refresh_seconds)

    def follow(self, run: Run, *, polling: bool) -> None:
        """Plan what comes after a run; `polling` while not every save is told."""
        if run.trigger is Trigger.START:
            self._errands.repeat(Trigger.TICK, self._refresh_seconds, first=_FIRST_TICK_SECONDS)
            # Something may have been saved between the scan and the watch.
            self._errands.ask(Trigger.RESCAN)
        if run.trigger is Trigger.RESCAN:
            self._rescan_cost = run.seconds
        often = min(max(POLL_SECONDS, self._rescan_cost / POLL_SHARE), RESCAN_SECONDS)
        self._errands.repeat(Trigger.RESCAN, often if polling else RESCAN_SECONDS)
