"""There is one copy of SQLite, and whoever reads never blocks whoever writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import collectors
import dashboard
from collectors.store.connection import Database, connect_read_only, immediate, sqlite3
from tests.collectors.store.builders import (
    NOON,
    database,
    load,
    reader_at,
    tick,
    values,
    writer_at,
)

_OWN_COPY = re.compile(r"^\s*(import|from) sqlite3\b", re.MULTILINE)


def delete_and_fail(db: Database) -> None:
    with immediate(db):
        db.execute("DELETE FROM samples")
        db.execute("INSERT INTO framework (id) VALUES (1)")


def test_every_connection_comes_from_one_module() -> None:
    folders = [Path(package.__path__[0]) for package in (collectors, dashboard)]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    choosing = [file.name for file in files if _OWN_COPY.search(file.read_text("utf-8"))]
    assert choosing == ["connection.py"]
    assert len(files) > 20


def test_a_reader_in_a_transaction_does_not_stop_the_writer(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        writer.add(tick(), [load(0.5)])
        pinned = connect_read_only(writer.path)
        pinned.execute("BEGIN")
        assert pinned.execute("SELECT count(*) FROM samples").fetchone() == (1,)
        writer.add(tick(NOON + 1), [load(0.75)])
        assert pinned.execute("SELECT count(*) FROM samples").fetchone() == (1,)
        assert values(reader) == [0.5, 0.75]
        pinned.close()


def test_a_writer_in_a_transaction_does_not_stop_a_reader(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        writer.add(tick(), [load(0.5)])
        with immediate(database(writer)):
            database(writer).execute("DELETE FROM samples")
            assert values(reader) == [0.5]
        assert values(reader) == []


def test_a_reader_keeps_no_transaction_open(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        writer.add(tick(), [load(0.5)])
        assert values(reader) == [0.5]
        busy, _, _ = database(writer).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert busy == 0


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(0.5)])
        with pytest.raises(sqlite3.IntegrityError):
            delete_and_fail(database(store))
        assert values(store) == [0.5]


def test_a_reader_cannot_change_the_file(tmp_path: Path) -> None:
    writer_at(tmp_path).close()
    reading = connect_read_only(tmp_path / "store.sqlite3")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reading.execute("DELETE FROM samples")
    reading.close()
