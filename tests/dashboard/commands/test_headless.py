"""What commands do beneath what they print."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from collectors.config import Config, DashboardConfig, LoadConfig
from collectors.errors import LeaseHeldError, PerfdashError, StoreError
from collectors.model import Run, Trigger
from collectors.session import Session, hashed
from collectors.store import Store, location
from collectors.transcripts import SessionsCollector
from dashboard.commands import headless
from tests.collectors.sessions.claude_home import ClaudeHome, reply
from tests.dashboard.commands.stored import remembered

CONFIG = Config(load=LoadConfig(rounds=1))


class Patience(Event):
    """An event that is waited for only so long."""

    def wait(self, timeout: float | None = 20.0) -> bool:
        return super().wait(timeout)


def test_recording_without_a_store_is_refused_at_once(storeless: Path) -> None:
    with pytest.raises(StoreError, match="set XDG_STATE_HOME"):
        headless.collect(storeless, CONFIG, stopped=Event(), on_run=lambda _: None)


def test_a_screen_without_a_store_is_refused_at_once(storeless: Path) -> None:
    with pytest.raises(StoreError, match="set XDG_STATE_HOME"):
        headless.connect(storeless, CONFIG, lambda _: None, collect=True)


def test_a_reading_is_of_what_was_just_measured(harbor: Path) -> None:
    reading = headless.take_reading(harbor, CONFIG, collect=True)
    triggers = [run.trigger for run in reading.snapshot.runs]
    assert triggers == [Trigger.START, Trigger.ASKED, Trigger.TICK]
    assert len(reading.snapshot.framework.modules) == 28


def test_a_reading_beside_a_recorder_measures_nothing(harbor: Path) -> None:
    headless.collect_once(harbor, CONFIG)
    with Store.open(harbor, writable=True):
        reading = headless.take_reading(harbor, CONFIG, collect=True)
    assert len(reading.snapshot.runs) == 3
    assert reading.snapshot.recording


def test_a_damaged_store_is_set_aside_by_a_round(harbor: Path) -> None:
    headless.collect_once(harbor, CONFIG)
    path = location(harbor)
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * (path.stat().st_size - 4096))
    headless.collect_once(harbor, CONFIG)
    with Store.open(harbor, writable=False) as store:
        assert "store-set-aside" in [event.kind for event in store.events(0)]
        assert len(store.framework().modules) == 28


def test_beside_a_recorder_without_success_no_option_is_blamed(harbor: Path) -> None:
    with Store.open(harbor, writable=True), pytest.raises(PerfdashError, match="records it"):
        headless.take_reading(harbor, CONFIG, collect=True)


def test_nothing_is_read_where_nothing_was_measured(harbor: Path) -> None:
    with pytest.raises(PerfdashError, match="nothing was measured here yet"):
        headless.take_reading(harbor, CONFIG, collect=False)


@pytest.mark.parametrize(
    "measure", [headless.collect_once, partial(headless.take_reading, collect=True)]
)
def test_what_cannot_be_scanned_is_no_round(
    home: Path, measure: Callable[[Path, Config], object]
) -> None:
    with pytest.raises(PerfdashError, match="no prompt framework here"):
        measure(home, CONFIG)


def test_recording_tells_of_every_run_until_it_is_stopped(harbor: Path) -> None:
    stopped = Patience()
    told: list[Run] = []

    def hear(run: Run) -> None:
        told.append(run)
        stopped.set()

    headless.collect(harbor, CONFIG, stopped=stopped, on_run=hear)
    assert told[0].trigger is Trigger.START
    assert len(remembered(harbor).modules) == 28


def test_recording_tells_why_nothing_is_written_and_that_it_is_again(harbor: Path) -> None:
    config = replace(CONFIG, dashboard=DashboardConfig(refresh_seconds=0.1))
    stopped, told = Patience(), list[str]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)

        def hear(hindrance: str) -> None:
            told.append(hindrance)
            if hindrance:
                patch.undo()
            else:
                stopped.set()

        headless.collect(harbor, config, stopped=stopped, on_run=lambda _: None, on_hindrance=hear)
    assert told == ["the disk became read-only", ""]


def test_recording_is_refused_beside_a_recorder(harbor: Path) -> None:
    with Store.open(harbor, writable=True), pytest.raises(LeaseHeldError, match="records"):
        headless.collect(harbor, CONFIG, stopped=Event(), on_run=lambda _: None)


def test_a_screen_that_only_views_has_no_recorder(harbor: Path) -> None:
    connection = headless.connect(harbor, CONFIG, lambda _: None, collect=False)
    assert connection.recorder is None


def test_a_screen_that_measures_records_what_it_shows(harbor: Path) -> None:
    heard = Patience()
    connection = headless.connect(harbor, CONFIG, lambda _: heard.set(), collect=True)
    assert connection.recorder is not None
    connection.recorder.start()
    assert heard.wait()
    connection.recorder.stop()
    with closing(Store.open(harbor, writable=False)) as store:
        assert store.runs(0)[0].trigger is Trigger.START


def with_sessions_of(root: Path, *roots: Path) -> None:
    """Store one session for each of these folders."""
    with Store.open(root, writable=True) as store:
        sessions = [
            Session(hashed(str(each)), str(each), started_at=1, last_at=2) for each in roots
        ]
        store.add(Run(3, Trigger.APPENDED), sessions)


def test_a_screen_reads_a_session_that_no_reading_brings(harbor: Path) -> None:
    with_sessions_of(harbor, harbor)
    details = headless.connect(harbor, CONFIG, lambda _: None, collect=False).details
    detail = details(hashed(str(harbor)))
    assert detail is not None
    assert detail.session.root == str(harbor)
    assert details(hashed("another")) is None


def test_a_screen_shows_the_sessions_of_all_roots_as_soon_as_it_wants(harbor: Path) -> None:
    with_sessions_of(harbor, harbor, Path("/home/dev/elsewhere"))
    connection = headless.connect(harbor, CONFIG, lambda _: None, collect=False)
    found = []
    for wanted in (False, True):
        connection.show_all_roots(wanted)
        found.append(connection.source.snapshot(9, window_seconds=60).sessions)
    assert [len(it.summaries) for it in found] == [1, 2]
    assert [it.all_roots for it in found] == [False, True]


def test_a_round_reads_what_sessions_wrote_to_its_end(
    harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = ClaudeHome(tmp_path / "claude")
    for number in range(5):
        home.write(reply(number, cwd=str(harbor)), name=f"part-{number}", root=str(harbor))
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(home.folder))
    defaults = SessionsCollector.__init__.__kwdefaults__ or {}
    monkeypatch.setitem(defaults, "budget_seconds", 0.0)
    found = headless.take_reading(harbor, CONFIG, collect=True).snapshot.sessions
    assert found.summaries[0].requests == 5
    assert found.backlog.files == 0
