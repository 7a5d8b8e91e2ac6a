"""Since when a statistic has been beyond a limit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.episode import Episode, Limit, Sampled, latest_episode, trailing

ABOVE_TEN = Limit(10.0, 9.0, below=False, hold=0)
FOR_THREE = Limit(10.0, 9.0, below=False, hold=3)
SAMPLES = st.lists(st.tuples(st.integers(0, 60), st.floats(0, 20)), max_size=30).map(sorted)
STATISTIC = st.sampled_from(["latest", "mean", "p50", "p95", "p99", "max", "min"])


def test_the_limit_itself_is_no_breach() -> None:
    assert latest_episode([(0, 10.0)], ABOVE_TEN) is None


def test_an_episode_knows_its_beginning_and_its_worst() -> None:
    points = [(1, 8.0), (2, 11.0), (3, 15.0), (4, 12.0)]
    assert latest_episode(points, ABOVE_TEN) == Episode(since=2, until=0, value=12.0, peak=15.0)


def test_an_episode_ends_where_it_clears() -> None:
    points = [(1, 11.0), (2, 9.5), (3, 9.0), (4, 8.0)]
    assert latest_episode(points, ABOVE_TEN) == Episode(since=1, until=3, value=9.0, peak=11.0)


def test_only_the_newest_episode_is_told() -> None:
    points = [(1, 11.0), (2, 0.0), (3, 12.0), (4, 0.0)]
    found = latest_episode(points, ABOVE_TEN)
    assert found is not None
    assert found.since == 3


def test_a_breach_must_last() -> None:
    assert latest_episode([(0, 11.0), (2, 11.0)], FOR_THREE) is None
    assert latest_episode([(0, 11.0), (3, 11.0)], FOR_THREE) is not None


def test_a_breach_that_was_interrupted_counts_anew() -> None:
    assert latest_episode([(0, 11.0), (2, 9.5), (3, 11.0)], FOR_THREE) is None


def test_low_values_can_be_the_bad_ones() -> None:
    limit = Limit(0.7, 0.77, below=True, hold=0)
    points = [(1, 0.8), (2, 0.5), (3, 0.6), (4, 0.75)]
    assert latest_episode(points, limit) == Episode(since=2, until=0, value=0.75, peak=0.5)


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


@given(SAMPLES, STATISTIC, st.integers(0, 30), st.integers(0, 10))
def test_worse_samples_never_end_an_alert(
    samples: list[Sampled], statistic: str, over: int, hold: int
) -> None:
    limit = Limit(10.0, 9.0, below=False, hold=hold)
    worse = [(time, value + 1) for time, value in samples]
    if _fires(samples, limit, statistic, over):
        assert _fires(worse, limit, statistic, over)


@given(st.lists(st.floats(9.01, 10.0), max_size=30), st.sampled_from([0.0, 11.0]))
def test_nothing_changes_within_the_band(values: list[float], first: float) -> None:
    found = latest_episode(enumerate([first, *values]), ABOVE_TEN)
    assert (found is not None and not found.until) == ABOVE_TEN.breached(first)


def _fires(samples: list[Sampled], limit: Limit, statistic: str, over: int) -> bool:
    points = trailing(samples, statistic=statistic, over=over, until=100)
    found = latest_episode(points, limit)
    return found is not None and not found.until
