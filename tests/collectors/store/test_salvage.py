"""How a file that was laid over a store is saved from the log of what was there before."""

from __future__ import annotations

import shutil
from pathlib import Path

from collectors.store import salvage
from tests.collectors.store.builders import NOON, bulky, load, tick, values, writer_at


def stored(folder: Path) -> Path:
    with writer_at(folder) as store:
        for number in range(9):
            store.add(tick(NOON + number), [load(float(number)), bulky(number)])
    return store.path


def spoil(path: Path) -> None:
    """Garble pages behind the first, as one only sees who reads all of it."""
    with path.open("r+b") as file:
        file.seek(8_192)
        file.write(b"\xa5" * 16_384)


def test_a_sound_file_is_copied_as_it_is(tmp_path: Path) -> None:
    path = stored(tmp_path)
    copy = salvage.copied(path)
    assert copy is not None
    assert copy.read_bytes() == path.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600


def test_of_a_file_with_damage_inside_there_is_no_copy(tmp_path: Path) -> None:
    path = stored(tmp_path)
    spoil(path)
    there = set(tmp_path.iterdir())
    assert salvage.copied(path) is None
    assert set(tmp_path.iterdir()) == there


def test_of_what_is_no_database_there_is_no_copy(tmp_path: Path) -> None:
    for content in (b"no database", None):
        path = tmp_path / "store.sqlite3"
        path.write_bytes(content) if content else path.unlink()
        assert salvage.copied(path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_not_written_through_a_link(tmp_path: Path) -> None:
    path = stored(tmp_path)
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "store.sqlite3.copy").symlink_to(precious)
    assert salvage.copied(path) is None
    assert precious.read_text() == "mine"


def test_a_copy_takes_the_place_of_what_is_put_aside(tmp_path: Path) -> None:
    path = stored(tmp_path)
    copy = Path(shutil.copy(path, tmp_path / "copy"))
    path.write_bytes(b"what a log made of it")
    aside = salvage.laid_back(copy, path)
    assert aside.read_bytes() == b"what a log made of it"
    with writer_at(tmp_path) as store:
        assert len(values(store)) == 9
