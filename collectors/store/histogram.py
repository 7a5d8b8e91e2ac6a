"""A log histogram: how values are spread, to one percent of each value, in a few bytes.

The buckets are DDSketch's (Masson, Rim, Lee: "DDSketch", VLDB 2019): bucket i holds the values in
(γ^(i-1), γ^i] with γ = (1+α)/(1-α), so that 2γ^i/(γ+1) is within α of all of them. Histograms of
the same α merge without loss.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ALPHA = 0.01
"""The relative error of a percentile."""

_GAMMA = (1 + ALPHA) / (1 - ALPHA)
_LOG_GAMMA = math.log(_GAMMA)
_LOG_MIDDLE = math.log(2 / (_GAMMA + 1))
_LOG_MAX = math.log(1.797e308)

_ONE = 40_000
"""The code of the bucket that ends at 1; above every |i| a float can have, so codes of positive
values are positive, zero's is 0, and a negative value's is that of its opposite, negated."""
_LOWEST = -2 * _ONE


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values fell into each bucket."""

    encoded: bytes = b""
    """Ascending codes as differences, each followed by its count, as LEB128 varints."""

    @classmethod
    def of(cls, values: Iterable[float]) -> Histogram:
        """Count finite values."""
        return cls(_encoded(Counter(map(_code, values))))

    @classmethod
    def merged(cls, histograms: Iterable[Histogram]) -> Histogram:
        """The histogram of all their values together."""
        counts: Counter[int] = Counter()
        for histogram in histograms:
            for code, count in _pairs(histogram.encoded):
                counts[code] += count
        return cls(_encoded(counts))

    def percentiles(self, *ratios: float) -> tuple[float, ...]:
        """The values at these ranks (0 to 1, nearest rank), each within `ALPHA`; nan when empty."""
        pairs = tuple(_pairs(self.encoded))
        total = sum(count for _, count in pairs)
        return tuple(_at_rank(pairs, math.ceil(ratio * total)) for ratio in ratios)

    def percentile(self, ratio: float) -> float:
        """One such value."""
        return self.percentiles(ratio)[0]

    def spread(self) -> tuple[tuple[float, int], ...]:
        """The middle of each bucket that holds values, ascending, and how many it holds."""
        return tuple((_middle(code), count) for code, count in _pairs(self.encoded))


def _code(value: float) -> int:
    if value == 0:
        return 0
    code = math.ceil(math.log(abs(value)) / _LOG_GAMMA) + _ONE
    return code if value > 0 else -code


def _middle(code: int) -> float:
    if code == 0:
        return 0.0
    middle = math.exp(min((abs(code) - _ONE) * _LOG_GAMMA + _LOG_MIDDLE, _LOG_MAX))
    return math.copysign(middle, code)


def _at_rank(pairs: tuple[tuple[int, int], ...], rank: int) -> float:
    seen = 0
    for code, count in pairs:
        seen += count
        if seen >= rank:
            return _middle(code)
    return math.nan


def _encoded(counts: Counter[int]) -> bytes:
    encoded = bytearray()
    previous = _LOWEST
    for code in sorted(counts):
        _append_varint(encoded, code - previous)
        _append_varint(encoded, counts[code])
        previous = code
    return bytes(encoded)


def _pairs(encoded: bytes) -> Iterator[tuple[int, int]]:
    numbers = _varints(encoded)
    code = _LOWEST
    for step, count in zip(numbers, numbers, strict=False):
        code += step
        yield code, count


def _append_varint(encoded: bytearray, number: int) -> None:
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)


def _varints(encoded: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in encoded:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number = shift = 0
