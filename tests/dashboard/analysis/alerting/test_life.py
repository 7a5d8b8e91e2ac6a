"""How an alert goes from fine to pending, to firing, to resolved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.alerting.life import FINE, Life, Limit, Lives, State, replay
from dashboard.analysis.series.trailing import Sampled, trailing

ABOVE_TEN = Limit(10.0, 9.0, below=False)
FOR_THREE = replace(ABOVE_TEN, hold=3)
KEPT_FIVE = replace(ABOVE_TEN, keep=5)
TWO_OF_THREE = replace(ABOVE_TEN, needed=2, among=3)
SAMPLES = st.lists(st.tuples(st.integers(0, 60), st.floats(0, 20)), max_size=30).map(sorted)
STATISTIC = st.sampled_from(["latest", "mean", "p50", "p95", "p99", "max", "min"])
LIMITS = st.builds(
    Limit,
    st.just(10.0),
    st.just(9.0),
    below=st.just(False),  # noqa: FBT003
    hold=st.integers(0, 10),
    keep=st.integers(0, 10),
    needed=st.integers(0, 3),
    among=st.integers(0, 4),
)


def lived(points: list[Sampled], limit: Limit) -> Lives:
    return replay(points, limit, fresh={moment for moment, _ in points})


def state(limit: Limit, *values: float) -> State:
    return lived(list(enumerate(values)), limit).current.state


def test_the_limit_itself_is_no_breach() -> None:
    assert lived([(0, 10.0)], ABOVE_TEN) == Lives()


def test_a_life_knows_its_beginning_and_its_worst() -> None:
    points = [(1, 8.0), (2, 11.0), (3, 15.0), (4, 12.0)]
    current = Life(State.FIRING, since=2, value=12.0, peak=15.0)
    assert lived(points, ABOVE_TEN) == Lives(current, breaches=1)


def test_a_life_ends_where_it_clears() -> None:
    points = [(1, 11.0), (2, 9.5), (3, 9.0), (4, 8.0)]
    resolved = Life(State.RESOLVED, since=1, value=9.0, peak=11.0, until=3)
    assert lived(points, ABOVE_TEN) == Lives(resolved=resolved)


def test_only_the_newest_that_was_resolved_is_told() -> None:
    points = [(1, 11.0), (2, 0.0), (3, 12.0), (4, 0.0)]
    assert lived(points, ABOVE_TEN).resolved.since == 3


def test_one_was_resolved_and_another_is_pending() -> None:
    lives = lived([(1, 11.0), (4, 11.0), (5, 0.0), (6, 12.0)], FOR_THREE)
    assert (lives.resolved.until, lives.current.state) == (5, State.PENDING)


def test_a_breach_must_last() -> None:
    assert lived([(0, 11.0), (2, 11.0)], FOR_THREE).current.state is State.PENDING
    assert lived([(0, 11.0), (3, 11.0)], FOR_THREE).current.state is State.FIRING


def test_a_breach_that_was_interrupted_counts_anew() -> None:
    assert lived([(0, 11.0), (2, 9.5), (3, 11.0)], FOR_THREE).current.since == 3


def test_low_values_can_be_the_bad_ones() -> None:
    points = [(1, 0.8), (2, 0.5), (3, 0.6), (4, 0.75)]
    current = Life(State.FIRING, since=2, value=0.75, peak=0.5)
    low = Limit(0.7, 0.77, below=True)
    assert lived(points, low) == Lives(current)
    assert lived([*points, (5, 0.77)], low).resolved.until == 5


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((11.0,), State.PENDING),
        ((11.0, 8.0), State.PENDING),
        ((11.0, 8.0, 11.0), State.FIRING),
        ((11.0, 8.0, 8.0, 11.0), State.PENDING),
        ((11.0, 8.0, 8.0, 8.0), State.OK),
    ],
)
def test_two_of_three_values_must_be_beyond_the_limit(
    values: tuple[float, ...], expected: State
) -> None:
    assert state(TWO_OF_THREE, *values) is expected


def test_a_life_of_counted_breaches_begins_with_the_first() -> None:
    assert lived([(5, 11.0), (6, 8.0), (7, 11.0)], TWO_OF_THREE).current.since == 5


def test_growing_old_is_no_value_of_its_own() -> None:
    points = [(0, 11.0), (5, 11.0), (9, 11.0)]
    assert replay(points, TWO_OF_THREE, fresh={0}).current.state is State.PENDING


def test_what_fires_is_kept_until_it_was_clear_for_long_enough() -> None:
    assert lived([(0, 11.0), (1, 0.0), (5, 0.0)], KEPT_FIVE).current.state is State.FIRING
    assert lived([(0, 11.0), (1, 0.0), (6, 0.0)], KEPT_FIVE).resolved.until == 6


def test_flapping_keeps_it_firing() -> None:
    points = [(at, 11.0 if at % 4 == 0 else 0.0) for at in range(40)]
    assert lived(points, KEPT_FIVE).current.since == 0


def test_a_value_between_the_two_limits_does_not_count_as_clear() -> None:
    assert lived([(0, 11.0), (1, 0.0), (4, 9.5), (7, 0.0)], KEPT_FIVE).current.since == 0


@given(SAMPLES, STATISTIC, st.integers(0, 30), st.integers(0, 10))
def test_worse_samples_never_end_an_alert(
    samples: list[Sampled], statistic: str, over: int, hold: int
) -> None:
    limit = replace(ABOVE_TEN, hold=hold)
    worse = [(time, value + 1) for time, value in samples]
    if _fires(samples, limit, statistic, over):
        assert _fires(worse, limit, statistic, over)


@given(st.lists(st.floats(9.01, 10.0), max_size=30), st.sampled_from([0.0, 11.0]))
def test_nothing_changes_within_the_band(values: list[float], first: float) -> None:
    found = lived(list(enumerate([first, *values])), ABOVE_TEN).current
    assert (found.state is State.FIRING) == ABOVE_TEN.breached(first)


@given(SAMPLES, LIMITS)
def test_a_life_is_always_whole(samples: list[Sampled], limit: Limit) -> None:
    for life in (lives := lived(samples, limit)).current, lives.resolved:
        resolved = life.state is State.RESOLVED
        assert resolved == bool(life.until)
        assert life is FINE or life.peak >= life.value
        assert not resolved or life.since <= life.until


@given(st.lists(st.floats(0, 10.0), max_size=30), LIMITS)
def test_what_stays_within_the_limit_never_begins(values: list[float], limit: Limit) -> None:
    assert lived(list(enumerate(values)), limit) == Lives()


def _fires(samples: list[Sampled], limit: Limit, statistic: str, over: int) -> bool:
    points = trailing(samples, statistic=statistic, over=over, until=100)
    fresh = {moment for moment, _ in samples}
    return replay(points, limit, fresh=fresh).current.state is State.FIRING
