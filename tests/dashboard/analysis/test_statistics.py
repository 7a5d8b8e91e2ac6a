"""What samples amount to."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import quantiles

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from dashboard.analysis.statistics import (
    folded,
    lag_one,
    mean,
    quantile,
    rank_sum,
    shift,
    student_tail,
    summarise,
)

VALUES = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=50)
TIED = st.lists(st.integers(0, 9).map(float), min_size=1, max_size=30)
PLAIN = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=30)


def test_a_quantile_between_two_samples_lies_between_them() -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.5


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=50))
def test_quantiles_are_those_of_the_standard_librarys_inclusive_method(
    values: list[float],
) -> None:
    expected = quantiles(values, n=20, method="inclusive")[-1]
    assert quantile(sorted(values), 0.95) == pytest.approx(expected)


@given(VALUES, st.floats(0, 1))
def test_a_quantile_never_leaves_the_samples(values: list[float], fraction: float) -> None:
    assert min(values) <= quantile(sorted(values), fraction) <= max(values)


@given(VALUES)
def test_the_order_of_samples_matters_to_the_latest_only(values: list[float]) -> None:
    assert summarise([*values, 1.0]) == summarise([*sorted(values), 1.0])


def test_the_latest_is_the_last_in_time() -> None:
    assert summarise([3.0, 1.0, 2.0]).latest == 2.0


@pytest.mark.parametrize("values", [(1e308, 1e308), (-1e308, -1e308)])
def test_a_mean_of_huge_values_stays_finite(values: Sequence[float]) -> None:
    assert mean(values) == values[0]


@given(TIED, TIED)
def test_ranks_are_compared_like_scipy_does_with_ties(old: list[float], new: list[float]) -> None:
    assume(len({*old, *new}) > 1)
    expected = stats.mannwhitneyu(
        new, old, alternative="greater", method="asymptotic", use_continuity=False
    )
    assert stats.norm.sf(rank_sum(old, new)) == pytest.approx(expected.pvalue, rel=1e-9)


@pytest.mark.parametrize(("old", "new"), [([], [1.0]), ([1.0], []), ([], []), ([2.0], [2.0, 2.0])])
def test_ranks_say_nothing_where_there_is_nothing_to_compare(
    old: list[float], new: list[float]
) -> None:
    assert rank_sum(old, new) == 0


@given(st.floats(-50, 50), st.floats(0.5, 1e4))
def test_the_tail_of_students_t_is_that_of_scipy(t: float, freedom: float) -> None:
    expected = float(stats.t.sf(t, freedom))
    assert student_tail(t, freedom=freedom) == pytest.approx(expected, rel=1e-9, abs=1e-300)


@given(PLAIN, PLAIN)
def test_a_shift_is_the_median_of_all_differences(old: list[float], new: list[float]) -> None:
    assert shift(old, new) == pytest.approx(np.median(np.subtract.outer(new, old)), abs=1e-9)


def test_a_shift_between_many_values_is_about_that_of_all() -> None:
    chance = Random(1)
    old = [chance.gauss(0, 1) for _ in range(5000)]
    assert shift(old, [value + 0.25 for value in old]) == pytest.approx(0.25, abs=0.01)


def test_blocks_of_neighbours_become_their_medians() -> None:
    assert folded([1.0, 9.0, 2.0, 5.0, 7.0], width=3) == [2.0, 6.0]


@pytest.mark.parametrize(
    ("values", "kept"),
    [([], 0.0), ([0.0, 0.0], 0.0), ([1.0, -1.0, 1.0], 0.0), ([1.0, 1.0], 0.5), ([1.0] * 99, 0.9)],
)
def test_neighbours_resemble_each_other_more_or_less(values: list[float], kept: float) -> None:
    assert lag_one(values) == kept
