"""What samples amount to."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.statistics import mean, quantile, summarise

VALUES = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=50)


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
