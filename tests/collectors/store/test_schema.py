"""How the tables come to be, and that nothing stops them half-way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.baseline import Baseline
from collectors.model import Event
from collectors.store import connection, migrations, schema
from collectors.store.connection import Database, connect, sqlite3
from tests.collectors.store.builders import (
    NOON,
    database,
    framework,
    module,
    reader_at,
    tick,
    writer_at,
)
from tests.collectors.store.session_tables.records import A, a_request, a_session, a_transcript


def new_file(path: Path) -> Database:
    path.touch()
    return connect(path)


def tables(db: Database) -> dict[str, str]:
    """What is in a file but for the record of its migrations, and how it was created."""
    return dict(
        db.execute(
            "SELECT name, sql FROM sqlite_schema"
            " WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_sqlite_migrations%'"
        ).fetchall()
    )


def new(path: Path) -> Database:
    """A file with nothing in it."""
    return new_file(path)


def first(path: Path) -> Database:
    """A file as version 1 left it."""
    return connect(first_version(path))


@pytest.mark.parametrize("made", [new, first])
def test_a_full_disk_at_any_page_leaves_a_migration_to_be_repeated(
    tmp_path: Path, made: Callable[[Path], Database]
) -> None:
    stopped = 0
    for pages in range(2, 200):
        db = made(tmp_path / f"{pages}.sqlite3")
        db.execute(f"PRAGMA max_page_count={pages}")
        try:
            schema.migrate(db)
        except sqlite3.OperationalError:
            stopped += 1
            assert schema.version(db) < schema.VERSION
            assert ("samples" in tables(db)) is (schema.version(db) >= 1)
            assert ("comparison" in tables(db)) is (schema.version(db) >= 2)
            assert ("silence" in tables(db)) is (schema.version(db) >= 3)
            assert ("footing" in tables(db)) is (schema.version(db) >= 4)
            assert ("rating" in tables(db)) is (schema.version(db) >= 5)
        else:
            break
        finally:
            db.execute("PRAGMA max_page_count=1073741823")
            schema.migrate(db)
            assert schema.version(db) == schema.VERSION
            assert {"samples", "rating"} <= tables(db).keys()
            db.close()
    assert stopped > 10


def test_to_migrate_twice_changes_nothing(tmp_path: Path) -> None:
    db = new_file(tmp_path / "it.sqlite3")
    schema.migrate(db)
    before = tables(db)
    schema.migrate(db)
    assert tables(db) == before
    db.close()


def test_a_file_that_is_made_at_once_is_as_one_that_took_every_step(tmp_path: Path) -> None:
    at_once, in_steps = new_file(tmp_path / "a.sqlite3"), new_file(tmp_path / "b.sqlite3")
    schema.migrate(at_once)
    migrations.apply(in_steps)
    assert tables(at_once) == tables(in_steps)
    assert schema.version(at_once) == schema.version(in_steps) == schema.VERSION
    at_once.close()
    in_steps.close()


def test_a_file_that_was_made_at_once_is_spared_the_steps_before_it(tmp_path: Path) -> None:
    db = new_file(tmp_path / "it.sqlite3")
    schema.migrate(db)
    before = tables(db)
    migrations.apply(db)
    assert tables(db) == before
    db.close()


def first_version(path: Path) -> Path:
    """A file as version 1 left it, with something in it."""
    db = new_file(path)
    migrations.apply(db, before="baselines")
    db.execute("INSERT INTO event (at, kind, detail) VALUES (1, 'clock-jump', '2 s')")
    db.commit()
    db.close()
    return path


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    first_version(tmp_path / "store.sqlite3")
    with writer_at(tmp_path) as store:
        assert schema.version(database(store)) == schema.VERSION
        assert store.events(0) == (Event(1, "clock-jump", "2 s"),)
        assert store.baselines.listed() == ()


def test_a_file_of_the_first_version_can_be_viewed(tmp_path: Path) -> None:
    path = first_version(tmp_path / "store.sqlite3")
    before = path.read_bytes()
    with reader_at(tmp_path) as store:
        assert store.events(0)
        assert (store.baselines.listed(), store.baselines.named("default")) == ((), None)
        assert (
            store.baselines.comparisons("default"),
            store.baselines.kept(),
            store.baselines.blob("x"),
        ) == ((), {}, None)
        assert not store.status().degraded
    assert path.read_bytes() == before


def fourth_version(path: Path) -> Path:
    """A file as version 4 left it, with something in it."""
    db = new_file(path)
    migrations.apply(db, before="sessions")
    db.execute("INSERT INTO event (at, kind, detail) VALUES (1, 'clock-jump', '2 s')")
    db.commit()
    assert schema.version(db) == 4
    db.close()
    return path


def test_a_file_from_before_sessions_is_brought_up_to_date(tmp_path: Path) -> None:
    fourth_version(tmp_path / "store.sqlite3")
    with writer_at(tmp_path) as store:
        assert schema.version(database(store)) == schema.VERSION
        assert store.events(0) == (Event(1, "clock-jump", "2 s"),)
        store.add(tick(), [a_session(), a_request(), a_transcript()])
        assert len(store.sessions.rows(A).requests) == len(store.sessions.transcripts()) == 1


def test_a_viewer_of_a_file_from_before_sessions_sees_those_that_come(tmp_path: Path) -> None:
    fourth_version(tmp_path / "store.sqlite3")
    with reader_at(tmp_path) as viewer:
        assert (
            viewer.sessions.changed(),
            viewer.sessions.transcripts(),
            viewer.sessions.all_roots(),
        ) == ((), {}, False)
        with writer_at(tmp_path) as store:
            store.add(tick(), [a_session()])
            assert viewer.sessions.changed() == (a_session(),)


def test_modules_of_a_file_from_before_revisions_are_known_before_and_after(tmp_path: Path) -> None:
    db = new_file(tmp_path / "store.sqlite3")
    migrations.apply(db, before="revisions")
    db.execute("INSERT INTO framework VALUES (1, '/x', '', '', '[0,0,0,0,0,0]', '[]', '[]')")
    db.execute(
        "INSERT INTO module VALUES ('a.md', 'command', '', 'd', 1, 1, 1, 1, 0, '[]', '[0,0,0,0,0]')"
    )
    db.commit()
    db.close()
    with reader_at(tmp_path) as viewer:
        (first,) = viewer.framework().modules
        assert viewer.framework().modules[0] is first
        with writer_at(tmp_path) as store:
            store.add(tick(), [replace(framework(), modules=(first, module("b.md")))])
            assert viewer.framework().modules == (first, module("b.md"))
            assert viewer.framework().modules[0] is first


def test_a_viewer_of_a_file_that_is_brought_up_to_date_sees_what_comes(tmp_path: Path) -> None:
    first_version(tmp_path / "store.sqlite3")
    with reader_at(tmp_path) as viewer:
        assert viewer.baselines.listed() == ()
        with writer_at(tmp_path) as store:
            store.add(tick(), [Baseline("default", NOON, framework())])
            assert [it.name for it in viewer.baselines.listed()] == ["default"]


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
def test_a_writer_is_tuned(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    writer_pragmas: tuple[str, ...],
    pragma: str,
    value: str | int,
) -> None:
    monkeypatch.setattr(connection, "_WRITER", writer_pragmas)
    writer_at(tmp_path).close()
    with writer_at(tmp_path) as store:
        assert database(store).execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_samples_are_read_by_time_without_a_sort(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        plan = database(store).execute(
            "EXPLAIN QUERY PLAN SELECT ts, series_id, value FROM samples"
            " WHERE ts > 1 AND ts <= 2 ORDER BY ts"
        )
        (step,) = (row[3] for row in plan)
        assert step.startswith("SEARCH samples USING PRIMARY KEY")
