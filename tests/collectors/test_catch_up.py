from __future__ import annotations

import math
from pathlib import Path

import pytest

from collectors import catch_up as catching
from collectors.baselines.inbox import Inbox
from collectors.catch_up import catch_up
from collectors.config import Config, SessionsConfig
from collectors.decision_text import decision_of
from collectors.model import Run, Trigger
from collectors.session import Scope
from collectors.session_progress import Backlog
from collectors.store import Store
from tests.collectors.sessions.claude_home import ClaudeHome, append, reply


class Place:
    """A root with sessions and a store."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "app"
        self.root.mkdir()
        self.path = folder / "store.sqlite3"
        self.home = ClaudeHome(folder / "more")
        self.config = Config(sessions=SessionsConfig(config_dirs=(str(self.home.folder),)))
        self.steps: list[Backlog] = []

    def write(self, *numbers: int, name: str = "s1", root: str = "") -> Path:
        root = root or str(self.root)
        lines = [reply(number, cwd=root) for number in numbers]
        return self.home.write(*lines, name=name, root=root)

    def open(self, *, writable: bool = True) -> Store:
        return Store.at(self.path, writable=writable)

    def catch_up(self, *, all_roots: bool = False, most_seconds: float = math.inf) -> bool:
        return catch_up(
            self.root,
            self.config,
            all_roots=all_roots,
            most_seconds=most_seconds,
            on_step=self.steps.append,
            open_store=lambda _root, _config: self.open(),
        )

    def lines(self) -> int:
        with self.open(writable=False) as store:
            return sum(position.lines for position in store.sessions.transcripts().values())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_all_is_read_to_its_end(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching, "STEP_SECONDS", 0.0)
    for number in range(4):
        place.write(number, name=f"s{number}")
    assert place.catch_up()
    assert place.lines() == 4
    assert [step.files for step in place.steps] == [3, 2, 1]


def test_a_second_time_only_what_is_new(place: Place) -> None:
    path = place.write(1, 2)
    place.catch_up()
    append(path, reply(3, cwd=str(place.root)))
    place.catch_up()
    assert place.lines() == 3


def test_all_roots_are_read_whenever_that_is_asked(place: Place) -> None:
    other = place.write(1, root="/work/other")
    place.catch_up()
    assert place.lines() == 0
    place.catch_up(all_roots=True)
    append(other, reply(2))
    place.catch_up()
    assert place.lines() == 1
    place.catch_up(all_roots=True)
    assert place.lines() == 2


@pytest.mark.parametrize("before", [False, True])
def test_whose_sessions_are_shown_stays_as_the_user_said(place: Place, *, before: bool) -> None:
    with place.open() as store:
        store.add(Run(1, Trigger.ASKED), (Scope(all_roots=before),))
    place.catch_up(all_roots=True)
    with place.open(writable=False) as store:
        assert store.sessions.all_roots() is before


def test_while_another_records_there_is_nothing_to_do(place: Place) -> None:
    place.write(1)
    with place.open():
        assert not place.catch_up()
    assert place.lines() == 0


def test_one_that_records_is_asked_to_read_all_roots(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching, "location", lambda _: place.path)
    with place.open():
        assert not place.catch_up(all_roots=True)
    ((_, text),) = Inbox.beside(place.path).take()
    assert decision_of(text) == Scope(all_roots=True)


def test_what_is_left_after_a_while_waits_for_the_next_time(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching, "STEP_SECONDS", 0.0)
    for number in range(3):
        place.write(number, name=f"s{number}")
    assert place.catch_up(most_seconds=0.0)
    assert place.lines() == 1
    place.catch_up()
    assert place.lines() == 3
