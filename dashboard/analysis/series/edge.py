"""Whether two neighbouring stretches of a series are two levels.

They may as well be a slope or a swing that was cut in two, or chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt
from statistics import fmean, median

from dashboard.analysis.series.curve import unexplained
from dashboard.analysis.statistics import student_tail

LEAST_NOISE = 0.003
_LEAST_STEP = 0.045
_SLOPE_WINDOW = 25
_EDGE = 5
_DEGREE = 3
_SUDDEN = 0.6
_SURE = 3.0

_Values = Sequence[float]


def doubt(before: _Values, after: _Values, *, inertia: float) -> float:
    """The chance of such a difference between levels; 1 or more without a step's shape.

    Inertia is how many times wider the variance of a mean is than that of independent values.
    """
    freedom = len(before) + len(after) - 2
    variance = max((_squares(before) + _squares(after)) / freedom, LEAST_NOISE**2)
    error = sqrt(variance * inertia * (1 / len(before) + 1 / len(after)))
    difference = abs(fmean(after) - fmean(before))
    chance = 2 * student_tail(difference / error, freedom=max(1.0, freedom / inertia))
    return chance if _is_step(before, after, inertia) else 1 + chance


def _is_step(before: _Values, after: _Values, inertia: float) -> bool:
    return (
        abs(median(after) - median(before)) >= _LEAST_STEP
        and _is_sudden(before, after)
        and not _is_curve(before, after)
        and _jumps(before[-_SLOPE_WINDOW:], after[:_SLOPE_WINDOW], inertia)
    )


def _is_sudden(before: _Values, after: _Values) -> bool:
    """Whether most of the difference comes about between close neighbours of the edge."""
    near, far = fmean(after[:_EDGE]) - fmean(before[-_EDGE:]), fmean(after) - fmean(before)
    return near * far >= _SUDDEN * far * far


def _is_curve(before: _Values, after: _Values) -> bool:
    """Whether one curve explains the values as well as two levels do; it may bend twice."""
    squares = _squares(before) + _squares(after)
    return unexplained([*before, *after], degree=_DEGREE) <= squares


def _jumps(before: _Values, after: _Values, inertia: float) -> bool:
    """Whether a step remains when both sides share a slope (analysis of covariance)."""
    room = _room(before) + _room(after)
    slope = (_lean(before) + _lean(after)) / room
    distance = (len(before) + len(after)) / 2
    squares = _squares(before) + _squares(after) - slope * slope * room
    variance = max(squares / (len(before) + len(after) - 3), LEAST_NOISE**2) * inertia
    error = sqrt(variance * (1 / len(before) + 1 / len(after) + distance * distance / room))
    difference = fmean(after) - fmean(before)
    return (difference - slope * distance) * (1 if difference > 0 else -1) >= _SURE * error


def _squares(values: _Values) -> float:
    middle = fmean(values)
    return fsum((value - middle) ** 2 for value in values)


def _lean(values: _Values) -> float:
    middle = (len(values) - 1) / 2
    return fsum((place - middle) * value for place, value in enumerate(values))


def _room(values: _Values) -> float:
    return len(values) * (len(values) ** 2 - 1) / 12
