"""A clock that was wrong for a while takes nothing with it that is young by the right one."""

from __future__ import annotations

from collections import Counter
from itertools import count
from pathlib import Path

import pytest

from collectors.clock import Clock
from collectors.model import Run, Trigger
from collectors.store import DAY, HOUR, MINUTE, Store
from tests.collectors.store.builders import NOON, load, times, values, writer_at

TICK = 5_000
YEARS = 2 * 365 * DAY


class Wall:
    """A wall clock that can be set, and what counts seconds whatever it says."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.ahead = 0.0
        self.clock = Clock(wall=lambda: NOON / 1000 + self.passed + self.ahead, monotonic=self.gone)

    def gone(self) -> float:
        """Seconds since the beginning."""
        return self.passed

    def record(self, store: Store, seconds: int, numbers: count[int]) -> None:
        """Have it measure and tidy up as the scheduler does."""
        for _ in range(seconds * 1000 // TICK):
            self.passed += TICK / 1000
            events = self.clock.check()
            now = self.clock.now()
            store.add(Run(now, Trigger.TICK), [load(float(next(numbers))), *events])
            store.maintain(now)


@pytest.mark.parametrize("ahead", [YEARS, 30 * DAY, 20 * HOUR], ids=["years", "days", "hours"])
def test_what_is_young_by_the_right_clock_outlives_a_wrong_one(tmp_path: Path, ahead: int) -> None:
    wall, numbers = Wall(), count()
    with writer_at(tmp_path) as store:
        wall.record(store, 1_200, numbers)
        wall.ahead = ahead / 1000
        wall.record(store, 1_800, numbers)
        wall.ahead = 0
        wall.record(store, 1_200, numbers)
        assert len(values(store)) == next(numbers)
        minutes = store.measurements.buckets(resolution=MINUTE, since=NOON, until=NOON + HOUR)
        stamps = Counter(at - at % MINUTE for at in times(store) if at < minutes[-1].at + MINUTE)
        assert {bucket.at: bucket.count for bucket in minutes} == stamps
        # The wrong clock had the hour summed up before it was over.
        store.maintain(NOON + HOUR + MINUTE)
        (hour,) = store.measurements.buckets(resolution=HOUR, since=NOON, until=NOON + HOUR)
        assert hour.count == sum(stamps.values())


def test_it_outlives_starts_and_a_full_disk_under_a_wrong_clock_too(tmp_path: Path) -> None:
    wall, numbers = Wall(), count()
    with writer_at(tmp_path) as store:
        wall.record(store, 1_200, numbers)
    wall.ahead = YEARS / 1000
    for _ in range(5):
        with writer_at(tmp_path) as store:
            wall.record(store, 60, numbers)
    wall.ahead = 0
    with writer_at(tmp_path) as store:
        wall.record(store, 60, numbers)
        assert len(values(store)) == next(numbers)


def test_what_is_old_goes_after_a_long_absence(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(Run(NOON, Trigger.TICK), [load(0.5)])
        store.maintain(NOON)
    now = NOON + 7 * DAY
    with writer_at(tmp_path) as store:
        for step in range(0, 20 * HOUR, 2 * MINUTE):
            store.maintain(now + step)
        assert times(store) == [NOON]
        for step in range(20 * HOUR, 28 * HOUR, 2 * MINUTE):
            store.maintain(now + step)
        assert times(store) == []


def test_who_never_stays_deletes_too(tmp_path: Path) -> None:
    for week in range(60):
        at = NOON + week * 7 * DAY
        with writer_at(tmp_path) as store:
            store.add(Run(at, Trigger.START), [load(0.5)])
            store.maintain(at)
    with writer_at(tmp_path) as store:
        assert len(times(store)) < 60


def test_a_clock_that_was_far_behind_at_first_is_believed_after_days(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(Run(HOUR, Trigger.TICK), [load(0.5)])
        store.maintain(HOUR)
    for day in range(6):
        with writer_at(tmp_path) as store:
            for hour in range(24):
                at = NOON + day * DAY + hour * HOUR
                store.add(Run(at, Trigger.TICK), [load(1.0)])
                store.maintain(at)
            kept = times(store)
            assert len(kept) <= 4 * 24
    assert NOON not in kept
    assert kept[-1] == at


def test_a_leap_that_was_taken_back_is_doubted_anew_when_it_comes_again(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(Run(NOON, Trigger.TICK), [load(0.5)])
        for now in (NOON, NOON + YEARS, NOON + MINUTE, NOON + YEARS + 3 * DAY):
            store.maintain(now)
        store.maintain(NOON + YEARS + 3 * DAY + MINUTE)
        assert times(store) == [NOON]
