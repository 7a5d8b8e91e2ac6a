"""Loads timed in turns: whatever slows the machine slows all sides alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from time import process_time_ns

Load = Callable[[], object]
Clock = Callable[[], int]
"""Nanoseconds."""

SAMPLES = 5
"""Samples of each side in one block."""
_SAMPLE_NS = 1_000_000
"""Loads are looped until one sample lasts this long."""
_WARM_UP_LOADS = 8
_WARM_UP_NS = 30_000_000


def warm_up(load: Load, *, clock: Clock = process_time_ns) -> int:
    """Load one side some times; how many of its loads make one sample."""
    return ceil(_SAMPLE_NS / max(1, _shortest(load, clock)))


def block(
    loads: Sequence[Load], *, loops: Sequence[int], number: int, clock: Clock = process_time_ns
) -> tuple[tuple[float, ...], ...]:
    """Time every side `SAMPLES` times, in seconds a load: A B, B A, A B, ...; odd numbers B first.

    One load of each goes before, untimed: after a pause the first takes longer.
    """
    sides = range(len(loads))
    samples: list[list[float]] = [[] for _ in sides]
    for load in loads:
        load()
    for turn in range(number, number + SAMPLES):
        for side in reversed(sides) if turn % 2 else sides:
            samples[side].append(_seconds(loads[side], loops[side], clock))
    return tuple(map(tuple, samples))


def _shortest(load: Load, clock: Clock) -> int:
    began = clock()
    shortest = _once(load, clock)
    for _ in range(1, _WARM_UP_LOADS):
        if clock() - began >= _WARM_UP_NS:
            break
        shortest = min(shortest, _once(load, clock))
    return shortest


def _once(load: Load, clock: Clock) -> int:
    began = clock()
    load()
    return clock() - began


def _seconds(load: Load, loops: int, clock: Clock) -> float:
    began = clock()
    for _ in range(loops):
        load()
    return (clock() - began) / loops / 1e9
