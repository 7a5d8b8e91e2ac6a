"""Small numbers the store keeps about itself."""

from __future__ import annotations

from pathlib import Path

from collectors.store.marks import CLEAN, GENERATION, PRESENT, grow, mark, set_mark
from tests.collectors.store.builders import database, writer_at


def test_a_mark_that_was_never_set_is_nought(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        assert mark(database(store), PRESENT) == 0


def test_a_mark_is_what_it_was_last_set_to(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        db = database(store)
        for value in (5, 3):
            set_mark(db, PRESENT, value)
        assert (mark(db, PRESENT), mark(db, CLEAN)) == (3, 0)
        db.commit()


def test_a_mark_grows_by_one(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        db = database(store)
        before = mark(db, GENERATION)
        grow(db, GENERATION)
        assert mark(db, GENERATION) == before + 1
        db.commit()
