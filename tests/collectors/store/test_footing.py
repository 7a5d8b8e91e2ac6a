"""What a scan rested on, as the store remembers it."""

from __future__ import annotations

from pathlib import Path

from collectors.framework.module import Footing, Framework
from tests.collectors.store.builders import database, tick, writer_at

FOOTING = Footing("d1", ("notes.txt", "~/.claude/mine.md"))
FRAMEWORK = Framework(root="/sails")


def test_what_a_framework_rests_on_is_remembered(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        assert store.footing() is None
        store.add(tick(), (FRAMEWORK, FOOTING))
        assert store.footing() == FOOTING


def test_another_run_leaves_it_alone(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), (FRAMEWORK, FOOTING))
        store.add(tick(), ())
        assert store.footing() == FOOTING


def test_a_framework_that_comes_alone_rests_on_nothing_known(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), (FRAMEWORK, FOOTING))
        store.add(tick(), (Framework(root="/oars"),))
        assert store.footing() is None


def test_a_store_of_an_older_perfdash_knows_none(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        db = database(store)
        db.execute("DROP TABLE footing")
        db.execute("PRAGMA user_version=3")
        assert store.footing() is None
