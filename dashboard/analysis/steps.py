"""Where a series changed its level for good.

The series is one value per run, oldest first. A spike, a short burst, a slow drift, a swing, values
that come in two kinds and a level that is left and revisited are no steps; telling those apart from
steps is most of what this file does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import isfinite, log, sqrt
from statistics import fmean, median

from dashboard.analysis.series.edge import LEAST_NOISE, doubt
from dashboard.analysis.series.lasting import lasting
from dashboard.analysis.series.partition import partition
from dashboard.analysis.series.visits import LONGEST, RETURNED, visits, without
from dashboard.analysis.statistics import folded, lag_one

_MOST_POINTS = 400
_LEAST_LEVEL = 8
_PENALTY = 4.0
_DOUBT = 2e-4
_OUTLIER = 3.0
_OUTLIER_WINDOW = 13
_LEVEL_WINDOW = 29
_MAD = 1.4826
_FARTHEST = 1e9

_Values = Sequence[float]


def detect(series: Sequence[float]) -> list[int]:
    """The indices at which a new level begins, ascending; what is no number is passed over.

    A level holds for at least eight points, and for twelve if it then goes back to what it was; a
    step is at least 4.5 %. Series beyond 400 points are looked at in blocks of neighbours.
    """
    places = [place for place, value in enumerate(series) if isfinite(value)]
    values = _relative([series[place] for place in places])
    width = max(1, -(-len(values) // _MOST_POINTS))
    marks = _steps(folded(values, width=width))
    if width > 1:
        marks = _refined(values, [mark * width for mark in marks], width)
    return [places[mark] for mark in marks]


def _relative(values: _Values) -> list[float]:
    """Logarithms, so that a difference is a ratio; shares of the middle where there are none."""
    if not values:
        return []
    if min(values) > 0:
        logs = [log(value) for value in values]
        middle = median(logs)
        return [value - middle for value in logs]
    sizes = [abs(value) for value in values]
    scale = median(sizes) or max(sizes) or 1.0
    return [min(max(value / scale, -_FARTHEST), _FARTHEST) for value in values]


def _steps(values: _Values) -> list[int]:
    """Look first without any visits, then with those that are as high as what was found."""
    if len(values) < 2 * _LEAST_LEVEL:
        return []
    jitter = _jitter(values)
    known = visits(values, jitter=jitter)
    calm = without(values, known)
    marks = _cut(calm, jitter)
    if not known or not marks:
        return lasting(calm, marks, known)
    heights = _heights(calm, marks)
    others = (it for it in known if not any(map(it.is_like, heights)))
    return lasting(calm, _cut(without(values, others), jitter), known)


def _cut(values: _Values, jitter: float) -> list[int]:
    values = _clipped(values, _OUTLIER * jitter)
    penalty = _PENALTY * log(len(values)) * _noise(values, jitter) ** 2
    marks = partition(values, penalty=penalty, least=_LEAST_LEVEL)
    inertia = _inertia(values, marks)
    if inertia > 1:
        marks = partition(values, penalty=penalty * inertia**1.5, least=_LEAST_LEVEL)
    return _without_returns(values, _confirmed(values, marks, inertia))


def _heights(values: _Values, marks: Sequence[int]) -> list[float]:
    middles = [median(level) for level in _levels(values, marks)]
    return [after - before for before, after in pairwise(middles)]


def _jitter(values: _Values) -> float:
    """What neighbours differ by, as a standard deviation; levels do not enter."""
    return max(_MAD * median(abs(b - a) for a, b in pairwise(values)) / sqrt(2), LEAST_NOISE)


def _clipped(values: _Values, reach: float) -> list[float]:
    middles = _running_median(values, _OUTLIER_WINDOW)
    return [
        min(max(value, middle - reach), middle + reach)
        for value, middle in zip(values, middles, strict=True)
    ]


def _noise(values: _Values, jitter: float) -> float:
    """The standard deviation about a moving level.

    It is more than the jitter where values come in two kinds or resemble their neighbours, and
    without it each change between the two kinds is a step.
    """
    middles = _running_median(values, _LEVEL_WINDOW)
    rests = [value - middle for value, middle in zip(values, middles, strict=True)]
    return max(jitter, 1.1 * sqrt(fmean(rest * rest for rest in rests)))


def _running_median(values: _Values, window: int) -> list[float]:
    half = window // 2
    return [median(values[max(0, place - half) : place + half + 1]) for place in range(len(values))]


def _inertia(values: _Values, marks: Iterable[int]) -> float:
    """How many times wider neighbours that resemble each other make the variance of a mean."""
    rests = [value - fmean(level) for level in _levels(values, marks) for value in level]
    kept = lag_one(rests)
    return (1 + kept) / (1 - kept) if kept > 0.15 else 1.0


def _levels(values: _Values, marks: Iterable[int]) -> list[_Values]:
    return [values[start:end] for start, end in pairwise([0, *marks, len(values)])]


def _confirmed(values: _Values, marks: Sequence[int], inertia: float) -> list[int]:
    """Drop the most doubtful step until none is doubtful."""
    left = list(marks)
    while left:
        doubts = [doubt(a, b, inertia=inertia) for a, b in pairwise(_levels(values, left))]
        if max(doubts) <= _DOUBT:
            break
        del left[doubts.index(max(doubts))]
    return left


def _without_returns(values: _Values, marks: Sequence[int]) -> list[int]:
    """Drop both ends of what was a burst: few points, then back to where it was."""
    left = list(marks)
    while (burst := _burst(_levels(values, left))) is not None:
        del left[burst - 1 : burst + 1]
    return left


def _burst(levels: Sequence[_Values]) -> int | None:
    middles = [median(level) for level in levels]
    for place in range(1, len(levels) - 1):
        before, here, after = middles[place - 1 : place + 2]
        height = min(abs(here - before), abs(here - after))
        if len(levels[place]) <= LONGEST and abs(after - before) < RETURNED * height:
            return place
    return None


def _refined(values: _Values, marks: Sequence[int], reach: int) -> list[int]:
    """Move each mark to where, within reach, the values change from one side to the other."""
    edges = [0, *marks, len(values)]
    return [
        _crossing(values, mark, reach, median(values[start:mark]), median(values[mark:end]))
        for start, mark, end in zip(edges, edges[1:], edges[2:], strict=False)
    ]


def _crossing(values: _Values, mark: int, reach: int, old: float, new: float) -> int:
    middle, half, sign = (old + new) / 2, abs(new - old) / 2, 1 if new > old else -1
    first = mark - reach
    old_side = [
        min(max((middle - value) * sign, -half), half) for value in values[first : mark + reach]
    ]
    gains = list(accumulate(old_side, initial=0.0))
    return first + gains.index(max(gains))
