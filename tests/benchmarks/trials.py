"""What the judges of times and histories say about cases of which the truth is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from collectors.baseline import Block
from collectors.comparing.verdict import LOOKS, Confirmation, Outcome, judge
from collectors.statistics import quantile
from dashboard.analysis import regression, steps
from tests.benchmarks import histories
from tests.benchmarks.histories import History
from tests.benchmarks.noise import Noise

LENGTHS = (60, 120, 200)
_BLOCK = 10

Pair = tuple[list[float], list[float]]
Draw = Callable[[Noise, Random, int], History]


@dataclass(frozen=True, slots=True)
class Score:
    """How many steps there are, how many of them were found, and how many were claimed."""

    steps: int
    hits: int
    claims: int


def taking_turns(times: Sequence[float]) -> Pair:
    """Split times as if two contents had been timed in turns: old new new old."""
    old = [value for place, value in enumerate(times) if place % 4 in (0, 3)]
    return old, [value for place, value in enumerate(times) if place % 4 in (1, 2)]


def halves(times: Sequence[float]) -> Pair:
    """Split times as if the content had changed half-way."""
    half = len(times) // 2
    return list(times[:half]), list(times[half:])


def pairs(noise: Noise, *, size: int, seeds: int) -> Iterator[Pair]:
    """Two samples of the same noise: in turns, one after the other, or drawn anew, by turns."""
    for seed in range(seeds):
        chance = Random(seed)
        if seed % 3 == 2:
            yield noise(chance, size), noise(chance, size)
        else:
            yield (halves, taking_turns)[seed % 3](noise(chance, 2 * size))


def flagged(pair: Pair, *, ratio: float) -> bool:
    """Whether it is a regression that the second side takes so many times as long."""
    old, new = pair
    return regression.decide(old, _times(new, ratio))


def flagged_share(noise: Noise, *, size: int, ratio: float, seeds: int) -> float:
    """How many of many pairs are called a regression, from 0 to 1."""
    return fmean(flagged(pair, ratio=ratio) for pair in pairs(noise, size=size, seeds=seeds))


def confirmed(times: Sequence[float], *, ratio: float) -> Confirmation:
    """Take blocks of ten times, half of them so many times as long, until it is decided."""
    blocks: list[Block] = []
    seen = judge(blocks)
    for start in range(0, len(times) - _BLOCK + 1, _BLOCK):
        old, new = taking_turns(times[start : start + _BLOCK])
        blocks.append(Block(_quartile(old), ratio * _quartile(new), 0.0))
        seen = judge(blocks)
        if seen.outcome is not Outcome.CONTINUE:
            break
    return seen


def confirmations(noise: Noise, *, ratio: float, seeds: int) -> list[Confirmation]:
    """The same for many seeds, with as many blocks as it may take."""
    most = _BLOCK * LOOKS[-1]
    return [confirmed(noise(Random(seed), most), ratio=ratio) for seed in range(seeds)]


def score(noise: Noise, *, seeds: int) -> Score:
    """Look for the steps of many histories of several lengths."""
    marks = hits = claims = 0
    for history in _histories(histories.stepped, noise, seeds):
        found = steps.detect(history.values)
        marks += len(history.marks)
        hits += history.hits(found)
        claims += len(found)
    return Score(marks, hits, claims)


def alarmed_share(draw: Draw, noise: Noise, *, seeds: int) -> float:
    """How many histories without a step are said to have one, from 0 to 1."""
    drawn = _histories(draw, noise, seeds)
    return fmean(bool(steps.detect(history.values)) for history in drawn)


def _histories(draw: Draw, noise: Noise, seeds: int) -> Iterator[History]:
    return (draw(noise, Random(seed), length) for length in LENGTHS for seed in range(seeds))


def _times(values: Sequence[float], ratio: float) -> list[float]:
    return [ratio * value for value in values]


def _quartile(times: Sequence[float]) -> float:
    return quantile(sorted(times), regression.QUARTILE)
