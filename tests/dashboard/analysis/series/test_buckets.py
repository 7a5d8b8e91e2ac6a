"""Samples in equal spans of time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.series.buckets import bucketed, held
from tests.dashboard.builders import a_series


def test_a_bucket_without_samples_is_a_gap() -> None:
    series = a_series("load_seconds", [1.0, 2.0], step=20, end=25)
    assert bucketed([series], start=0, end=30, buckets=3, quantile=0.5) == (1.0, None, 2.0)


def test_several_series_share_a_bucket() -> None:
    pooled = [a_series("cpu_ratio", [value], end=5) for value in (0.1, 0.2, 0.9)]
    assert bucketed(pooled, start=0, end=10, buckets=1, quantile=0.5) == (0.2,)


def test_the_last_moment_belongs_to_the_last_bucket() -> None:
    series = a_series("load_seconds", [4.0], end=10)
    assert bucketed([series], start=0, end=10, buckets=2, quantile=0.5) == (None, 4.0)


def test_samples_outside_of_the_span_are_left_out() -> None:
    series = a_series("load_seconds", [1.0, 2.0, 3.0], step=10, end=30)
    assert bucketed([series], start=15, end=25, buckets=1, quantile=1.0) == (2.0,)


def test_no_room_is_no_buckets() -> None:
    assert bucketed([], start=0, end=10, buckets=0, quantile=0.5) == ()
    assert held(a_series("full_tokens", [1.0]), start=5, end=5, buckets=9) == ()


def test_a_value_holds_until_the_next() -> None:
    series = a_series("full_tokens", [100.0, 200.0], step=20, end=25)
    assert held(series, start=0, end=40, buckets=4) == (100.0, 100.0, 200.0, 200.0)


def test_nothing_is_held_before_the_first_sample() -> None:
    series = a_series("full_tokens", [100.0], end=25)
    assert held(series, start=0, end=40, buckets=2) == (None, 100.0)


@given(st.lists(st.integers(0, 1_000), min_size=1, max_size=30, unique=True), st.integers(1, 20))
def test_every_sample_falls_into_one_bucket(times: list[int], buckets: int) -> None:
    points = [a_series("load_seconds", [1.0], end=time) for time in times]
    filled = bucketed(points, start=0, end=1_000, buckets=buckets, quantile=0.5)
    places = {min(time * buckets // 1_000, buckets - 1) for time in times}
    assert {place for place, value in enumerate(filled) if value is not None} == places
