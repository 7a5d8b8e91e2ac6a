"""Load timings that tests render."""

from __future__ import annotations

from collectors.loading.timing import LoadTiming, Round


def a_round(seconds: float, *, phases: bool = True) -> Round:
    """A round of which parsing took a quarter."""
    split = (("read", seconds * 0.75), ("parse", seconds * 0.25)) if phases else ()
    return Round(seconds, seconds / 2, split, 0)


def a_timing(*, only_cold: bool = False) -> LoadTiming:
    """Three cold rounds of 2, 4 and 6 ms; warm and parallel ones of 1 and 2 ms."""
    return LoadTiming(
        path="commands/plan.md",
        modules=("commands/plan.md", "core/rules.md"),
        tokens=1_500,
        threads=2,
        hits=1,
        misses=0,
        canary_seconds=0.0002,
        cold=tuple(map(a_round, (0.002, 0.004, 0.006))),
        warm=() if only_cold else (a_round(0.001),),
        parallel=() if only_cold else (a_round(0.002, phases=False),),
    )
