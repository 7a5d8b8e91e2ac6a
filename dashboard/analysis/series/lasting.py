"""Which levels last longer than visits of their height do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from dashboard.analysis.series.visits import RETURNED, Visit, alike

_LONGER = 4
"""Times the longest visit; a stay that ends by chance takes four times its usual length once in
50 times.
"""

_Values = Sequence[float]
_Stay = tuple[float, int]
"""How far away something was, and for how many points."""


def lasting(values: _Values, marks: Iterable[int], visited: Iterable[Visit]) -> list[int]:
    """Drop the marks of what is a long visit among short ones: a level that is revisited."""
    left = list(marks)
    stays = [(visit.height, visit.length) for visit in visited]
    while (found := _fleeting(values, [0, *left, len(values)], stays)) is not None:
        dropped, stay = found
        stays += [stay] * (len(left[dropped]) > 1)  # of one mark nobody knows which side stayed
        del left[dropped]
    return left


def _fleeting(
    values: _Values, edges: Sequence[int], stays: Sequence[_Stay]
) -> tuple[slice, _Stay] | None:
    """The marks about the shortest level that does not last, and that level; or None."""
    lengths = [end - start for start, end in pairwise(edges)]
    middles = [median(values[start:end]) for start, end in pairwise(edges)]
    for place in sorted(range(len(lengths)), key=lambda place: lengths[place]):
        height, side = min(_sides(middles, place), default=(0.0, place))
        others = ((_rise(middles, it), lengths[it]) for it in _returning(middles, place))
        longest = max((many for far, many in (*stays, *others) if alike(far, height)), default=0)
        if lengths[place] < _LONGER * longest:
            both = place in _returning(middles)
            edge = place - 1 if both else min(place, side)
            return slice(edge, edge + 1 + both), (height, lengths[place])
    return None


def _sides(middles: _Values, place: int) -> Iterator[tuple[float, int]]:
    """How far the neighbouring levels are, and which they are."""
    for side in (place - 1, place + 1):
        if 0 <= side < len(middles):
            yield abs(middles[place] - middles[side]), side


def _returning(middles: _Values, place: int = -2) -> list[int]:
    """Levels after which it went back to where it was; not that at a place, nor its neighbours."""
    return [
        it
        for it in range(1, len(middles) - 1)
        if abs(it - place) > 1
        and abs(middles[it + 1] - middles[it - 1])
        < RETURNED * min(_rise(middles, it), _rise(middles, it + 1))
    ]


def _rise(middles: _Values, place: int) -> float:
    return abs(middles[place] - middles[place - 1])
