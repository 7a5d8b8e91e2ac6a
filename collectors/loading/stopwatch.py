"""Where the time of one load went."""

from __future__ import annotations

from time import perf_counter_ns, thread_time_ns

PHASES = ("read", "parse", "resolve", "count", "assemble")
"""What a load consists of."""


class Stopwatch:
    """Wall and CPU time of one load, or of several in a row.

    The CPU time is that of the threads that load, not of the process: the screen and the watch
    run in the same process and are no part of a load.
    """

    __slots__ = ("_began_ns", "_cpu_ns", "_lapped_ns", "_others_ns", "_phases_ns")

    def __init__(self) -> None:
        self._phases_ns: dict[str, int] = {}
        self._others_ns = 0
        self._cpu_ns = thread_time_ns()
        self._began_ns = self._lapped_ns = perf_counter_ns()

    def lap(self, phase: str) -> None:
        """Put the time since the last lap down to a phase."""
        now = perf_counter_ns()
        self._phases_ns[phase] = self._phases_ns.get(phase, 0) + now - self._lapped_ns
        self._lapped_ns = now

    def stop(self, *, others_ns: int) -> None:
        """Take the time of a load whose phases overlap, and the CPU time of other threads."""
        self._lapped_ns = perf_counter_ns()
        self._others_ns += others_ns

    @property
    def wall_ns(self) -> int:
        """From the start to the last lap or stop."""
        return self._lapped_ns - self._began_ns

    @property
    def cpu_ns(self) -> int:
        """Until now, of this thread and of those that took part."""
        return thread_time_ns() - self._cpu_ns + self._others_ns

    @property
    def phases_ns(self) -> tuple[tuple[str, int], ...]:
        """Wall time by phase, together all of it; empty when phases overlapped."""
        times = self._phases_ns
        return tuple((phase, times[phase]) for phase in PHASES if phase in times)
