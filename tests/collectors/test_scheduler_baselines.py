"""What is asked of baselines is done in the measuring thread of whoever records."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from collectors.baseline import Baseline
from collectors.baselines.inbox import Inbox
from collectors.baselines.requests import Action, Answer, Request
from collectors.config import Config, DashboardConfig, LoadConfig
from collectors.errors import BaselineError
from collectors.model import Run, Trigger
from collectors.schedule import Scheduler
from collectors.store import Store, location
from tests.collectors.framework.trees import plant

PATIENCE = 10.0
CALM = Config(dashboard=DashboardConfig(refresh_seconds=3600.0), load=LoadConfig(budget_ratio=0))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A framework whose store lies in a folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return plant(tmp_path / "root", {"CLAUDE.md": "Be brief."})


class Recorder:
    """A scheduler at work, and the runs it tells of."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told: queue.Queue[Run] = queue.Queue()
        self.scheduler = Scheduler(root, CALM, on_run=self.told.put)

    def until(self, condition: Callable[[Store], object]) -> None:
        """Return when a run has made it so."""
        with Store.open(self.root, writable=False) as store:
            while not condition(store):
                self.told.get(timeout=PATIENCE)

    def settle(self) -> None:
        """Return when the start is over."""
        while self.told.get(timeout=PATIENCE).trigger is not Trigger.RESCAN:
            pass

    def answer(self, ticket: str) -> Answer:
        """Have what is in the inbox served, and return what became of it."""
        inbox = Inbox.beside(location(self.root))
        self.scheduler.ask(Trigger.TICK)
        while (answer := inbox.answered(ticket)) is None:
            self.told.get(timeout=PATIENCE)
        return answer


@pytest.fixture
def recorder(root: Path) -> Iterator[Recorder]:
    recorder = Recorder(root)
    with recorder.scheduler as scheduler:
        scheduler.start()
        recorder.settle()
        yield recorder


def baseline(root: Path, name: str = "default") -> Baseline:
    with Store.open(root, writable=False) as store:
        found = store.baselines.named(name)
    assert found is not None
    return found


def details(root: Path, kind: str) -> list[str]:
    with Store.open(root, writable=False) as store:
        return [event.detail for event in store.events(0) if event.kind == kind]


def test_there_is_a_default_after_the_first_rescan(root: Path, recorder: Recorder) -> None:
    recorder.until(lambda store: store.baselines.named("default"))
    assert baseline(root).automatic


def test_a_key_pins_what_lies_on_disk_by_then(root: Path, recorder: Recorder) -> None:
    plant(root, {"CLAUDE.md": "Be brief and kind."})
    recorder.scheduler.pin_baseline()
    recorder.until(lambda store: (it := store.baselines.origin("default")) and not it.automatic)
    assert baseline(root).framework.bytes == len("Be brief and kind.")
    (said,) = details(root, "baseline-pinned")
    assert said.startswith("pinned default: what lies on disk, 1 module,")


def test_a_viewer_asks_the_one_that_records(root: Path, recorder: Recorder) -> None:
    with Scheduler(root, CALM) as viewer:
        viewer.pin_baseline("before")
    recorder.scheduler.ask(Trigger.TICK)
    recorder.until(lambda store: store.baselines.named("before"))


def test_a_name_that_cannot_be_one_is_refused_at_once(root: Path, recorder: Recorder) -> None:
    with pytest.raises(BaselineError, match="cannot name a baseline"):
        recorder.scheduler.pin_baseline("../x")


def test_what_was_done_is_answered(root: Path, recorder: Recorder) -> None:
    inbox = Inbox.beside(location(root))
    recorder.answer(inbox.put(Request(Action.PIN, "before")))
    answer = recorder.answer(inbox.put(Request(Action.DROP, "before")))
    assert answer == Answer("dropped before")


def test_what_cannot_be_done_is_answered_and_told(root: Path, recorder: Recorder) -> None:
    ticket = Inbox.beside(location(root)).put(Request(Action.DROP, "nothing"))
    answer = recorder.answer(ticket)
    assert answer.failed
    assert "no baseline called 'nothing'" in answer.said
    assert details(root, "baseline-refused") == [answer.said]


def test_what_cannot_be_understood_ends_nothing(root: Path, recorder: Recorder) -> None:
    inbox = Inbox.beside(location(root))
    inbox.put(Request(Action.PIN))
    folder = location(root).with_name(f"{location(root).name}.inbox")
    (folder / "0-0.asked").write_bytes(b"{")
    assert recorder.answer("0-0").failed
    assert not recorder.answer(inbox.put(Request(Action.PIN))).failed
