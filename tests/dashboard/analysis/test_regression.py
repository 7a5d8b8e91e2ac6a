"""Whether times got longer by more than noise would explain."""

from __future__ import annotations

from math import inf, nan
from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.regression import (
    LEAST_RUNS,
    LEAST_SAMPLES,
    decide,
    decide_runs,
    slowdown,
)
from tests.benchmarks import trials
from tests.benchmarks.noise import KINDS, UNSEEN, Noise, normal

ANYTHING = st.lists(st.floats(), max_size=40)
TIMES = st.lists(st.floats(1e-6, 1e3), min_size=LEAST_SAMPLES, max_size=40)
NOISES = {**KINDS, **UNSEEN}


@pytest.mark.parametrize("noise", NOISES.values(), ids=NOISES)
def test_the_same_measured_twice_is_hardly_ever_a_regression(noise: Noise) -> None:
    assert trials.flagged_share(noise, size=50, ratio=1.0, seeds=60) <= 0.06


def test_over_all_kinds_of_noise_false_alarms_are_rare() -> None:
    shares = [trials.flagged_share(noise, size=20, ratio=1, seeds=40) for noise in NOISES.values()]
    assert fmean(shares) <= 0.015


def test_a_tenth_more_is_mostly_found_in_fifty_samples() -> None:
    shares = [trials.flagged_share(noise, size=50, ratio=1.1, seeds=30) for noise in KINDS.values()]
    assert fmean(shares) >= 0.9


def test_a_fifth_more_is_nearly_always_found_in_twenty_samples() -> None:
    shares = [trials.flagged_share(noise, size=20, ratio=1.2, seeds=30) for noise in KINDS.values()]
    assert fmean(shares) >= 0.95


@pytest.mark.parametrize("noise", NOISES.values(), ids=NOISES)
def test_a_fifth_less_is_never_a_regression(noise: Noise) -> None:
    assert trials.flagged_share(noise, size=50, ratio=0.8, seeds=40) == 0


def test_a_few_very_slow_samples_are_no_regression() -> None:
    usual = normal(Random(1), 50)
    assert not decide(usual, [*usual[:45], 9.0, 9.0, 9.0, 9.0, 9.0])


@pytest.mark.parametrize("count", [LEAST_SAMPLES - 1, LEAST_SAMPLES])
def test_fewer_samples_than_it_takes_are_no_regression(count: int) -> None:
    assert decide([1.0] * 50, [2.0] * count) == (count == LEAST_SAMPLES)


def test_samples_that_are_no_times_do_not_count() -> None:
    assert not decide([1.0] * 50, [2.0] * (LEAST_SAMPLES - 1) + [nan, inf, -inf, -2.0])


@given(st.floats(0, 1e300), st.integers(0, 60), st.integers(0, 60))
def test_a_constant_never_regresses(value: float, old: int, new: int) -> None:
    assert not decide([value] * old, [value] * new)


@given(TIMES, TIMES, st.randoms(use_true_random=False))
def test_the_order_of_samples_does_not_matter(
    baseline: list[float], current: list[float], chance: Random
) -> None:
    expected = decide(baseline, current)
    chance.shuffle(baseline)
    chance.shuffle(current)
    assert decide(baseline, current) is expected


@given(TIMES, TIMES, st.integers(-40, 40))
def test_the_unit_does_not_matter(baseline: list[float], current: list[float], power: int) -> None:
    unit = 2.0**power
    scaled = [value * unit for value in baseline], [value * unit for value in current]
    assert decide(*scaled) is decide(baseline, current)


@given(TIMES, TIMES)
def test_of_two_sides_at_most_one_is_a_regression(
    baseline: list[float], current: list[float]
) -> None:
    assert not (decide(baseline, current) and decide(current, baseline))


@given(TIMES)
def test_times_that_only_fell_are_never_a_regression(baseline: list[float]) -> None:
    assert not decide(baseline, [value * 0.9 for value in baseline])


@given(ANYTHING, ANYTHING)
def test_any_numbers_can_be_compared(baseline: list[float], current: list[float]) -> None:
    assert decide(baseline, current) in (False, True)
    assert slowdown(baseline, current) > 0


@given(st.lists(ANYTHING, max_size=12), st.lists(ANYTHING, max_size=12))
def test_any_runs_can_be_compared(baseline: list[list[float]], current: list[list[float]]) -> None:
    assert decide_runs(baseline, current) in (False, True)


def test_the_slowdown_is_that_of_the_samples() -> None:
    usual = normal(Random(1), 50)
    assert slowdown(usual, [1.25 * value for value in usual]) == pytest.approx(1.25)


def test_runs_that_differ_among_themselves_are_no_regression() -> None:
    assert sum(decide_runs(_runs(seed), _runs(-1 - seed)) for seed in range(100)) <= 1


def test_runs_that_all_take_longer_are_a_regression() -> None:
    found = (decide_runs(_runs(seed), _runs(-1 - seed, ratio=1.15)) for seed in range(100))
    assert sum(found) >= 95


def test_a_single_run_is_no_evidence_however_many_samples_it_has() -> None:
    assert not decide_runs([[1.0] * 500], [[2.0] * 500])
    assert decide_runs([[1.0]] * LEAST_RUNS, [[2.0]] * LEAST_RUNS)


def test_many_samples_and_many_runs_can_be_compared() -> None:
    usual = normal(Random(1), 10_000)
    assert decide(usual, [1.1 * value for value in usual])
    assert not decide_runs([[value] for value in usual], [[value] for value in usual])


def _runs(seed: int, *, ratio: float = 1.0) -> list[list[float]]:
    """Ten processes, each of which is 5 % faster or slower than the others."""
    chance = Random(seed)
    places = [ratio * chance.gauss(1, 0.05) for _ in range(10)]
    return [[place * value for value in normal(chance, 20)] for place in places]
