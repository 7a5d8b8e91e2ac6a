"""What the writer does when the disk is full, the file is gone, or the power fails."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.model import Event
from collectors.session import Rating
from collectors.store import Store, ballast, writer
from collectors.store.marks import CLEAN, mark
from tests.collectors.store.builders import (
    NOON,
    bulky,
    content,
    database,
    fill_disk,
    free_disk,
    load,
    reader_at,
    tick,
    times,
    values,
    writer_at,
)
from tests.collectors.store.session_tables.records import A, a_session, a_transcript, a_turn

_FRAME = 24 + 4096


def ballast_of(store: Store) -> Path:
    return store.path.with_name(f"{store.path.name}.ballast")


def add_bulk(store: Store, runs: int) -> None:
    """Add runs that each need pages, five seconds apart."""
    for number in range(runs):
        store.add(tick(NOON + number * 5_000), [load(float(number)), bulky(number)])


def test_a_full_disk_makes_runs_wait_and_says_so(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        fill_disk(store)
        add_bulk(store, 3)
        assert store.status().detail == "not recording: disk full, 3 runs waiting, 0 lost"
        assert store.statuses()[-1].degraded
        free_disk(store)


def test_who_views_is_told_of_a_full_disk_and_that_there_is_room_again(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store, reader_at(tmp_path) as viewer:
        fill_disk(store)
        add_bulk(store, 1)
        assert viewer.blocked == "disk full"
        assert viewer.status().detail == f"process {os.getpid()} is not recording: disk full"
        free_disk(store)
        store.maintain(NOON)
        assert (viewer.blocked, viewer.status().degraded) == ("", False)


def test_one_run_that_waits_is_one_run(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        fill_disk(store)
        add_bulk(store, 1)
        assert store.status().detail == "not recording: disk full, 1 run waiting, 0 lost"
        free_disk(store)


def test_what_waited_is_written_when_there_is_room_again(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        fill_disk(store)
        add_bulk(store, 3)
        free_disk(store)
        store.maintain(NOON)
        assert values(store) == [0.0, 1.0, 2.0]
        assert len(store.contents()) == 3
        assert not store.status().degraded


def test_what_cannot_wait_any_longer_is_counted(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        fill_disk(store)
        add_bulk(store, 125)
        assert store.status().detail == "not recording: disk full, 120 runs waiting, 5 lost"
        free_disk(store)
        store.add(tick(NOON + 10**6), [])
        assert len(values(store)) == 119
        (event,) = store.events(0)
        assert (event.kind, event.detail) == (
            "samples-dropped",
            "6 runs were not recorded: disk full",
        )


def test_a_disk_that_fills_at_any_page_loses_nothing(tmp_path: Path) -> None:
    for spare in range(40):
        with writer_at(tmp_path / str(spare)) as store:
            fill_disk(store, spare_pages=spare)
            add_bulk(store, 12)
            free_disk(store)
            store.maintain(NOON)
            assert values(store) == [float(number) for number in range(12)]
            assert len(store.contents()) == 12
            assert store.integrity() == ""


def test_a_disk_that_fills_while_tidying_up_loses_nothing(tmp_path: Path) -> None:
    for spare in range(12):
        with writer_at(tmp_path / str(spare)) as store:
            for number in range(60):
                store.add(tick(NOON + number * 60_000), [load(float(number))])
            fill_disk(store, spare_pages=spare)
            store.maintain(NOON + 3_700_000)
            free_disk(store)
            store.maintain(NOON + 3_700_000)
            buckets = store.measurements.buckets(resolution=60_000, since=0, until=2**60)
            assert [bucket.latest for bucket in buckets] == [float(n) for n in range(60)]


def test_one_who_only_adds_takes_on_no_ballast(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add_bulk(store, 1)
        assert not ballast_of(store).exists()


def test_ballast_is_dropped_when_the_disk_is_full_and_taken_on_again(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.maintain(NOON)
        assert ballast_of(store).stat().st_blocks * 512 >= ballast.SIZE
        fill_disk(store)
        add_bulk(store, 1)
        assert not ballast_of(store).exists()
        free_disk(store)
        store.maintain(NOON)
        assert ballast_of(store).exists()


def test_a_writer_that_ends_on_a_full_disk_lets_go(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        fill_disk(store)
        add_bulk(store, 1)
    with writer_at(tmp_path) as store:
        assert values(store) == []


def test_a_file_that_was_deleted_is_begun_anew(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store, reader_at(tmp_path) as reader:
        store.add(tick(), [load(0.5), content()])
        for file in tmp_path.iterdir():
            file.unlink()
        store.add(tick(NOON + 5_000), [load(0.75)])
        assert values(store) == values(reader) == [0.75]
        assert store.recorded_by() > 0


def test_a_store_begun_anew_has_no_place_in_a_file_that_it_knows_nothing_of(
    tmp_path: Path,
) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_session(), a_turn(), a_transcript()])
        for file in tmp_path.iterdir():
            file.unlink()
        store.add(tick(NOON + 5_000), [a_session(), a_transcript(), Rating(A, NOON, 4)])
        assert store.sessions.transcripts() == {}
        assert [it.stars for it in store.sessions.ratings()] == [4]


def test_a_folder_that_was_deleted_is_not_made_again_to_close(tmp_path: Path) -> None:
    store = writer_at(tmp_path / "gone")
    store.add(tick(), [load(0.5)])
    shutil.rmtree(tmp_path / "gone")
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_can_never_be_written_holds_up_no_other(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        with pytest.raises(OverflowError):
            store.add(tick(), [replace(content(), bytes=2**70)])
        store.add(tick(), [content(), load(0.5)])
        assert (values(store), len(store.contents()), len(store.runs(0))) == ([0.5], 1, 1)


def test_a_failed_run_makes_no_series(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        with pytest.raises(OverflowError):
            store.add(tick(), [load(0.5), Event(2**70, "clock-jump", "")])
        store.add(tick(), [load(0.25)])
        (series,) = store.measurements.series()
        assert store.measurements.samples(after=0, until=NOON) == [(NOON, series.id, 0.25)]


def test_a_file_that_is_damaged_under_the_writer_is_set_aside(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add_bulk(store, 40)
        database(store).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with store.path.open("r+b") as file:
            file.write(b"\xa5" * 40_000)
        database(store).execute("PRAGMA shrink_memory")
        store.add(tick(NOON + 10**6), [load(0.5)])
        store.add(tick(NOON + 10**6 + 5_000), [load(0.75)])
        assert values(store) == [0.5, 0.75]
        assert "store-set-aside" in {event.kind for event in store.events(0)}


def damage(store: Store) -> None:
    """Spoil all but the first page on the disk; the writer may still hold them in memory."""
    add_bulk(store, 40)
    database(store).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with store.path.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xa5" * (store.path.stat().st_size - 4_096))


def test_damage_that_the_writer_reads_is_set_aside(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        damage(store)
        database(store).execute("PRAGMA shrink_memory")
        assert store.contents() == {}
        assert store.renewed
        assert [event.kind for event in store.events(0)] == ["store-set-aside"]


def test_damage_that_the_writer_holds_a_sound_copy_of_is_found_when_looked_for(
    tmp_path: Path,
) -> None:
    with writer_at(tmp_path) as store:
        damage(store)
        store.check()
        assert "store-set-aside" in {event.kind for event in store.events(0)}


def test_a_sound_file_that_is_looked_at_stays(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add_bulk(store, 3)
        store.check()
        assert not store.renewed
        assert len(values(store)) == 3


def test_only_a_writer_that_was_closed_leaves_a_clean_store(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        assert mark(database(store), CLEAN) == 0
    with reader_at(tmp_path) as store:
        assert store._read(lambda db: mark(db, CLEAN), 0) == 1


def test_a_log_cut_at_any_frame_holds_whole_runs(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        for number in range(4):
            at = NOON + number * 60_000
            store.add(tick(at), [load(0.5, core=str(core)) for core in range(30)])
        log = store.path.with_name(f"{store.path.name}-wal").read_bytes()
        shutil.copy(store.path, tmp_path / "copy")
    counts = []
    for cut in range(32, len(log) + 1, _FRAME):
        copy = tmp_path / str(cut) / "store.sqlite3"
        copy.parent.mkdir()
        shutil.copy(tmp_path / "copy", copy)
        copy.with_name("store.sqlite3-wal").write_bytes(log[:cut])
        with Store.at(copy, writable=True) as store:
            counts.append(len(values(store)))
            assert set(Counter(times(store)).values()) <= {30}
            assert store.integrity() == ""
    assert counts == sorted(counts)
    assert set(counts) == {0, 30, 60, 90, 120}


def test_a_log_that_grows_is_told(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store, pytest.MonkeyPatch.context() as patch:
        store.add(tick(), [load(0.5)])
        assert not store.status().degraded
        patch.setattr(writer, "_LOG_ALARM", 1_000)
        assert "a reader keeps the store from tidying up" in store.status().detail
