"""What is kept of what the user decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from collectors.decision import Acknowledgement, Matching, Silence
from collectors.store.connection import immediate
from collectors.store.decisions import forget
from tests.collectors.store.builders import NOON, database, reader_at, tick, writer_at

SEEN = Acknowledgement("a" * 16, NOON, "warning")
QUIET = Silence(
    "one",
    NOON,
    NOON + 3_600_000,
    "dev",
    "a long build",
    Matching("cpu_ratio", (("core", "0"),), "warning"),
)


def test_decisions_come_back_as_they_were_made(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [SEEN, QUIET])
    with reader_at(tmp_path) as store:
        assert store.alerts.acknowledgements() == (SEEN,)
        assert store.alerts.silences(0) == (QUIET,)


def test_a_later_decision_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    later = replace(SEEN, at=NOON + 1, severity="")
    ended = replace(QUIET, until=NOON + 2)
    with writer_at(tmp_path) as store:
        store.add(tick(), [SEEN, QUIET, later, ended])
        assert store.alerts.acknowledgements() == (later,)
        assert store.alerts.silences(0) == (ended,)


def test_a_silence_that_ended_long_ago_is_not_told(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [QUIET])
        assert store.alerts.silences(QUIET.until) == (QUIET,)
        assert store.alerts.silences(QUIET.until + 1) == ()


def test_old_decisions_are_forgotten(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [SEEN, QUIET])
        with immediate(database(store)):
            forget(database(store), QUIET.until + 1)
        assert (store.alerts.acknowledgements(), store.alerts.silences(0)) == ((), ())


def test_a_store_of_an_older_perfdash_has_none(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        db = database(store)
        for table in ("acknowledgement", "silence", "alert_log"):
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version=2")
        assert (store.alerts.acknowledgements(), store.alerts.silences(0), store.alerts.log(0)) == (
            (),
            (),
            (),
        )
