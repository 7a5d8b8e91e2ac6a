"""What timing old and new content side by side has shown so far.

A block times both and gives one difference. After 5, 8, 12, 16, 20 and 25 blocks one looks: most
are decided at the first look, and only what is close takes all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, inf, log, nan, sqrt

from collectors.baseline import Block
from collectors.statistics import centre, deviation, finite

LOOKS = (5, 8, 12, 16, 20, 25)
_LINE = log(1.065)
_UNRESOLVED = 0.03
_CLOCK = 0.002
_WIDEST = 700.0


class Outcome(StrEnum):
    """What the blocks amount to."""

    CONTINUE = "continue"
    OK = "ok"
    IMPROVED = "improved"
    REGRESSION = "regression"
    NOISY = "noisy"
    """All blocks were taken, and 10 % could not have been told from noise."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """New time over old time."""

    outcome: Outcome
    ratio: float
    low: float
    """Where the interval begins that holds the true ratio nine times in ten, at every look."""
    high: float
    blocks: int
    """How many gave a usable difference."""

    @property
    def uncertainty(self) -> float:
        """How far from 1 the interval reaches, as a share; infinite when nothing is known."""
        return max(self.high, 1 / self.low) - 1 if self.low > 0 else inf


@dataclass(frozen=True, slots=True)
class _Estimate:
    """Logarithms: the middle of the differences, its standard error, half of its interval."""

    middle: float
    error: float
    reach: float


def differences(blocks: Iterable[Block]) -> list[float]:
    """What each block shows: the logarithm of new over old; NaN where a time is no time."""
    return [_difference(block.baseline_seconds, block.current_seconds) for block in blocks]


def judge(blocks: Iterable[Block]) -> Confirmation:
    """Judge all blocks so far."""
    return decide(differences(blocks))


def decide(differences: Sequence[float]) -> Confirmation:
    """Judge the differences of all blocks so far; between two looks the answer is to go on."""
    usable = [_bounded(difference) for difference in finite(differences)]
    if len(usable) < LOOKS[0]:
        outcome = Outcome.CONTINUE if len(differences) < LOOKS[-1] else Outcome.NOISY
        return Confirmation(outcome, 1.0, 0.0, inf, len(usable))
    estimate = _estimate(usable)
    return Confirmation(
        outcome=_outcome(estimate, len(differences)),
        ratio=_ratio(estimate.middle),
        low=_ratio(estimate.middle - estimate.reach),
        high=_ratio(estimate.middle + estimate.reach),
        blocks=len(usable),
    )


def _difference(old: float, new: float) -> float:
    return log(new / old) if 0 < old < inf and 0 < new < inf else nan


def _estimate(differences: Sequence[float]) -> _Estimate:
    """Locate the differences; few of them tell less about their own spread, hence the 5 / n."""
    count = len(differences)
    error = 1.1 * deviation(differences) / sqrt(count) + _CLOCK
    return _Estimate(centre(differences), error, (1.6 + 5 / count) * error)


def _outcome(estimate: _Estimate, blocks: int) -> Outcome:
    if blocks not in LOOKS and blocks < LOOKS[-1]:
        return Outcome.CONTINUE
    moved = abs(estimate.middle) >= _LINE
    if moved and abs(estimate.middle) - estimate.reach > _LINE / 2:
        return _side(estimate)
    if abs(estimate.middle) + estimate.reach < _LINE:
        return Outcome.OK
    if blocks < LOOKS[-1]:
        return Outcome.CONTINUE
    if estimate.error > _UNRESOLVED:
        return Outcome.NOISY
    return _side(estimate) if moved else Outcome.OK


def _side(estimate: _Estimate) -> Outcome:
    return Outcome.REGRESSION if estimate.middle > 0 else Outcome.IMPROVED


def _ratio(logarithm: float) -> float:
    return exp(_bounded(logarithm))


def _bounded(logarithm: float) -> float:
    """Keep a ratio within what a float can hold."""
    return min(max(logarithm, -_WIDEST), _WIDEST)
