"""Minutes, hours and days say what their samples said."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.store import DAY, HOUR, MINUTE, Bucket, Store
from collectors.store.connection import immediate
from tests.collectors.store.builders import NOON, database, load, tick, writer_at

_LATER = NOON + DAY


def settle(store: Store, now: int = _LATER) -> None:
    """Maintain until nothing more happens."""
    due = None
    while due != (due := database(store).execute("SELECT * FROM rollup_due").fetchall()):
        store.maintain(now)


def buckets(store: Store, resolution: int) -> list[Bucket]:
    return store.measurements.buckets(resolution=resolution, since=0, until=2**60)


def test_a_minute_is_summed_up_when_it_is_over(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        for second, value in enumerate((0.3, 0.1, 0.2)):
            store.add(tick(NOON + second * 1_000), [load(value)])
        (bucket,) = buckets_after(store, NOON + 2 * MINUTE)
        assert (bucket.at, bucket.count) == (NOON, 3)
        assert (bucket.min, bucket.max, bucket.latest) == (0.1, 0.3, 0.2)
        assert math.isclose(bucket.total, 0.6)
        assert math.isclose(bucket.histogram.percentile(0.5), 0.2, rel_tol=0.01)


def buckets_after(store: Store, now: int) -> list[Bucket]:
    store.maintain(now)
    return buckets(store, MINUTE)


def test_a_minute_that_is_not_over_waits(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(0.5)])
        assert buckets_after(store, NOON + MINUTE - 1) == []
        assert len(buckets_after(store, NOON + 2 * MINUTE)) == 1


def test_a_minute_is_left_open_for_what_comes_late(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(0.5)])
        assert buckets_after(store, NOON + MINUTE + 14_999) == []
        assert len(buckets_after(store, NOON + MINUTE + 15_000)) == 1


def test_the_latest_of_an_hour_is_that_of_its_last_minute(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        for minute, value in enumerate((0.3, 0.1, 0.2)):
            store.add(tick(NOON + minute * MINUTE), [load(value)])
        settle(store)
        assert [bucket.latest for bucket in buckets(store, HOUR)] == [0.2]


def test_a_late_sample_is_summed_up_too(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(1.0)])
        settle(store, NOON + 2 * DAY)
        store.add(tick(NOON + HOUR), [load(3.0), load(2.0, at=NOON + 5_000, core="1")])
        settle(store, NOON + 2 * DAY)
        first_day, second = (bucket.count for bucket in buckets(store, DAY))
        assert (first_day, second) == (2, 1)
        assert [bucket.count for bucket in buckets(store, HOUR)] == [1, 1, 1]


def test_after_days_without_perfdash_all_is_summed_up_once(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        for minute in range(90):
            store.add(tick(NOON + minute * MINUTE), [load(minute / 100), load(0.5, core="1")])
    with writer_at(tmp_path) as store:
        store.add(tick(NOON + 7 * DAY), [load(0.25)])
        settle(store, NOON + 9 * DAY)
        assert len(buckets(store, MINUTE)) == 181
        assert [bucket.count for bucket in buckets(store, HOUR)] == [60, 60, 30, 30, 1]
        assert [bucket.count for bucket in buckets(store, DAY)] == [90, 90, 1]


def test_one_call_does_a_bounded_piece(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        for minute in range(30):
            records = [load(0.5, core=str(core)) for core in range(1_000)]
            store.add(tick(NOON + minute * MINUTE), records)
        first = len(buckets_after(store, _LATER))
        assert 0 < first < 30_000
        settle(store)
        assert len(buckets(store, MINUTE)) == 30_000


def test_a_bucket_is_not_replaced_by_one_of_fewer_samples(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(1.0), load(2.0), load(3.0)])
        settle(store)
        with immediate(database(store)):
            database(store).execute("DELETE FROM samples")
        store.add(tick(NOON + 30_000), [load(9.0)])
        settle(store)
        assert [bucket.count for bucket in buckets(store, MINUTE)] == [3]


_samples = st.lists(
    st.tuples(st.integers(0, 3 * HOUR), st.floats(-1e9, 1e9)),
    min_size=1,
    max_size=25,
    unique_by=lambda sample: sample[0],
)


@settings(max_examples=25)
@given(_samples, st.integers(0, 25))
def test_buckets_hold_all_samples_whenever_they_are_made(
    taken: list[tuple[int, float]], pause: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, writer_at(Path(folder)) as store:
        for number, (offset, value) in enumerate(taken):
            store.add(tick(NOON - HOUR + offset), [load(value)])
            if number == pause:
                settle(store, NOON + HOUR)
        settle(store)
        stored = [value for _, _, value in store.measurements.samples(after=0, until=2**60)]
        for resolution in (MINUTE, HOUR, DAY):
            made = buckets(store, resolution)
            assert sum(bucket.count for bucket in made) == len(stored)
            assert min(bucket.min for bucket in made) == min(stored)
            assert max(bucket.max for bucket in made) == max(stored)
