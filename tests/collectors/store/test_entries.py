"""What a run becomes in the tables, also when it cannot be entered at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.model import Event, Run, Sample, Trigger
from collectors.store import Store, journal
from collectors.store.connection import Database

if TYPE_CHECKING:
    import pytest


def tick(number: int, module: str) -> tuple[Run, list[Sample]]:
    sample = Sample("module_tokens", float(number), (("module", module),))
    return Run(number * 5_000, Trigger.TICK), [sample]


def test_what_a_run_that_failed_had_named_is_named_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its transaction was undone, and with it the series that it began."""

    def refuse(_: Database, __: Iterable[Event]) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    path = tmp_path / "it.sqlite3"
    with Store.at(path, writable=True) as store:
        store.add(*tick(1, "a"))
        with monkeypatch.context() as failing:
            failing.setattr(journal, "add_events", refuse)
            store.add(*tick(2, "b"))
        store.add(*tick(3, "b"))
        store.maintain(20_000)
    with sqlite3.connect(path) as db:
        told = db.execute(
            "SELECT value FROM samples JOIN series ON series.id = series_id ORDER BY value"
        ).fetchall()
        assert told == db.execute("SELECT value FROM samples ORDER BY value").fetchall()
        assert {(1.0,), (3.0,)} <= {*told}
