"""The baseline commands work whether or not another perfdash records."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from collectors.baselines.inbox import Inbox
from collectors.baselines.requests import Action, Answer, Request
from collectors.config import Config, DashboardConfig, LoadConfig
from collectors.errors import BaselineError
from collectors.model import Run, Trigger
from collectors.schedule import Scheduler
from collectors.store import Store, location
from dashboard.commands import baselines

CALM = Config(dashboard=DashboardConfig(refresh_seconds=3600.0), load=LoadConfig(budget_ratio=0))
PIN = Request(Action.PIN, "before")


def asked(root: Path, request: Request, pause: Callable[[], None]) -> tuple[str, list[int]]:
    """What was done, and which processes were waited for."""
    waited: list[int] = []
    said = baselines.ask(root, CALM, request, on_wait=waited.append, pause=lambda _: pause())
    return said, waited


def never() -> None:
    pytest.fail("there was nobody to wait for")


@pytest.fixture
def recorder(harbor: Path) -> Iterator[Callable[[], None]]:
    """Another perfdash, which serves its inbox whenever somebody waits."""
    told: queue.Queue[Run] = queue.Queue()

    def serve() -> None:
        scheduler.ask(Trigger.TICK)
        told.get(timeout=10.0)

    with Scheduler(harbor, CALM, on_run=told.put) as scheduler:
        scheduler.start()
        told.get(timeout=10.0)
        yield serve


def test_it_is_done_here_when_nobody_records(harbor: Path) -> None:
    said, waited = asked(harbor, PIN, never)
    assert said.startswith("pinned before: what lies on disk, 28 modules")
    assert waited == []
    assert [it.name for it in baselines.baselines(harbor)] == ["before"]
    assert baselines.baseline(harbor, "before").framework.modules


def test_it_is_done_by_the_one_that_records(harbor: Path, recorder: Callable[[], None]) -> None:
    said, waited = asked(harbor, PIN, recorder)
    assert said.startswith("pinned before: what lies on disk, 28 modules")
    assert len(waited) == 1
    assert baselines.baseline(harbor, "before").at


def test_what_the_other_refuses_is_said(harbor: Path, recorder: Callable[[], None]) -> None:
    with pytest.raises(BaselineError, match="no baseline called 'before'"):
        asked(harbor, Request(Action.DROP, "before"), recorder)


def test_it_is_done_here_once_the_other_is_gone(harbor: Path) -> None:
    with Store.open(harbor, writable=True) as other:
        said, waited = asked(harbor, PIN, other.close)
    assert said.startswith("pinned before")
    assert len(waited) == 1
    assert list(Inbox.beside(location(harbor)).take()) == []


def test_one_that_does_not_answer_is_not_waited_for_for_ever(
    harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baselines, "_PAUSES", 3)
    with Store.open(harbor, writable=True):
        with pytest.raises(BaselineError, match="does not answer; stop it"):
            asked(harbor, PIN, lambda: None)
        assert list(Inbox.beside(location(harbor)).take()) == []


def test_an_answer_that_comes_late_is_taken(harbor: Path) -> None:
    inbox, pauses = Inbox.beside(location(harbor)), iter(range(10))

    def serve() -> None:
        if next(pauses) == 1:
            for ticket, _ in inbox.take():
                inbox.answer(ticket, Answer("done elsewhere"))

    with Store.open(harbor, writable=True):
        assert asked(harbor, PIN, serve)[0] == "done elsewhere"


def test_a_baseline_that_is_not_there_is_told(harbor: Path) -> None:
    assert baselines.baselines(harbor) == ()
    with pytest.raises(BaselineError, match="perfdash baseline list"):
        baselines.baseline(harbor, "before")
