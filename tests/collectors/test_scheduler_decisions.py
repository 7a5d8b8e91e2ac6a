"""Decisions and notes reach the store by way of whoever records."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from collectors.clock import Clock
from collectors.config import Config, DashboardConfig
from collectors.decision import Acknowledgement, Matching, Silence, silence
from collectors.errors import DecisionError
from collectors.model import Event, Run, Trigger
from collectors.schedule import Scheduler
from collectors.session import Rating, Scope
from collectors.store import Store
from tests.collectors.scripted import Scripted

PATIENCE = 10.0
CALM = Config(dashboard=DashboardConfig(refresh_seconds=3600.0))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty root whose store lies in a folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "root"
    folder.mkdir()
    return folder


@pytest.fixture
def told() -> queue.Queue[Run]:
    return queue.Queue()


@pytest.fixture
def scheduler(root: Path, told: queue.Queue[Run]) -> Iterator[Scheduler]:
    with Scheduler(root, CALM, on_run=told.put, build=lambda _: (Scripted(),)) as it:
        yield it


def quiet(matching: Matching) -> Silence:
    """A silence that begins now."""
    return silence(matching, at=Clock().now(), hours=8.0, reason="a build")


def stored(root: Path) -> Store:
    return Store.open(root, writable=False)


def test_an_acknowledgement_is_stored_by_the_one_that_records(
    root: Path, scheduler: Scheduler, told: queue.Queue[Run]
) -> None:
    scheduler.start()
    told.get(timeout=PATIENCE)
    scheduler.decide(Acknowledgement("a" * 16, Clock().now(), "warning"))
    with stored(root) as store:
        while not store.alerts.acknowledgements():
            told.get(timeout=PATIENCE)
        (seen,) = store.alerts.acknowledgements()
    assert (seen.key, seen.severity) == ("a" * 16, "warning")


def test_what_a_viewer_decides_waits_for_the_next_one_that_records(
    root: Path, told: queue.Queue[Run]
) -> None:
    Store.open(root, writable=True).close()
    with Scheduler(root, CALM) as viewer:
        said = quiet(Matching("cpu_ratio"))
        viewer.decide(said)
    with (
        Scheduler(root, CALM, on_run=told.put, build=lambda _: (Scripted(),)) as scheduler,
        stored(root) as store,
    ):
        scheduler.start()
        while not store.alerts.silences(0):
            told.get(timeout=PATIENCE)
        assert store.alerts.silences(0) == (said,)


def test_a_silence_of_everything_is_refused_at_once(root: Path, scheduler: Scheduler) -> None:
    with pytest.raises(DecisionError, match="name one"):
        scheduler.decide(quiet(Matching()))
    assert not list(root.parent.rglob("*.asked"))


def test_what_is_noted_is_stored_at_the_latest_at_the_end(
    root: Path, told: queue.Queue[Run]
) -> None:
    event = Event(5, "notice", "told")
    with Scheduler(root, CALM, on_run=told.put, build=lambda _: (Scripted(),)) as scheduler:
        scheduler.start()
        told.get(timeout=PATIENCE)
        scheduler.note(event)
    with stored(root) as store:
        assert event in store.events(0)


def test_a_viewer_stores_nothing(scheduler: Scheduler) -> None:
    scheduler.note(Event(5, "notice", "told"))
    assert not scheduler._notes


def test_a_viewers_rating_arrives_at_the_one_that_records(
    root: Path, scheduler: Scheduler, told: queue.Queue[Run]
) -> None:
    scheduler.start()
    told.get(timeout=PATIENCE)
    with Scheduler(root, CALM) as viewer:
        viewer.decide(Rating("a" * 16, Clock().now(), 4))
    scheduler.ask(Trigger.TICK)
    with stored(root) as store:
        while not store.sessions.ratings():
            told.get(timeout=PATIENCE)
        (rating,) = store.sessions.ratings()
    assert (rating.session, rating.stars) == ("a" * 16, 4)


def test_the_wish_for_all_roots_is_remembered(
    root: Path, scheduler: Scheduler, told: queue.Queue[Run]
) -> None:
    scheduler.start()
    told.get(timeout=PATIENCE)
    scheduler.decide(Scope(all_roots=True))
    with stored(root) as store:
        while not store.sessions.all_roots():
            told.get(timeout=PATIENCE)
    scheduler.decide(Scope(all_roots=False))
    with stored(root) as store:
        while store.sessions.all_roots():
            told.get(timeout=PATIENCE)
