"""How a series is best cut into levels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import inf


def partition(values: Sequence[float], *, penalty: float, least: int) -> list[int]:
    """The indices at which a new level begins, ascending; every level holds at least so many.

    It is the cut with the least sum of squares about the levels' means plus one penalty for each
    level (optimal partitioning; Jackson and others, 2005). Time grows with the square of the count:
    pruning would help only where levels change often, and is wrong where they must be long.
    """
    sums, squares = _sums(values), _sums([value * value for value in values])
    costs = [-penalty] + [inf] * len(values)
    starts = [0] * (len(values) + 1)
    for end in range(least, len(values) + 1):
        total, square = sums[end], squares[end]
        reached = [
            costs[start] + square - squares[start] - (total - sums[start]) ** 2 / (end - start)
            for start in range(end - least + 1)
        ]
        costs[end] = min(reached) + penalty
        starts[end] = reached.index(min(reached))
    return _marks(starts)


def _sums(values: Sequence[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _marks(starts: Sequence[int]) -> list[int]:
    marks = []
    mark = starts[-1]
    while mark:
        marks.append(mark)
        mark = starts[mark]
    return marks[::-1]
