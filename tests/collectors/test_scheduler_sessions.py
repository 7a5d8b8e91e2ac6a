from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from collectors import schedule
from collectors.config import Config, DashboardConfig, SessionsConfig
from collectors.model import Collector, Run
from collectors.schedule import Scheduler
from collectors.session import Scope
from collectors.site import Site
from collectors.store import Store
from collectors.transcripts import BUDGET_SECONDS, SessionsCollector
from tests.collectors.sessions.claude_home import ClaudeHome, append, reply

PATIENCE = 10.0


class Beside:
    """A scheduler that reads the sessions of a root and does nothing else."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "app"
        self.root.mkdir()
        self.path = folder / "store.sqlite3"
        self.home = ClaudeHome(folder / "more")
        self.budget_seconds = BUDGET_SECONDS
        self.told: queue.Queue[Run] = queue.Queue()
        self.scheduler = Scheduler(
            self.root,
            Config(
                dashboard=DashboardConfig(refresh_seconds=3600.0),
                sessions=SessionsConfig(config_dirs=(str(self.home.folder),)),
            ),
            on_run=self.told.put,
            open_store=lambda _root, _config: Store.at(self.path, writable=True),
            build=self.build,
        )

    def build(self, site: Site) -> tuple[Collector, ...]:
        return (SessionsCollector(site, budget_seconds=self.budget_seconds),)

    def write(self, number: int, *, name: str = "s1") -> Path:
        line = reply(number, cwd=str(self.root))
        return self.home.write(line, name=name, root=str(self.root))

    def until(self, lines: int) -> None:
        """Wait for the run after which so many lines are read."""
        while self.lines() < lines:
            self.told.get(timeout=PATIENCE)

    def lines(self) -> int:
        with Store.at(self.path, writable=False) as store:
            return sum(position.lines for position in store.sessions.transcripts().values())


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Beside]:
    beside = Beside(tmp_path)
    yield beside
    beside.scheduler.stop()


def test_what_is_appended_is_read_at_once(beside: Beside) -> None:
    path = beside.write(1)
    beside.scheduler.start()
    beside.until(1)
    append(path, reply(2))
    beside.until(2)


def test_a_sub_agent_that_begins_later_is_read_too(beside: Beside) -> None:
    beside.write(1)
    beside.scheduler.start()
    beside.until(1)
    agent = beside.home.file("agent-a", root=str(beside.root), below="s1/subagents")
    append(agent, reply(2))
    beside.until(2)
    append(agent, reply(3))
    beside.until(3)


def test_what_there_was_no_time_for_is_read_afterwards(beside: Beside) -> None:
    beside.budget_seconds = 0.0
    for number in range(5):
        beside.write(number, name=f"s{number}")
    beside.scheduler.start()
    beside.until(5)


def test_the_sessions_of_other_roots_are_read_once_asked_for(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "location", lambda _: beside.path)
    beside.home.write(reply(1), root="/work/other")
    beside.scheduler.start()
    beside.scheduler.decide(Scope(all_roots=True))
    beside.until(1)
