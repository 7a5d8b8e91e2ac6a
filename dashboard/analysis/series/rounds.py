"""What the rounds of a load run amount to."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from collectors.loading.timing import LoadTiming, Mode, Round
from dashboard.analysis.statistics import summarise
from dashboard.snapshot import Statistics


@dataclass(frozen=True, slots=True)
class ModeSummary:
    """All rounds of one mode; times are seconds."""

    mode: Mode
    wall: Statistics
    cpu_median: float
    phases: tuple[tuple[str, float], ...]
    """Median wall time by phase, in the order phases run; empty in parallel."""


def by_mode(timing: LoadTiming) -> tuple[ModeSummary, ...]:
    """Summarise each mode that was timed at all."""
    return tuple(_summary(mode, rounds) for mode, rounds in timing.rounds() if rounds)


def _summary(mode: Mode, rounds: tuple[Round, ...]) -> ModeSummary:
    return ModeSummary(
        mode=mode,
        wall=summarise([it.seconds for it in rounds]),
        cpu_median=median(it.cpu_seconds for it in rounds),
        phases=_phases(rounds),
    )


def _phases(rounds: tuple[Round, ...]) -> tuple[tuple[str, float], ...]:
    times: dict[str, list[float]] = {}
    for name, seconds in (phase for it in rounds for phase in it.phases):
        times.setdefault(name, []).append(seconds)
    return tuple((name, median(seconds)) for name, seconds in times.items())
