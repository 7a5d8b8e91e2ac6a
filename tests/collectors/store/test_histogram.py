"""A histogram keeps percentiles to one percent, however it came together."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.store.histogram import ALPHA, Histogram

finite = st.floats(-1e300, 1e300).filter(lambda value: value == 0 or abs(value) > 1e-300)
many = st.lists(finite, min_size=1, max_size=60)


def nearest_rank(values: list[float], ratio: float) -> float:
    return sorted(values)[max(1, math.ceil(ratio * len(values))) - 1]


@settings(max_examples=150)
@given(many, st.floats(0, 1))
def test_a_percentile_is_within_one_percent(values: list[float], ratio: float) -> None:
    found = Histogram.of(values).percentile(ratio)
    assert math.isclose(found, nearest_rank(values, ratio), rel_tol=ALPHA * 1.0001)


@settings(max_examples=80)
@given(many, many)
def test_merged_histograms_are_the_histogram_of_all(left: list[float], right: list[float]) -> None:
    merged = Histogram.merged([Histogram.of(left), Histogram.of(right)])
    assert merged == Histogram.of([*left, *right])


@settings(max_examples=80)
@given(many)
def test_the_order_of_values_does_not_matter(values: list[float]) -> None:
    assert Histogram.of(values) == Histogram.of(reversed(values))


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=20))
def test_no_finite_value_is_too_much(values: list[float]) -> None:
    histogram = Histogram.of(values)
    assert sum(count for _, count in histogram.spread()) == len(values)
    assert all(math.isfinite(middle) for middle, _ in histogram.spread())


@given(st.binary(max_size=30))
def test_any_bytes_can_be_read(encoded: bytes) -> None:
    assert isinstance(Histogram(encoded).percentile(0.5), float)


def test_nothing_has_no_percentile() -> None:
    assert math.isnan(Histogram().percentile(0.95))
    assert Histogram.merged([]) == Histogram()


def test_zero_and_negative_values_keep_their_place() -> None:
    low, middle, high = Histogram.of([-2.0, 0.0, 4.0]).percentiles(0.0, 0.5, 1.0)
    assert (round(low, 1), middle, round(high, 1)) == (-2.0, 0.0, 4.0)


def test_a_minute_of_equal_values_takes_few_bytes() -> None:
    assert len(Histogram.of([0.125] * 12).encoded) <= 5
