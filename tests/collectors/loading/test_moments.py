from __future__ import annotations

from time import perf_counter_ns

from collectors.loading.moments import Moments


def test_moments_are_counted_from_the_start_of_the_run() -> None:
    moments = Moments(1_000)
    assert moments.at(perf_counter_ns() + 5_000_000_000) >= 6_000


def test_two_moments_are_never_the_same() -> None:
    moments, ended = Moments(1_000), perf_counter_ns()
    assert [moments.at(ended) for _ in range(3)] == [1_000, 1_001, 1_002]
