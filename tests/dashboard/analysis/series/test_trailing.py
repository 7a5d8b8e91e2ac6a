"""The statistic of the last few samples."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.series.trailing import Sampled, trailing

SAMPLES = st.lists(st.tuples(st.integers(0, 60), st.floats(0, 20)), max_size=30).map(sorted)
STATISTIC = st.sampled_from(["latest", "mean", "p50", "p95", "p99", "max", "min"])


def test_a_statistic_forgets_what_grew_too_old() -> None:
    points = trailing([(0, 2.0), (200, 0.5)], statistic="max", over=300, until=1_000)
    assert points == [(0, 2.0), (200, 2.0), (300, 0.5), (500, 0.5)]


def test_the_newest_sample_never_grows_too_old() -> None:
    assert trailing([(0, 2.0)], statistic="p95", over=5, until=1_000)[-1] == (5, 2.0)


def test_samples_of_one_moment_are_taken_together() -> None:
    samples = [(0, 1.0), (0, 3.0), (5, 7.0)]
    assert trailing(samples, statistic="latest", over=0, until=9) == [(0, 2.0), (5, 7.0)]


@given(SAMPLES, STATISTIC, st.integers(0, 30))
def test_a_trailing_statistic_is_that_of_the_samples_in_its_span(
    samples: list[Sampled], statistic: str, over: int
) -> None:
    for moment, value in trailing(samples, statistic=statistic, over=over, until=100):
        arrived = [sample for sample in samples if sample[0] <= moment]
        newest = arrived[-1][0]
        span = 0 if statistic == "latest" else over
        inside = [it for time, it in arrived if time > moment - span or time == newest]
        assert min(inside) - 1e-9 <= value <= max(inside) + 1e-9
