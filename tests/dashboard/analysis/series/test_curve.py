"""How well a smooth curve explains values."""

from __future__ import annotations

from statistics import pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.series.curve import unexplained

VALUES = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=40)


@pytest.mark.parametrize("degree", [1, 2, 3])
def test_a_polynomial_of_its_degree_is_explained(degree: int) -> None:
    values = [(place / 10 - 1) ** degree for place in range(30)]
    assert unexplained(values, degree=degree) == pytest.approx(0, abs=1e-9)
    assert unexplained(values, degree=degree - 1) > 0.01


def test_a_level_leaves_the_squares_about_the_mean() -> None:
    values = [3.0, 1.0, 4.0, 1.0, 5.0]
    assert unexplained(values, degree=0) == pytest.approx(pvariance(values) * len(values))


def test_a_step_is_not_explained_by_a_curve_that_bends_twice() -> None:
    step = [0.0] * 30 + [1.0] * 30
    assert unexplained(step, degree=3) > 0.1 * unexplained(step, degree=0)


@given(VALUES, st.integers(0, 4))
def test_a_higher_degree_explains_no_less(values: list[float], degree: int) -> None:
    more, less = (unexplained(values, degree=it) for it in (degree + 1, degree))
    assert 0 <= more <= less + 1e-6 * (1 + less)
