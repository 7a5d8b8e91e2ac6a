"""Where a set of numbers lies and how far it spreads."""

from __future__ import annotations

from math import inf, nan, pi, sqrt
from random import Random

import pytest

from collectors.statistics import centre, deviation, finite, quantile, thinned


def test_the_deviation_of_normal_numbers_is_theirs() -> None:
    chance = Random(1)
    assert deviation([chance.gauss(5, 2) for _ in range(2_000)]) == pytest.approx(2, rel=0.1)


def test_the_deviation_is_the_mean_difference_of_two_scaled_to_normal_numbers() -> None:
    assert deviation([4.0, 1.0, 2.0]) == pytest.approx(2.0 * sqrt(pi) / 2)


def test_the_centre_is_the_median_of_the_means_of_pairs_and_of_each_alone() -> None:
    assert centre([6.0, 1.0, 2.0]) == 2.75


def test_one_number_does_not_deviate() -> None:
    assert deviation([3.0]) == deviation([]) == 0.0


def test_a_wild_number_does_not_move_the_centre_far() -> None:
    assert centre([1.0, 2.0, 3.0, 4.0, 1_000.0]) < 5


def test_quantiles_are_interpolated() -> None:
    assert quantile([1.0, 2.0, 3.0, 5.0], 0.25) == 1.75
    assert quantile([7.0], 0.9) == 7.0


def test_what_is_no_number_is_left_out() -> None:
    assert finite([1.0, nan, inf, -inf, 2.0]) == [1.0, 2.0]


def test_thinned_numbers_keep_both_ends() -> None:
    kept = thinned([float(number) for number in range(1_000)], most=10)
    assert (len(kept), kept[0], kept[-1]) == (10, 0.0, 999.0)
