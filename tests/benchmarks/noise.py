"""What repeated measurements of the same thing look like on a busy machine, about 1.

`KINDS` are those that thresholds were chosen on; `UNSEEN` were looked at only afterwards. Every
kind draws the same values from the same `Random`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import exp, pi, sin, sqrt
from random import Random

Noise = Callable[[Random, int], list[float]]


def normal(chance: Random, count: int) -> list[float]:
    return [_near(chance, 0.05) for _ in range(count)]


def log_normal(chance: Random, count: int) -> list[float]:
    return [chance.lognormvariate(0, 0.12) for _ in range(count)]


def heavy_above(chance: Random, count: int) -> list[float]:
    """Never much faster than usual, at times very much slower."""
    return [1 + 0.04 * abs(_heavy(chance)) for _ in range(count)]


def heavy_tails(chance: Random, count: int) -> list[float]:
    return [max(0.2, 1 + 0.04 * _heavy(chance)) for _ in range(count)]


def bursts(chance: Random, count: int) -> list[float]:
    """Something else runs for two to eight samples, on a tenth of all."""
    values: list[float] = []
    while len(values) < count:
        factor = chance.uniform(1.2, 2.5)
        values += [_near(chance, 0.04) for _ in range(int(chance.expovariate(0.02)))]
        values += [factor * _near(chance, 0.04) for _ in range(chance.randint(2, 8))]
    return values[:count]


def drift(chance: Random, count: int) -> list[float]:
    """The machine gets up to 5 % slower, or faster, from the first sample to the last."""
    total = chance.uniform(-0.05, 0.05)
    return [(1 + total * place / count) * _near(chance, 0.04) for place in range(count)]


def two_modes(chance: Random, count: int) -> list[float]:
    """One sample in three falls on a slower path."""
    return [_either(chance, 0.35, 1.25) * _near(chance, 0.03) for _ in range(count)]


def autocorrelated(chance: Random, count: int) -> list[float]:
    return [exp(value) for value in _chain(chance, count, kept=0.7, spread=0.05)]


def quantised(chance: Random, count: int) -> list[float]:
    """A clock that only knows twentieths."""
    return [round(20 * _near(chance, 0.06)) / 20 for _ in range(count)]


def spikes(chance: Random, count: int) -> list[float]:
    return [
        _either(chance, 0.06, chance.uniform(2, 15)) * _near(chance, 0.04) for _ in range(count)
    ]


def exponential(chance: Random, count: int) -> list[float]:
    """A hard lower bound, and everything above it."""
    return [1 + chance.expovariate(8) for _ in range(count)]


def uniform(chance: Random, count: int) -> list[float]:
    return [chance.uniform(0.85, 1.15) for _ in range(count)]


def lucky(chance: Random, count: int) -> list[float]:
    """One sample in eight finds everything in a cache."""
    return [_either(chance, 0.12, 0.6) * _near(chance, 0.04) for _ in range(count)]


def wave(chance: Random, count: int) -> list[float]:
    start = chance.uniform(0, 2 * pi)
    return [
        (1 + 0.06 * sin(start + 2 * pi * place / 17)) * _near(chance, 0.03)
        for place in range(count)
    ]


def sticky_modes(chance: Random, count: int) -> list[float]:
    """A slower path that, once taken, is taken about seven times."""
    slow, values = chance.random() < 0.3, []
    for _ in range(count):
        slow ^= chance.random() < (0.15 if slow else 0.06)
        values.append((1.18 if slow else 1.0) * _near(chance, 0.03))
    return values


def two_spreads(chance: Random, count: int) -> list[float]:
    return [_near(chance, _either(chance, 0.3, 7.5) * 0.02) for _ in range(count)]


def gamma(chance: Random, count: int) -> list[float]:
    return [chance.gammavariate(40, 1 / 40) for _ in range(count)]


def wandering(chance: Random, count: int) -> list[float]:
    """So much like its neighbours that it is nearly a random walk."""
    return [exp(value) for value in _chain(chance, count, kept=0.9, spread=0.04)]


def every_tenth(chance: Random, count: int) -> list[float]:
    """Something runs at regular times."""
    first = chance.randrange(10)
    return [(1.4 if place % 10 == first else 1.0) * _near(chance, 0.04) for place in range(count)]


def sawtooth(chance: Random, count: int) -> list[float]:
    """Slower and slower until something is cleaned up."""
    values: list[float] = []
    while len(values) < count:
        length = chance.randint(15, 40)
        values += [(1 + 0.15 * place / length) * _near(chance, 0.03) for place in range(length)]
    return values[:count]


def three_levels(chance: Random, count: int) -> list[float]:
    """A clock with three speeds, each kept for about ten samples."""
    speeds, values = [1.0, 1.1, 1.25], []
    for _ in range(count):
        if chance.random() < 0.1:
            speeds.insert(2, speeds.pop(0)) if chance.random() < 0.5 else speeds.reverse()
        values.append(speeds[0] * _near(chance, 0.03))
    return values


def long_bursts(chance: Random, count: int) -> list[float]:
    """Bursts of up to fourteen samples: some are levels that hold, by what a step is."""
    values: list[float] = []
    while len(values) < count:
        factor = chance.uniform(1.15, 1.6)
        values += [_near(chance, 0.04) for _ in range(int(chance.expovariate(1 / 60)))]
        values += [factor * _near(chance, 0.04) for _ in range(chance.randint(5, 14))]
    return values[:count]


def throttled(chance: Random, count: int) -> list[float]:
    """At times much slower at once, and little by little fast again."""
    slower, values = 0.0, []
    for _ in range(count):
        slower = 0.3 if chance.random() < 1 / 40 else slower * exp(-1 / 6)
        values.append((1 + slower) * _near(chance, 0.04))
    return values


def crowded_spikes(chance: Random, count: int) -> list[float]:
    """Spikes that come many at a time."""
    busy, values = False, []
    for _ in range(count):
        busy ^= chance.random() < (0.1 if busy else 0.04)
        spike = _either(chance, 0.5, chance.uniform(1.5, 6)) if busy else 1.0
        values.append(spike * _near(chance, 0.04))
    return values


def telegraph(chance: Random, count: int) -> list[float]:
    """Two levels that are kept for twelve and for twenty samples."""
    slow, values = chance.random() < 0.4, []
    for _ in range(count):
        slow ^= chance.random() < (0.08 if slow else 0.05)
        values.append((1.15 if slow else 1.0) * _near(chance, 0.03))
    return values


KINDS: Mapping[str, Noise] = {
    noise.__name__: noise
    for noise in (
        normal, log_normal, heavy_above, heavy_tails, bursts, drift,
        two_modes, sticky_modes, autocorrelated, quantised, spikes, exponential,
    )
}  # fmt: skip

UNSEEN: Mapping[str, Noise] = {
    noise.__name__: noise
    for noise in (
        uniform, lucky, wave, two_spreads, gamma, wandering, every_tenth,
    )
}  # fmt: skip

REVISITING: Mapping[str, Noise] = {
    noise.__name__: noise
    for noise in (
        sawtooth, three_levels, long_bursts, throttled, crowded_spikes, telegraph,
    )
}  # fmt: skip
"""Made to look like steps, and partly by what a step is no noise; looked at last of all."""


def milder(values: Sequence[float]) -> list[float]:
    """What is left of noise when every value is already a quantile of many samples."""
    return [value**0.5 for value in values]


def _near(chance: Random, spread: float) -> float:
    return max(0.2, chance.gauss(1, spread))


def _heavy(chance: Random) -> float:
    """Student's t with two degrees of freedom, which has no variance."""
    return chance.gauss(0, 1) / sqrt(chance.expovariate(1) + 1e-9)


def _either(chance: Random, share: float, factor: float) -> float:
    return factor if chance.random() < share else 1.0


def _chain(chance: Random, count: int, *, kept: float, spread: float) -> list[float]:
    value, values = chance.gauss(0, spread), []
    for _ in range(count):
        values.append(value)
        value = kept * value + chance.gauss(0, spread * sqrt(1 - kept * kept))
    return values
