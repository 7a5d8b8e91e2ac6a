"""How long the loads of one module took: values, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Mode(StrEnum):
    """What a load may rely on."""

    COLD = "cold"
    """Nothing: an empty component cache, every file read, parsed and counted."""
    WARM = "warm"
    """The component cache that all warm loads share."""
    PARALLEL = "parallel"
    """Nothing, but as many threads as the machine has idle cores."""


@dataclass(frozen=True, slots=True)
class Round:
    """One timed load, or the mean of those looped until the clock could resolve them."""

    seconds: float
    cpu_seconds: float
    """Of the threads that loaded."""
    phases: tuple[tuple[str, float], ...]
    """Wall seconds by phase, their sum is `seconds`; empty in parallel, where phases overlap."""
    ended_ns: int
    """`perf_counter_ns` when it ended."""


@dataclass(frozen=True, slots=True)
class LoadTiming:
    """The loads of one module in one block: the modes interleaved, the first round dropped."""

    path: str
    modules: tuple[str, ...]
    """What was loaded, in include order."""
    tokens: int
    threads: int
    """Most threads that a parallel load could use."""
    canary_seconds: float
    """Taken before the first load."""
    cold: tuple[Round, ...]
    warm: tuple[Round, ...] = ()
    """Empty when one cold load took all the time there was; so is `parallel` then."""
    parallel: tuple[Round, ...] = ()
    hits: int = 0
    """Components that the first warm load found in the cache; what nothing includes is none."""
    misses: int = 0

    @property
    def speedup(self) -> float:
        """Median cold time over median parallel time; 0 when there was no parallel load."""
        if not self.parallel:
            return 0.0
        return typical(self.cold) / typical(self.parallel)

    @property
    def efficiency(self) -> float:
        """Speed-up over threads used."""
        return self.speedup / self.threads

    def rounds(self) -> tuple[tuple[Mode, tuple[Round, ...]], ...]:
        """The rounds of every mode."""
        return (Mode.COLD, self.cold), (Mode.WARM, self.warm), (Mode.PARALLEL, self.parallel)


def typical(rounds: tuple[Round, ...]) -> float:
    """The median wall time of some rounds, in seconds."""
    return median(round_.seconds for round_ in rounds)
