"""How the tables come to be, and that nothing stops them half-way."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.store import schema
from collectors.store.connection import Database, connect, sqlite3
from tests.collectors.store.builders import database, writer_at


def new_file(path: Path) -> Database:
    path.touch()
    return connect(path)


def test_a_full_disk_at_any_page_leaves_a_migration_to_be_repeated(tmp_path: Path) -> None:
    stopped = 0
    for pages in range(2, 200):
        db = new_file(tmp_path / f"{pages}.sqlite3")
        db.conn.execute(f"PRAGMA max_page_count={pages}")
        try:
            schema.migrate(db)
        except sqlite3.OperationalError:
            stopped += 1
            assert schema.version(db) < schema.VERSION
            assert db.table("samples").exists() is (schema.version(db) >= 1)
            assert not db.table("comparison").exists()
        else:
            break
        finally:
            db.conn.execute("PRAGMA max_page_count=1073741823")
            schema.migrate(db)
            assert schema.version(db) == schema.VERSION
            assert db.table("samples").exists()
            assert db.table("comparison").exists()
            db.close()
    assert stopped > 10


def test_to_migrate_twice_changes_nothing(tmp_path: Path) -> None:
    db = new_file(tmp_path / "it.sqlite3")
    schema.migrate(db)
    before = db.schema
    schema.migrate(db)
    assert db.schema == before
    db.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 1),
        ("auto_vacuum", 2),
        ("busy_timeout", 5000),
        ("mmap_size", 0),
        ("journal_size_limit", 4 * 1024 * 1024),
    ],
)
def test_a_writer_is_tuned(tmp_path: Path, pragma: str, value: str | int) -> None:
    writer_at(tmp_path).close()
    with writer_at(tmp_path) as store:
        assert database(store).conn.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_samples_are_read_by_time_without_a_sort(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        plan = database(store).conn.execute(
            "EXPLAIN QUERY PLAN SELECT ts, series_id, value FROM samples"
            " WHERE ts > 1 AND ts <= 2 ORDER BY ts"
        )
        (step,) = (row[3] for row in plan)
        assert step.startswith("SEARCH samples USING PRIMARY KEY")
