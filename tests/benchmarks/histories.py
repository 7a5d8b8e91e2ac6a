"""Histories of which one knows where they change: with steps, with drifts, with neither."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, pi, sin
from random import Random

from tests.benchmarks.noise import Noise, milder

_SHORTEST = 15
_TOLERANCE = 3

Shape = Callable[[Random, int], list[float]]


@dataclass(frozen=True, slots=True)
class History:
    """A series, and the indices at which a new level begins."""

    values: tuple[float, ...]
    marks: tuple[int, ...] = ()

    def hits(self, found: Sequence[int]) -> int:
        """How many of the marks were found, give or take three points."""
        return sum(any(abs(mark - it) <= _TOLERANCE for it in found) for mark in self.marks)


def quiet(noise: Noise, chance: Random, count: int) -> History:
    """Nothing but noise."""
    return History(tuple(milder(noise(chance, count))))


def stepped(noise: Noise, chance: Random, count: int) -> History:
    """One to three steps of 8 to 35 %, at least fifteen points apart, more of them up than down."""
    marks = _marks(chance, count)
    height, shape = 0.0, []
    for start, end in pairwise([0, *marks, count]):
        shape += [height] * (end - start)
        height += chance.choice((-1, 1, 1)) * chance.uniform(0.08, 0.35)
    return History(_on(shape, noise, chance), tuple(marks))


def linear(chance: Random, count: int) -> list[float]:
    """Up to 50 % more, or less, little by little."""
    total = chance.choice((-1, 1)) * chance.uniform(0.05, 0.5)
    return [total * place / count for place in range(count)]


def bent(chance: Random, count: int) -> list[float]:
    """Level first, then rising."""
    total, start = chance.uniform(0.1, 0.4), chance.randint(0, count // 2)
    return [total * max(0, place - start) / count for place in range(count)]


def levelling(chance: Random, count: int) -> list[float]:
    """Rising ever more slowly."""
    total, pace = chance.uniform(0.1, 0.3), chance.uniform(count / 6, count / 2)
    return [total * (1 - exp(-place / pace)) for place in range(count)]


def swinging(chance: Random, count: int) -> list[float]:
    """Up and down once."""
    start, height = chance.uniform(0, 2 * pi), chance.uniform(0.03, 0.15)
    return [height * sin(start + 2 * pi * place / count) for place in range(count)]


def drifting(shape: Shape) -> Callable[[Noise, Random, int], History]:
    """Noise on such a drift, and no step."""
    return lambda noise, chance, count: History(_on(shape(chance, count), noise, chance))


DRIFTING: Mapping[str, Callable[[Noise, Random, int], History]] = {
    f"{shape.__name__} drift": drifting(shape) for shape in (linear, bent, levelling, swinging)
}


def _on(shape: Sequence[float], noise: Noise, chance: Random) -> tuple[float, ...]:
    values = milder(noise(chance, len(shape)))
    return tuple(value * exp(height) for value, height in zip(values, shape, strict=True))


def _marks(chance: Random, count: int) -> list[int]:
    """One to three indices, each of them far enough from the others and from both ends."""
    wanted, room = chance.randint(1, 3), count - _SHORTEST
    marks: list[int] = []
    while len(marks) < wanted:
        mark = chance.randint(_SHORTEST, room)
        if all(abs(mark - other) >= _SHORTEST for other in marks):
            marks.append(mark)
        elif count < (wanted + 2) * 2 * _SHORTEST:
            wanted -= 1
    return sorted(marks)
