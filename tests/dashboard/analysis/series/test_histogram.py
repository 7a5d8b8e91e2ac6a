"""How often values of each size occur."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.series.histogram import counts, edges


def test_bins_are_equal() -> None:
    assert edges([0.0, 4.0], [1.0], bins=2)[1] == edges([0.0, 4.0], [1.0], bins=2)[2] / 2


def test_an_outlier_does_not_squeeze_the_rest() -> None:
    assert edges([*[float(value) for value in range(1_000)], 1e9], bins=10)[-1] < 1_000


def test_equal_values_still_have_a_bin() -> None:
    bins = edges([3.0, 3.0], bins=4)
    assert counts([3.0, 3.0], bins) == (2, 0, 0, 0)


def test_no_value_has_no_bins() -> None:
    assert edges([], bins=4) == ()
    assert counts([], ()) == ()


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.integers(1, 40))
def test_every_value_is_counted_once(values: list[float], bins: int) -> None:
    assert sum(counts(values, edges(values, bins=bins))) == len(values)
