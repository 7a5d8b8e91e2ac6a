"""When the loads of one run happened, without asking the wall clock."""

from __future__ import annotations

from time import perf_counter_ns


class Moments:
    """Unix milliseconds counted from the start of a run; each later than the one before."""

    def __init__(self, at: int) -> None:
        self._at = at
        self._began_ns = perf_counter_ns()
        self._last = at - 1

    def at(self, ended_ns: int) -> int:
        """When `perf_counter_ns` said this; a millisecond after the last answer, or later."""
        passed = (ended_ns - self._began_ns) // 1_000_000
        self._last = max(self._last + 1, self._at + passed)
        return self._last

    def now(self) -> int:
        """The same for this moment."""
        return self.at(perf_counter_ns())

    @property
    def seconds(self) -> float:
        """Seconds since the start of the run."""
        return (perf_counter_ns() - self._began_ns) / 1e9
