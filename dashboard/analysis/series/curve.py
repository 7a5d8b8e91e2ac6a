"""How well a smooth curve explains values."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from statistics import fmean


def unexplained(values: Sequence[float], *, degree: int) -> float:
    """The sum of squares about the polynomial that fits best, over equal distances.

    Polynomials that are orthogonal on the places need no equations to be solved (Gram, 1883).
    """
    middle, places = fmean(values), [it - (len(values) - 1) / 2 for it in range(len(values))]
    left = fsum((value - middle) ** 2 for value in values)
    last, basis = [0.0] * len(values), [1.0] * len(values)
    share, power = 0.0, float(len(values))
    for _ in range(min(degree, len(values) - 1)):
        grown = zip(places, basis, last, strict=True)
        last, basis = basis, [place * one - share * other for place, one, other in grown]
        before, power = power, fsum(it * it for it in basis)
        share = power / before
        left -= fsum(one * value for one, value in zip(basis, values, strict=True)) ** 2 / power
    return max(left, 0.0)
