from __future__ import annotations

import errno
import queue
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from watchdog.observers.inotify_c import InotifyFD

from collectors import schedule, timetable
from collectors.config import Config, DashboardConfig
from collectors.errors import StoreError
from collectors.model import Collector, Record, Run, Sample, Trigger
from collectors.pace import Pace
from collectors.schedule import Scheduler
from collectors.store import Store
from tests.collectors.scripted import Doing, Scripted
from tests.collectors.store.builders import bulky, fill_disk

PATIENCE = 10.0
CALM = Config(dashboard=DashboardConfig(refresh_seconds=3600.0))


class Desk:
    """A scheduler on an empty root, its store beside it, and the runs it tells of."""

    def __init__(self, folder: Path, *collectors: Collector) -> None:
        self.root = folder / "root"
        self.root.mkdir()
        self.path = folder / "store.sqlite3"
        self.told: queue.Queue[Run] = queue.Queue()
        self.scheduler = Scheduler(
            self.root,
            CALM,
            on_run=self.told.put,
            open_store=lambda _root, _config: self.open(),
            build=lambda _: collectors,
        )

    def open(self) -> Store:
        return Store.at(self.path, writable=True)

    def until(self, trigger: Trigger) -> Run:
        """The next run that has this trigger."""
        while (run := self.told.get(timeout=PATIENCE)).trigger is not trigger:
            pass
        return run


def test_the_start_is_followed_by_a_rescan(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scripted())
    with desk.scheduler as scheduler:
        scheduler.start()
        triggers = [desk.told.get(timeout=PATIENCE).trigger for _ in range(2)]
    assert triggers == [Trigger.START, Trigger.RESCAN]


def test_a_saved_file_is_measured(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scripted())
    with desk.scheduler as scheduler:
        scheduler.start()
        desk.until(Trigger.RESCAN)
        (desk.root / "CLAUDE.md").write_text("text")
        run = desk.until(Trigger.SAVE)
    assert run.paths == ("CLAUDE.md",)


def test_a_run_that_is_asked_for_is_made(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scripted(Sample("load_average", 1.0)))
    with desk.scheduler as scheduler:
        scheduler.start()
        scheduler.ask(Trigger.ASKED)
        run = desk.until(Trigger.ASKED)
    with Store.at(desk.path, writable=False) as store:
        assert run in store.runs(0)


def test_a_failing_collector_ends_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scripted(error=RuntimeError("broken")))
    with desk.scheduler as scheduler:
        scheduler.start()
        assert desk.until(Trigger.START).failures
        scheduler.ask(Trigger.ASKED)
        assert desk.until(Trigger.ASKED).failures[0].error == "RuntimeError: broken"


def test_ticks_follow_the_refresh_that_is_set(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scripted())
    with desk.scheduler as scheduler:
        scheduler.refresh_seconds = 0.0
        assert scheduler.refresh_seconds == 0.2
        scheduler.start()
        first, second = desk.until(Trigger.TICK), desk.until(Trigger.TICK)
    assert first.at < second.at


def test_what_is_running_is_stored_before_the_end(tmp_path: Path) -> None:
    running, go = threading.Event(), threading.Event()

    def work() -> None:
        running.set()
        go.wait(PATIENCE)

    desk = Desk(tmp_path, Doing(work))
    desk.scheduler.start()
    assert running.wait(PATIENCE)
    stopping = threading.Thread(target=desk.scheduler.stop)
    stopping.start()
    go.set()
    stopping.join(PATIENCE)
    with desk.open() as store:  # the lease is free again
        assert [run.trigger for run in store.runs(0)] == [Trigger.START]


def test_a_viewer_takes_over_when_the_writer_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "RETRY_SECONDS", 0.01)
    desk = Desk(tmp_path, Scripted())
    writer = desk.open()
    with desk.scheduler as scheduler:
        scheduler.start()
        wait_for(lambda: bool(scheduler.statuses))
        (status,) = scheduler.statuses
        assert (status.part, status.degraded) == ("store", False)
        assert "another perfdash" in status.detail
        writer.close()
        desk.until(Trigger.START)


def test_a_store_that_cannot_be_opened_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "RETRY_SECONDS", 0.01)
    desk = Desk(tmp_path, Scripted())
    desk.path.mkdir()
    with desk.scheduler as scheduler:
        scheduler.start()
        wait_for(lambda: bool(scheduler.statuses))
        assert scheduler.statuses[0].degraded
        assert "not a regular file" in scheduler.blocked
        desk.path.rmdir()
        desk.until(Trigger.START)


class Refusing(Store):
    """A store that cannot be written."""

    def add(self, run: Run, records: Iterable[Record]) -> None:
        raise StoreError(f"the disk is gone: {run} {records}")


def test_a_run_that_could_not_be_stored_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "RETRY_SECONDS", 0.01)
    desk = Desk(tmp_path, Scripted())
    kinds = iter([Refusing])
    monkeypatch.setattr(desk, "open", lambda: next(kinds, Store).at(desk.path, writable=True))
    with desk.scheduler as scheduler:
        scheduler.start()
        desk.until(Trigger.START)
    with Store.at(desk.path, writable=False) as store:
        events = [(event.kind, event.detail) for event in store.events(0)]
    assert events == [("samples-dropped", "runs that could not be stored: 1")]


def test_a_store_that_was_deleted_is_filled_from_the_start(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scripted())
    with desk.scheduler as scheduler:
        scheduler.start()
        desk.until(Trigger.RESCAN)
        desk.path.unlink()
        scheduler.ask(Trigger.ASKED)
        desk.until(Trigger.START)
    with Store.at(desk.path, writable=False) as store:
        assert Trigger.START in [run.trigger for run in store.runs(0)]
        assert [status.part for status in store.statuses()] == ["session-watch", "store", "watch"]


def test_a_store_that_is_doubted_for_good_reason_is_begun_anew(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scripted())
    with desk.scheduler as scheduler:
        scheduler.start()
        desk.until(Trigger.RESCAN)
        spoil(desk.path)
        scheduler.doubt()
        desk.until(Trigger.START)
    with Store.at(desk.path, writable=False) as store:
        assert [event.kind for event in store.events(0)] == ["store-set-aside"]


def spoil(path: Path) -> None:
    """Write over all but the first page, in the file and in its log."""
    for part in (path, path.with_name(f"{path.name}-wal")):
        with part.open("r+b") as file:
            file.seek(4_096)
            file.write(b"\xa5" * max(part.stat().st_size - 4_096, 0))


def full(path: Path) -> Store:
    """A store that cannot grow."""
    store = Store.at(path, writable=True)
    fill_disk(store)
    return store


def test_a_full_disk_is_told_while_nothing_can_be_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, Scripted(*(bulky(number) for number in range(9))))
    monkeypatch.setattr(desk, "open", lambda: full(desk.path))
    with desk.scheduler as scheduler:
        scheduler.start()
        desk.until(Trigger.START)
        assert scheduler.blocked == "disk full"
        assert "not recording: disk full" in scheduler.statuses[0].detail


def test_an_error_of_whoever_is_told_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "RETRY_SECONDS", 0.01)
    desk = Desk(tmp_path, Scripted())
    deaf = threading.Event()

    def hear(run: Run) -> None:
        if not deaf.is_set():
            deaf.set()
            raise RuntimeError
        desk.told.put(run)

    monkeypatch.setattr(desk.scheduler, "_pace", Pace(hear))
    with desk.scheduler as scheduler:
        scheduler.start()
        desk.until(Trigger.START)


def test_without_events_there_are_many_rescans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> int:
        raise OSError(errno.EMFILE, "too many")

    monkeypatch.setattr(InotifyFD, "_create_inotify_fd", refuse)
    monkeypatch.setattr(timetable, "POLL_SECONDS", 0.01)
    desk = Desk(tmp_path, Scripted())
    with desk.scheduler as scheduler:
        scheduler.start()
        for _ in range(3):
            desk.until(Trigger.RESCAN)
        assert "polling" in scheduler.statuses[1].detail


def wait_for(condition: Callable[[], bool]) -> None:
    """Return once it is so; a test that waits for ever is stopped by its patience."""
    tick = threading.Event()
    for _ in range(1000):
        if condition():
            return
        tick.wait(PATIENCE / 1000)
    pytest.fail("it never came to be")
