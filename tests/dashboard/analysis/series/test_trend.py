"""Where a series is heading, when it is heading anywhere."""

from __future__ import annotations

from itertools import combinations
from math import inf, nan
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dashboard.analysis.series.trend import LEAST_POINTS, Direction, fit
from tests.benchmarks.noise import autocorrelated, milder, normal


def test_what_keeps_growing_goes_up() -> None:
    assert fit(_growing(0.02, count=20)).direction is Direction.UP


def test_what_keeps_shrinking_goes_down() -> None:
    assert fit(_growing(-0.02, count=20)).direction is Direction.DOWN


@pytest.mark.parametrize("count", [LEAST_POINTS - 1, LEAST_POINTS])
def test_too_few_points_go_nowhere(count: int) -> None:
    clear = [float(place) for place in range(count)]
    assert (fit(clear).direction is Direction.UP) == (count == LEAST_POINTS)


def test_noise_goes_nowhere() -> None:
    assert sum(bool(fit(normal(Random(seed), 30)).direction) for seed in range(100)) <= 3


def test_neighbours_that_resemble_each_other_are_no_trend() -> None:
    series = (autocorrelated(Random(seed), 30) for seed in range(100))
    assert sum(bool(fit(values).direction) for values in series) <= 4


def test_chance_orders_as_many_pairs_once_in_a_hundred_times() -> None:
    most, one_less = (
        [3.0, 4.0, 2.0, 1.0, 8.0, 7.0, 5.0, 6.0, 12.0, 9.0, 10.0, 11.0],
        [1.0, 3.0, 2.0, 6.0, 10.0, 4.0, 11.0, 7.0, 5.0, 9.0, 8.0, 12.0],
    )
    grown = [sum(old < new for old, new in combinations(it, 2)) for it in (most, one_less)]
    assert grown == [53, 52]  # of 66: 2.67 and 2.54 standard deviations, corrected by one
    assert (fit(most).direction, fit(one_less).direction) == (Direction.UP, Direction.NONE)


def test_an_outlier_does_not_bend_the_line() -> None:
    values = [float(place) for place in range(20)]
    assert fit([*values[:10], 1e6, *values[11:]]).slope == pytest.approx(1.0)


def test_a_slope_is_per_unit_of_the_given_times() -> None:
    seen = fit([0.0, 1.0, 4.0, 5.0], times=[0.0, 1000.0, 4000.0, 5000.0])
    assert seen.slope == pytest.approx(0.001)


def test_times_in_any_order_are_the_same_series() -> None:
    assert fit([3.0, 1.0, 2.0], times=[3.0, 1.0, 2.0]) == fit(
        [1.0, 2.0, 3.0], times=[1.0, 2.0, 3.0]
    )


def test_what_is_no_number_is_passed_over() -> None:
    assert fit([1.0, nan, 3.0, inf, 5.0]) == fit([1.0, 3.0, 5.0], times=[0.0, 2.0, 4.0])


def test_a_single_point_has_any_slope() -> None:
    seen = fit([1.0])
    assert (seen.low, seen.high, seen.direction) == (-inf, inf, Direction.NONE)


def test_many_points_are_fitted_like_few() -> None:
    assert fit(_growing(0.0001, count=10_000)).slope == pytest.approx(0.0001, rel=0.05)


@given(st.integers(0, 1000), st.integers(5, 40))
def test_slope_and_interval_are_those_of_scipy(seed: int, count: int) -> None:
    # Every second value lies above the line, so that neighbours do not widen the interval.
    chance = Random(seed)
    values = [0.3 * place + (-1) ** place + chance.uniform(0, 0.1) for place in range(count)]
    expected = stats.theilslopes(values, alpha=0.9)
    seen = fit(values)
    assert seen.slope == pytest.approx(expected.slope)
    assert (seen.low, seen.high) == pytest.approx((expected.low_slope, expected.high_slope))


@settings(max_examples=50)
@given(st.lists(st.floats(), max_size=40))
def test_any_numbers_can_be_fitted(values: list[float]) -> None:
    seen = fit(values)
    assert seen.low <= seen.slope <= seen.high


def _growing(rate: float, *, count: int) -> list[float]:
    values = milder(normal(Random(3), count))
    return [value + rate * place for place, value in enumerate(values)]
