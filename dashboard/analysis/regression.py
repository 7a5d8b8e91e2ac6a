"""Whether times got longer by more than noise would explain.

Samples of one process cannot tell a slow module from a slow process: compare what was timed side by
side, or many processes (`decide_runs`), and take `decide` for a suspicion otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, log
from sys import float_info

from dashboard.analysis.statistics import finite, quantile, rank_sum, shift

LEAST_SAMPLES = 8
LEAST_RUNS = 5
QUARTILE = 0.25
_QUANTILES = (0.10, QUARTILE, 0.50)
_LINE = log(1.055)
_CAUTION = 0.1
_RUNS_LINE = log(1.065)
_SURE = 2.0
_RUNS_SURE = 1.64
_WIDEST = 700.0


def decide(baseline: Sequence[float], current: Sequence[float]) -> bool:
    """Whether current times are longer; False for fewer than `LEAST_SAMPLES` on a side.

    They are when the lower half of the samples moved by 5.5 %, and a little more for small samples,
    and ranks say that it is no accident. The order of samples does not matter.
    """
    before, after = _log_times(baseline), _log_times(current)
    if min(len(before), len(after)) < LEAST_SAMPLES:
        return False
    line = _LINE + _CAUTION * (1 / len(before) + 1 / len(after))
    return _slowdown(before, after) >= line and rank_sum(before, after) > _SURE


def decide_runs(
    baseline_runs: Sequence[Sequence[float]], current_runs: Sequence[Sequence[float]]
) -> bool:
    """Whether the runs of fresh processes got longer by 6.5 %, run against run.

    A run counts as one value, its lower quartile, because runs differ by more than samples do.
    False for fewer than `LEAST_RUNS` on a side.
    """
    before, after = _run_logs(baseline_runs), _run_logs(current_runs)
    if min(len(before), len(after)) < LEAST_RUNS:
        return False
    return shift(before, after) >= _RUNS_LINE and rank_sum(before, after) > _RUNS_SURE


def slowdown(baseline: Sequence[float], current: Sequence[float]) -> float:
    """The ratio by which `decide` thinks times grew; 1 when a side has no usable sample."""
    before, after = _log_times(baseline), _log_times(current)
    if not before or not after:
        return 1.0
    return exp(min(max(_slowdown(before, after), -_WIDEST), _WIDEST))


def _log_times(times: Iterable[float]) -> list[float]:
    """Sort the logarithms of what can be a time; a zero is the least time there is."""
    return sorted(log(max(time, float_info.min)) for time in finite(times) if time >= 0)


def _slowdown(before: Sequence[float], after: Sequence[float]) -> float:
    """The mean of the two least of three shifts, in logs.

    The least alone would be stricter, and misses twice to three times as many true ones: the tenth
    percentile of a few samples is itself noise.
    """
    shifts = sorted(quantile(after, at) - quantile(before, at) for at in _QUANTILES)
    return (shifts[0] + shifts[1]) / 2


def _run_logs(runs: Iterable[Sequence[float]]) -> list[float]:
    return [quantile(logs, QUARTILE) for logs in map(_log_times, runs) if logs]
