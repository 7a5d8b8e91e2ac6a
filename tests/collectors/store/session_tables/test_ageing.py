"""Sessions are kept for years, whatever becomes of their files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.config import StoreConfig
from collectors.session import Rating, Session, Telemetry, hashed
from collectors.store import DAY, Store
from collectors.store.session_tables import ageing
from collectors.store.session_tables.table import OF_SESSIONS
from tests.collectors.store.builders import NOON, database, pass_days, tick
from tests.collectors.store.session_tables.records import (
    A,
    B,
    a_call,
    a_request,
    a_session,
    a_transcript,
    a_turn,
)

_TEN_DAYS = StoreConfig(day_days=10)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.at(tmp_path / "store.sqlite3", writable=True, config=_TEN_DAYS)


def rows(store: Store) -> int:
    count = "SELECT count(*) FROM"
    return sum(database(store).execute(f"{count} {it}").fetchone()[0] for it in OF_SESSIONS)


def test_a_session_goes_with_all_that_belongs_to_it(store: Store) -> None:
    with store:
        store.add(tick(), [a_session(), a_request(), a_call(), a_turn()])
        store.add(tick(), [a_session(B, last_at=NOON + 5 * DAY), a_request("its own", B)])
        store.maintain(NOON + 10 * DAY)
        assert rows(store) == 4
        store.maintain(NOON + 11 * DAY)
        assert ([it.id for it in store.sessions.changed()], rows(store)) == ([B], 1)


def test_one_call_deletes_few(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ageing, "_SESSIONS", 2)
    with store:
        store.add(tick(), [a_session(hashed(str(number))) for number in range(5)])
        left = []
        for _ in range(4):
            store.maintain(NOON + 20 * DAY)
            left.append(len(store.sessions.changed()))
        assert left == [3, 1, 0, 0]


def test_positions_of_files_nobody_writes_are_forgotten(store: Store) -> None:
    with store:
        store.add(tick(), [a_transcript(), a_session()])
        store.maintain(NOON + 89 * DAY)
        assert len(store.sessions.transcripts()) == 1
        pass_days(store, until=NOON + 91 * DAY)
        assert store.sessions.transcripts() == {}


def test_ratings_and_telemetry_age_too(store: Store) -> None:
    with store:
        store.add(tick(), [Rating(A, NOON, 5), Telemetry("f" * 16, NOON, B)])
        pass_days(store, until=NOON + 9 * DAY)
        assert (len(store.sessions.ratings()), len(store.sessions.changed())) == (1, 1)
        pass_days(store, until=NOON + 11 * DAY)
        assert (store.sessions.ratings(), store.sessions.changed()) == ((), ())


def test_rows_of_a_session_nobody_named_stay(store: Store) -> None:
    with store:
        store.add(tick(), [a_request()])
        store.maintain(NOON + 9 * DAY)
        assert (store.sessions.changed(), rows(store)) == ((Session(A),), 1)


def test_a_session_that_goes_on_stays(store: Store) -> None:
    with store:
        store.add(tick(), [a_session(), a_request()])
        store.add(tick(), [replace(a_session(), last_at=NOON + 15 * DAY)])
        store.maintain(NOON + 20 * DAY)
        assert rows(store) == 1
