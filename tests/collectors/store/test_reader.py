"""What one who views sees of a file that others write, replace, or take over with newer tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.errors import StoreError
from collectors.store import schema
from collectors.store.reader import Reader
from tests.collectors.store.builders import (
    NOON,
    database,
    load,
    reader_at,
    tick,
    values,
    writer_at,
)


def renew_tables(path: Path, *changes: str) -> None:
    """Write to a store as a newer perfdash may."""
    with writer_at(path) as store:
        for change in (*changes, f"PRAGMA user_version={schema.VERSION + 1}"):
            database(store).execute(change)
        database(store).commit()


def test_there_is_nothing_to_read_before_the_first_write(tmp_path: Path) -> None:
    reader = Reader(tmp_path / "store.sqlite3")
    assert (reader.db(), reader.trouble) == (None, "")


def test_an_open_reader_is_kept_until_its_file_is_another(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        reader = Reader(store.path)
        before = reader.db()
        assert before is not None
        assert reader.db() is before
    store.path.rename(tmp_path / "elsewhere")
    with writer_at(tmp_path):
        assert reader.db() is not before
    reader.close()


def test_tables_that_a_newer_perfdash_changed_under_a_viewer_ask_for_a_restart(
    tmp_path: Path,
) -> None:
    with reader_at(tmp_path) as viewer:
        with writer_at(tmp_path) as store:
            store.add(tick(), [load(0.5)])
        assert values(viewer) == [0.5]
        renew_tables(tmp_path, "ALTER TABLE samples RENAME COLUMN value TO amount")
        with pytest.raises(StoreError, match="update or restart perfdash: a newer one changed"):
            values(viewer)


def test_words_that_only_a_newer_perfdash_knows_ask_a_viewer_for_a_restart(tmp_path: Path) -> None:
    with reader_at(tmp_path) as viewer:
        with writer_at(tmp_path) as store:
            store.add(tick(), [])
        assert len(viewer.runs(0)) == 1
        renew_tables(tmp_path, f"UPDATE run SET paths = '' WHERE at = {NOON}")
        with pytest.raises(StoreError, match="update or restart perfdash: a newer one changed"):
            viewer.runs(0)


def test_what_cannot_be_understood_and_is_no_newer_is_an_error_of_ours(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [])
        database(store).execute("UPDATE run SET paths = ''")
        database(store).commit()
    with reader_at(tmp_path) as viewer, pytest.raises(ValueError, match="zero-length"):
        viewer.runs(0)


def test_a_viewer_says_that_a_newer_perfdash_took_over(tmp_path: Path) -> None:
    with reader_at(tmp_path) as viewer:
        with writer_at(tmp_path) as store:
            store.add(tick(), [load(0.5)])
        assert values(viewer) == [0.5]
        assert not viewer.status().degraded
        renew_tables(tmp_path)
        assert values(viewer) == [0.5]
        assert "written by a newer perfdash" in viewer.status().detail
