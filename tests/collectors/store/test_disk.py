"""What is not written to a disk that became read-only under a store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EROFS
from pathlib import Path

import pytest

from collectors.errors import LeaseHeldError, StoreError
from collectors.store import disk
from collectors.store.reader import Reader
from tests.collectors.store.builders import NOON, load, reader_at, tick, values, writer_at


@contextmanager
def read_only() -> Iterator[None]:
    """A disk that is read-only for a while: to root, no mode of a file is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        yield


def test_a_file_of_ones_own_is_writable_and_so_is_one_that_is_to_be_made(tmp_path: Path) -> None:
    (tmp_path / "store").touch()
    assert disk.is_writable(tmp_path / "store")
    assert disk.is_writable(tmp_path / "new")


def test_a_file_on_a_read_only_disk_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "store").touch()
    with read_only():
        assert not disk.is_writable(tmp_path / "store")


def test_a_disk_that_was_given_up_is_not_writable_whatever_it_says(tmp_path: Path) -> None:
    def refuse(*_: object) -> int:
        raise OSError(EROFS, "Read-only file system")

    with writer_at(tmp_path) as store:
        assert disk.is_writable(store.path)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "open", refuse)
            writable = disk.is_writable(store.path)
        assert not writable


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "fifo"])
def test_what_lies_where_the_lock_should_says_nothing_of_the_disk(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    (tmp_path / "store").touch()
    make(tmp_path / "store.lock")
    assert disk.is_writable(tmp_path / "store")


def test_who_asks_takes_no_lock_away(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store, reader_at(tmp_path) as viewer:
        assert disk.is_writable(store.path)
        assert viewer.recorded_by() == os.getpid()
        with pytest.raises(LeaseHeldError):
            writer_at(tmp_path)


def test_runs_wait_while_the_disk_is_read_only_and_none_is_lost(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store, reader_at(tmp_path) as viewer:
        store.add(tick(), [load(0.5)])
        log = store.path.with_name(f"{store.path.name}-wal").read_bytes()
        with read_only():
            store.add(tick(NOON + 5_000), [load(0.75)])
            store.maintain(NOON + 86_400_000)
            waiting = "not recording: the disk became read-only, 1 run waiting, 0 lost"
            assert store.status().detail == waiting
            assert viewer.blocked == "the disk became read-only"
            assert store.path.with_name(f"{store.path.name}-wal").read_bytes() == log
        store.maintain(NOON + 10_000)
        assert values(store) == [0.5, 0.75]
        assert (store.status().degraded, viewer.blocked) == (False, "")


def test_a_store_that_is_closed_on_a_read_only_disk_is_left_as_it_is(tmp_path: Path) -> None:
    store = writer_at(tmp_path)
    store.add(tick(), [load(0.5)])
    before = store.path.read_bytes()
    with read_only():
        store.close()
    assert store.path.read_bytes() == before
    with writer_at(tmp_path) as again:
        assert values(again) == [0.5]


def test_a_baseline_on_a_read_only_disk_is_not_dropped(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store, read_only():
        said = pytest.raises(StoreError, match="the disk became read-only; make it writable")
        with said:
            store.drop_baseline("default")


def test_who_views_opens_the_store_anew_when_the_disk_becomes_read_only(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(0.5)])
        reader = Reader(store.path)
        before = reader.db()
        with read_only():
            then = reader.db()
            assert then is not before
            assert reader.db() is then
        assert reader.db() is not then
        reader.close()
