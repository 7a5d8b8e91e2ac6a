"""Windows too long for raw samples."""

from __future__ import annotations

import pytest

from collectors.model import Run, Sample, Trigger
from collectors.store import DAY, HOUR, MINUTE, Store
from dashboard.snapshot import Series
from dashboard.sources.local import LocalSource
from dashboard.sources.strips import resolutions

START = 1_800_000_000_000 // DAY * DAY
TWO_HOURS = 7_200


def put(store: Store, at: int, *samples: Sample) -> None:
    store.add(Run(at, Trigger.TICK), samples)


def busy(store: Store, *, until: int) -> None:
    """Sample every half minute 0.01, 0.02 and so on, and roll up what can be."""
    for number, at in enumerate(range(START, until, MINUTE // 2)):
        put(store, at, Sample("self_cpu_ratio", (number + 1) / 100))
    for _ in range(10):
        store.maintain(until)


def series_at(source: LocalSource, now: int, *, seconds: int = TWO_HOURS) -> Series:
    (series,) = source.snapshot(now, window_seconds=seconds).series
    return series


def test_an_hour_is_read_raw() -> None:
    assert resolutions(3_600) == ()


@pytest.mark.parametrize("seconds", [3_601, 18_000, 86_400, 30 * 86_400, 365 * 86_400])
def test_no_window_has_many_more_than_300_buckets_of_a_resolution(seconds: int) -> None:
    lengths = resolutions(seconds)
    assert seconds * 1000 / lengths[0] <= 365
    assert [length // 60_000 for length in lengths] == [1440, 60, 1][-len(lengths) :]


def test_minutes_stand_for_their_samples_and_what_is_newer_is_raw(
    store: Store, source: LocalSource
) -> None:
    busy(store, until=START + 10 * MINUTE)
    put(store, START + 10 * MINUTE, Sample("self_cpu_ratio", 0.5))
    series = series_at(source, START + 10 * MINUTE)
    assert series.times[0] == START + MINUTE // 2
    assert len(series.times) == 9 + 2 + 1
    assert series.values[-1] == 0.5


def test_statistics_are_of_every_sample(store: Store, source: LocalSource) -> None:
    busy(store, until=START + 50 * MINUTE)
    statistics = series_at(source, START + 50 * MINUTE).statistics
    assert (statistics.count, statistics.min, statistics.max) == (100, 0.01, 1.0)
    assert statistics.latest == 1.0
    assert statistics.mean == pytest.approx(0.505)
    assert statistics.p95 == pytest.approx(0.95, rel=0.011)


def test_minutes_that_close_later_replace_their_samples(store: Store, source: LocalSource) -> None:
    put(store, START + 1, Sample("self_cpu_ratio", 0.1))
    put(store, START + 2, Sample("self_cpu_ratio", 0.3))
    before = series_at(source, START + MINUTE)
    store.maintain(START + 2 * MINUTE)
    after = series_at(source, START + 2 * MINUTE)
    assert (len(before.times), len(after.times)) == (2, 1)
    assert after.statistics.count == 2


def test_old_minutes_leave_the_window(store: Store, source: LocalSource) -> None:
    busy(store, until=START + 10 * MINUTE)
    series_at(source, START + 10 * MINUTE)
    later = series_at(source, START + TWO_HOURS * 1000 + 5 * MINUTE)
    assert later.statistics.min == 0.11


def test_a_day_is_read_in_hours_then_minutes(store: Store, source: LocalSource) -> None:
    busy(store, until=START + 2 * HOUR + 10 * MINUTE)
    series = series_at(source, START + 2 * HOUR + 10 * MINUTE, seconds=86_400)
    assert len(series.times) == 2 + 9 + 2
    assert series.statistics.count == 260


def test_a_value_that_holds_is_exact_and_known_from_before(
    store: Store, source: LocalSource
) -> None:
    put(store, START, Sample("framework_tokens", 14_210))
    store.maintain(START + 3 * HOUR)
    series = series_at(source, START + 3 * HOUR)
    assert (*series.values, series.statistics.latest) == (14_210.0, 14_210.0)


def test_a_value_that_holds_outlives_the_window(store: Store, source: LocalSource) -> None:
    put(store, START, Sample("framework_tokens", 100))
    put(store, START + MINUTE, Sample("framework_tokens", 200))
    store.maintain(START + 3 * MINUTE)
    series_at(source, START + 3 * MINUTE)
    assert [*series_at(source, START + 9 * HOUR).values] == [200.0]


def test_moving_on_for_hours_says_what_reading_anew_says(store: Store, source: LocalSource) -> None:
    for hour in range(4):
        busy_until = START + (hour + 1) * HOUR
        put(store, busy_until - MINUTE, Sample("self_cpu_ratio", hour / 10))
        store.maintain(busy_until + MINUTE)
        moved = series_at(source, busy_until + MINUTE, seconds=86_400)
    fresh = LocalSource(Store.at(store.path, writable=False))
    assert series_at(fresh, busy_until + MINUTE, seconds=86_400).statistics == moved.statistics
    fresh.close()
