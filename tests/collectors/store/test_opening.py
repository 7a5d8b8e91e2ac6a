"""A store that is damaged, too new, or cannot be written is opened without losing it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from collectors.errors import StoreError
from collectors.store.connection import connect, sqlite3
from collectors.store.marks import CLEAN, set_mark
from tests.collectors.store.builders import (
    content,
    database,
    load,
    mode,
    reader_at,
    tick,
    values,
    writer_at,
)

_ON_READ_ONLY_DISK = """
import sys
from pathlib import Path
from collectors.errors import StoreError
from collectors.store import Store
path = Path(sys.argv[1])
with Store.at(path, writable=False) as store:
    print([value for _, _, value in store.measurements.samples(after=0, until=2**62)])
try:
    Store.at(path, writable=True)
except StoreError as error:
    print(error)
"""


def filled(folder: Path) -> Path:
    """A closed store of several pages."""
    with writer_at(folder) as store:
        store.add(tick(), [load(0.5), *map(content, range(40))])
        return store.path


def unclean(folder: Path) -> Path:
    """A closed store that does not know it was closed."""
    path = filled(folder)
    db = connect(path)
    set_mark(db, CLEAN, 0)
    db.commit()
    db.close()
    return path


def garble(path: Path, kind: str) -> bytes:
    """Damage a file, and return what it is now."""
    whole = path.read_bytes()
    damaged = {
        "header": b"no database at all" + whole[18:],
        "truncated": whole[: len(whole) // 2],
        "one page": whole[:4096] + b"\xa5" * 4096 + whole[8192:],
        "text": b"hello\n" * 1000,
    }[kind]
    path.write_bytes(damaged)
    return damaged


@pytest.mark.parametrize("kind", ["header", "truncated", "one page", "text"])
def test_a_damaged_file_is_kept_aside_and_a_new_one_begun(tmp_path: Path, kind: str) -> None:
    damaged = garble(unclean(tmp_path), kind)
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(0.25)])
        (aside,) = tmp_path.glob("store.sqlite3.corrupt-*Z")
        (event,) = store.events(0)
        assert values(store) == [0.25]
        assert aside.read_bytes() == damaged
        assert event.kind == "store-set-aside"
        assert str(aside) in event.detail
        assert mode(store.path) == mode(aside) == "0o600"


def test_a_file_damaged_twice_is_kept_twice(tmp_path: Path) -> None:
    for _ in range(2):
        garble(unclean(tmp_path), "text")
        writer_at(tmp_path).close()
    assert len(list(tmp_path.glob("store.sqlite3.corrupt-*"))) == 2


def test_an_empty_file_is_a_new_store(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite3").touch()
    assert reader_at(tmp_path).measurements.series() == ()
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(0.5)])
        assert values(store) == [0.5]


def test_a_reader_says_that_a_file_is_damaged_and_leaves_it(tmp_path: Path) -> None:
    damaged = garble(filled(tmp_path), "text")
    with reader_at(tmp_path) as store, pytest.raises(StoreError, match="is damaged"):
        store.measurements.series()
    assert (tmp_path / "store.sqlite3").read_bytes() == damaged


def test_a_viewer_follows_to_the_new_file(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with reader_at(tmp_path) as viewer:
        assert values(viewer) == [0.5]
        path.rename(tmp_path / "elsewhere")
        with writer_at(tmp_path) as writer:
            writer.add(tick(), [load(0.75)])
            assert values(viewer) == [0.75]


def test_a_newer_store_is_viewed_and_not_touched(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with writer_at(tmp_path) as store:
        database(store).execute("PRAGMA user_version=99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="a newer perfdash wrote this store"):
        writer_at(tmp_path)
    with reader_at(tmp_path) as store:
        assert values(store) == [0.5]
        assert "newer perfdash" in store.statuses()[-1].detail
    assert path.read_bytes() == before


@pytest.mark.parametrize("end", ["closed", "crashed"])
def test_a_read_only_disk_can_be_viewed(tmp_path: Path, end: str) -> None:
    folder = tmp_path / "disk"
    with writer_at(folder) as store:
        store.add(tick(), [load(0.5)])
        if end == "closed":
            store.close()
        command = f'mount --bind "{folder}" "{folder}" && mount -o remount,bind,ro "{folder}"'
        done = subprocess.run(
            [
                *("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"),
                f'{command} || exit 77; exec "$@"',
                *("sh", sys.executable, "-c", _ON_READ_ONLY_DISK, str(store.path)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode in {1, 77}:
        pytest.skip("this machine does not let its users mount")
    read, refused = done.stdout.splitlines()
    assert read == "[0.5]"
    assert "Read-only file system" in refused


def test_a_store_that_nobody_may_write_can_be_viewed(tmp_path: Path) -> None:
    path = filled(tmp_path / "archive")
    path.chmod(0o400)
    path.parent.chmod(0o500)
    # Without a map of users nobody is above permissions, not even who runs the tests as root.
    command = ("unshare", "--user", sys.executable, "-c", _ON_READ_ONLY_DISK, str(path))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    path.parent.chmod(0o700)
    if "unshare" in done.stderr:
        pytest.skip("this machine does not let its users be nobody")
    read, refused = done.stdout.splitlines()
    assert read == "[0.5]"
    assert "make its folder writable" in refused


def test_a_file_whose_first_writer_died_at_once_is_taken_up(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with sqlite3.connect(tmp_path / "begun") as begun:
        begun.execute("PRAGMA cache_size=1")
        begun.execute("BEGIN")
        begun.execute("CREATE TABLE half (text)")
        begun.executemany("INSERT INTO half VALUES (?)", [("x" * 4_000,)] * 20)
        shutil.copy(tmp_path / "begun", path)
        shutil.copy(tmp_path / "begun-journal", tmp_path / "store.sqlite3-journal")
    begun.close()
    with reader_at(tmp_path) as viewer:
        assert viewer.measurements.series() == ()
        with writer_at(tmp_path) as store:
            store.add(tick(), [load(0.5)])
            assert values(viewer) == [0.5]
