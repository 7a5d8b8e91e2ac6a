"""What someone does to the files of a store while it is written is noticed, and spoils nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from collectors.errors import StoreError
from collectors.store import Store
from collectors.store.connection import connect, connect_alone, sqlite3
from collectors.store.seal import Seal
from tests.collectors.store.builders import (
    NOON,
    bulky,
    database,
    load,
    reader_at,
    tick,
    values,
    writer_at,
)


def record(store: Store, *numbers: float) -> None:
    """Add a run with a sample and some bulk for each number."""
    for number in numbers:
        at = NOON + round(number * 5_000)
        store.add(tick(at), [load(number), *(bulky(round(number) * 100 + i) for i in range(9))])


def older_copy(folder: Path) -> Path:
    """Record two runs, and keep a copy of the store as it was then."""
    with writer_at(folder) as store:
        record(store, 1, 2)
    return Path(shutil.copy(store.path, folder / "copy"))


def vacuumed(copy: Path) -> Path:
    """The same content, laid out anew."""
    with closing(sqlite3.connect(copy)) as db:
        db.execute("DELETE FROM content")
        db.commit()
        db.execute("VACUUM")
    return copy


def replace(copy: Path, path: Path) -> None:
    copy.rename(path)


def overwrite(copy: Path, path: Path) -> None:
    path.write_bytes(copy.read_bytes())


def overwrite_by_another_layout(copy: Path, path: Path) -> None:
    overwrite(vacuumed(copy), path)


def told(store: Store) -> list[str]:
    return [event.detail for event in store.events(0) if event.kind == "store-touched"]


def is_sound(store: Store) -> bool:
    return store.integrity() == ""


@pytest.mark.parametrize(
    ("lay", "written_back"),
    [
        (replace, True),
        (replace, False),
        (overwrite, True),
        (overwrite_by_another_layout, True),
        (overwrite_by_another_layout, False),
    ],
)
def test_an_older_copy_is_recorded_on(
    tmp_path: Path, lay: Callable[[Path, Path], None], *, written_back: bool
) -> None:
    copy = older_copy(tmp_path)
    with writer_at(tmp_path) as store, reader_at(tmp_path) as reader:
        record(store, 3, 4)
        if written_back:
            database(store).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            record(store, 5)
        assert values(reader)[-1] == 5 if written_back else 4
        lay(copy, store.path)
        record(store, 6)
        assert values(store)[:2] + values(store)[-1:] == [1, 2, 6]
        assert values(reader) == values(store)
        assert is_sound(store)
        assert len(told(store)) == 1
        assert store.renewed
    with reader_at(tmp_path) as reader:
        assert values(reader)[-1] == 6


def test_what_was_overwritten_is_kept_aside(tmp_path: Path) -> None:
    copy = older_copy(tmp_path)
    with writer_at(tmp_path) as store:
        record(store, 3)
        database(store).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        record(store, 3.5)
        overwrite(copy, store.path)
        record(store, 4)
        (aside,) = tmp_path.glob("*.corrupt-*")
        assert values(store) == [1, 2, 4]
        assert str(aside) in told(store)[0]
        assert not list(tmp_path.glob("*.copy"))


def test_a_log_fits_what_is_the_same_as_before(tmp_path: Path) -> None:
    copy = older_copy(tmp_path)
    with writer_at(tmp_path) as store:
        record(store, 3)
        overwrite(copy, store.path)
        record(store, 4)
        assert values(store) == [1, 2, 3, 4]
        assert is_sound(store)


def test_a_copy_stays_as_it_was_laid_when_nothing_more_is_recorded(tmp_path: Path) -> None:
    copy = older_copy(tmp_path)
    with writer_at(tmp_path) as store:
        record(store, 3)
        database(store).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        record(store, 4)
        overwrite(copy, store.path)
    with reader_at(tmp_path) as reader:
        assert values(reader) == [1, 2]
        assert is_sound(reader)


def test_a_store_that_was_deleted_or_emptied_is_begun_anew_and_told(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        record(store, 1)
        store.path.unlink()
        record(store, 2)
        assert (values(store), len(told(store))) == ([2], 1)
        assert is_sound(store)
        store.path.write_bytes(b"")
        record(store, 3)
        assert (values(store), len(told(store))) == ([3], 1)
        assert is_sound(store)


@pytest.mark.parametrize("end", ["-wal", "-shm", ".lock"])
def test_nothing_is_lost_with_a_file_beside_the_store(tmp_path: Path, end: str) -> None:
    with writer_at(tmp_path) as store, reader_at(tmp_path) as reader:
        record(store, 1, 2)
        assert values(reader) == [1, 2]
        store.path.with_name(store.path.name + end).unlink()
        record(store, 3)
        assert values(store) == values(reader) == [1, 2, 3]
        assert len(told(store)) == 1
        assert reader.recorded_by() > 0
    with closing(connect_alone(store.path)) as db:
        assert db.execute("SELECT count(*) FROM samples").fetchone() == (3,)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["FIFO", "folder"])
def test_what_is_no_file_is_refused_until_it_goes(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    with writer_at(tmp_path) as store:
        record(store, 1)
        store.path.unlink()
        make(store.path)
        with pytest.raises(StoreError, match="not a regular file"):
            record(store, 2)


def test_who_writes_the_log_back_is_no_intruder(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        record(store, 1, 2)
        with closing(connect(store.path)) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        record(store, 3)
        assert (values(store), told(store), store.renewed) == ([1, 2, 3], [], False)


def test_what_lay_beside_a_store_that_is_gone_is_cleared_away_but_for_the_lock(
    tmp_path: Path,
) -> None:
    with writer_at(tmp_path) as store:
        record(store, 1)
        seal = Seal.of(store.path)
        store.path.unlink()
        seal.clear()
        assert [it.name for it in tmp_path.iterdir()] == ["store.sqlite3.lock"]


def test_what_someone_else_put_beside_a_store_is_not_cleared_away(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        record(store, 1)
        seal = Seal.of(store.path)
        log = store.path.with_name("store.sqlite3-wal")
        log.rename(tmp_path / "elsewhere")
        log.write_bytes(b"another")
        seal.clear()
        assert log.read_bytes() == b"another"


def test_a_store_that_is_deleted_while_someone_views_it_does_not_come_back(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store, reader_at(tmp_path) as viewer:
        record(store, 1, 2)
        assert values(viewer) == [1, 2]
        store.path.unlink()
        record(store, 3)
        assert values(store) == values(viewer) == [3]
        assert store.integrity() == ""
