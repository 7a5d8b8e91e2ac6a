"""A store forgets what is old, and stays small however long it records."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.config import StoreConfig
from collectors.model import Event, Run, TokenCount, Trigger
from collectors.store import DAY, HOUR, MINUTE, Store, retention
from collectors.store.connection import immediate
from tests.collectors.store.builders import (
    NOON,
    bulky,
    content,
    database,
    framework,
    load,
    module,
    pass_days,
    tick,
    times,
)

_SHORT = StoreConfig(raw_hours=1, minute_days=1, hour_days=3, day_days=10)


def short_lived(folder: Path) -> Store:
    return Store.at(folder / "store.sqlite3", writable=True, config=_SHORT)


def spans(store: Store, resolution: int) -> list[int]:
    return [b.at for b in store.measurements.buckets(resolution=resolution, since=0, until=2**60)]


def page_count(store: Store) -> int:
    return int(database(store).execute("PRAGMA page_count").fetchone()[0])


def maintain(store: Store, now: int, times: int = 6) -> None:
    for _ in range(times):
        store.maintain(now)


def test_each_resolution_is_kept_as_long_as_configured(tmp_path: Path) -> None:
    with short_lived(tmp_path) as store:
        for hour in range(0, 12 * 24, 6):
            store.add(tick(NOON + hour * HOUR), [load(0.5)])
        now = NOON + 12 * DAY
        maintain(store, now, 12)
        assert times(store) == []
        assert min(spans(store, MINUTE)) >= now - DAY - HOUR
        assert min(spans(store, HOUR)) >= now - 3 * DAY - HOUR
        assert now - 11 * DAY <= min(spans(store, DAY)) < now - 3 * DAY


def test_nothing_is_deleted_before_it_was_rolled_up(tmp_path: Path) -> None:
    with short_lived(tmp_path) as store:
        store.add(tick(), [load(0.5)])
        retention.retain(database(store), NOON + DAY, _SHORT)
        assert times(store) == [NOON]
        maintain(store, NOON + DAY)
        assert times(store) == []
        assert spans(store, MINUTE) == [NOON]


def test_no_minute_is_deleted_before_its_hour_was_made(tmp_path: Path) -> None:
    with short_lived(tmp_path) as store:
        store.add(tick(), [load(0.5)])
        maintain(store, NOON + 2 * MINUTE)
        retention.retain(database(store), NOON + 2 * DAY, _SHORT)
        assert (spans(store, MINUTE), spans(store, HOUR)) == ([NOON], [])
        maintain(store, NOON + DAY)
        retention.retain(database(store), NOON + 2 * DAY, _SHORT)
        assert (spans(store, MINUTE), spans(store, HOUR)) == ([], [NOON])


def test_what_is_hardly_too_old_waits_for_more_of_its_kind(tmp_path: Path) -> None:
    with short_lived(tmp_path) as store:
        store.add(tick(), [load(0.5)])
        maintain(store, NOON + HOUR + 10 * MINUTE)
        assert times(store) == [NOON]
        maintain(store, NOON + HOUR + 10 * MINUTE + 1)
        assert times(store) == []


def test_a_series_is_known_as_long_as_anything_of_it_is_kept(tmp_path: Path) -> None:
    with short_lived(tmp_path) as store:
        for day in range(4):
            store.add(tick(NOON - HOUR + day * DAY), [load(0.5)])
        pass_days(store, until=NOON + 12 * DAY)
        (kept,) = store.measurements.buckets(resolution=DAY, since=0, until=2**60)
        assert [series.id for series in store.measurements.series()] == [kept.series_id]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_CHUNK", 10)
    monkeypatch.setattr(retention, "_FREE_PAGES", 10)
    monkeypatch.setattr(retention, "_CONTENTS", 2)
    monkeypatch.setattr(retention, "_TOKEN_COUNTS", 1)


def test_one_call_deletes_a_chunk_even_of_one_moment(tmp_path: Path) -> None:
    with short_lived(tmp_path) as store:
        store.add(tick(), [load(0.5, core=str(core)) for core in range(25)])
        left = []
        for _ in range(4):
            store.maintain(NOON + DAY)
            left.append(len(times(store)))
        assert left == [15, 5, 0, 0]


def test_over_ninety_days_the_file_stops_growing(tmp_path: Path) -> None:
    sizes = []
    with short_lived(tmp_path) as store:
        for hour in range(90 * 24):
            now = NOON + hour * HOUR
            store.add(tick(now), [load(hour % 7, core=str(core)) for core in range(3)])
            store.maintain(now)
            if hour % (24 * 15) == 0:
                sizes.append(store.path.stat().st_size)
        assert len(times(store)) <= 3 * 4
        assert len(spans(store, MINUTE)) <= 3 * (24 + 4)
        assert len(spans(store, HOUR)) <= 3 * (72 + 4)
        assert len(spans(store, DAY)) <= 3 * (10 + 2)
        assert len(store.runs(0)) <= 4
    assert sizes[-1] <= sizes[2] * 1.1


def test_ticks_are_forgotten_before_saves(tmp_path: Path) -> None:
    save = Run(NOON, Trigger.SAVE, ("a.md",))
    with short_lived(tmp_path) as store:
        store.add(tick(), [])
        store.add(save, [Event(NOON, "clock-jump", "2 s")])
        maintain(store, NOON + DAY)
        assert store.runs(0) == (save,)
        store.add(tick(NOON + 8 * DAY), [])
        pass_days(store, until=NOON + 9 * DAY)
        assert (store.runs(0), store.events(0)) == ((), ())


def test_a_series_that_no_one_samples_any_more_is_forgotten(tmp_path: Path) -> None:
    with short_lived(tmp_path) as store:
        store.add(tick(), [load(0.5, core="gone")])
        maintain(store, NOON + 2 * DAY)
    with short_lived(tmp_path) as store:
        store.add(tick(NOON + 20 * DAY), [load(0.5)])
        pass_days(store, until=NOON + 20 * DAY)
        assert [series.labels for series in store.measurements.series()] == [(("core", "0"),)]
        store.add(tick(NOON + 20 * DAY + 5_000), [load(0.5), load(0.25, core="gone")])
        assert len(store.measurements.series()) == 2


def test_the_number_of_a_series_is_never_given_again(tmp_path: Path) -> None:
    with short_lived(tmp_path) as store:
        store.add(tick(), [load(0.5)])
        (forgotten,) = store.measurements.series()
        pass_days(store, until=NOON + 20 * DAY)
        assert store.measurements.series() == ()
        store.add(tick(NOON + 20 * DAY), [load(0.5, core="new")])
        assert store.measurements.series(after=forgotten.id) == store.measurements.series()


def test_contents_of_the_framework_outlive_others(tmp_path: Path) -> None:
    contents = [content(number) for number in range(5)]
    kept = module()
    counts = [TokenCount("old", 1), TokenCount("new", 2)]
    with short_lived(tmp_path) as store:
        store.add(tick(), [*contents, *counts, framework(kept)])
        with immediate(database(store)):
            database(store).execute(
                "UPDATE content SET digest = ? WHERE digest = ?", (kept.digest, contents[0].digest)
            )
        store.maintain(NOON)
        newest = [one.digest for one in contents[-2:]]
        assert sorted(store.contents()) == sorted([kept.digest, *newest])
        assert store.token_counts() == {"new": 2}


def test_a_file_gives_back_what_it_does_not_need(tmp_path: Path) -> None:
    with short_lived(tmp_path) as store:
        store.add(tick(), map(bulky, range(60)))
        before = page_count(store)
        with immediate(database(store)):
            database(store).execute("DELETE FROM content")
        store.maintain(NOON)
        assert page_count(store) < before / 2
