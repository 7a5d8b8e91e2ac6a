"""How the app tells of alerts beside the screen."""

from __future__ import annotations

import os
import sysconfig
from dataclasses import dataclass, field, replace
from pathlib import Path
from select import select
from threading import Event, Thread

import pytest

from collectors.config import Config, DashboardConfig, NotifyConfig
from collectors.decision import Acknowledgement, Word
from collectors.errors import DecisionError
from collectors.model import Run, Trigger
from collectors.threshold import Threshold
from dashboard import demo
from dashboard.app import PerfdashApp
from dashboard.commands import headless
from dashboard.connection import Connection
from dashboard.feed import Feed
from dashboard.messages import Connected, ReadingTaken, RunFinished
from dashboard.notices.notice import Notice
from dashboard.reading import Reading
from tests.dashboard.builders import NOW
from tests.dashboard.fakes import QUIET, FakeClock, FakeSource, press, settle
from tests.dashboard.harbor import a_reading
from tests.dashboard.notices.notes import a_notice
from tests.homes import folders
from tests.terminal import Terminal

PATIENCE = 20.0
PERFDASH = Path(sysconfig.get_path("scripts")) / "perfdash"
SEEN = Acknowledgement("a" * 16, NOW, "warning")


@dataclass
class FakeCrier:
    """Tells what it is told to tell, once."""

    notices: tuple[Notice, ...] = ()
    calls: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Note it."""
        self.calls.append("start")

    def stop(self) -> None:
        """Note it."""
        self.calls.append("stop")

    def hear(self, reading: Reading) -> tuple[Notice, ...]:
        """Note it, and tell."""
        self.calls.append(f"hear {len(reading.verdict.alerts)}")
        return self.notices


def connected(crier: FakeCrier) -> Connection:
    return Connection(FakeSource(a_reading()), crier=crier)


def an_app(crier: FakeCrier, *, bell: bool = False) -> PerfdashApp:
    config = replace(QUIET, notify=NotifyConfig(bell=bell))
    return PerfdashApp(
        Path("/home/dev/harbor"), config, connect=lambda _: connected(crier), clock=FakeClock()
    )


def a_feed(connection: Connection) -> Feed:
    feed = Feed(Path("/x"), Config(), connect=lambda _: connection, clock=FakeClock())
    opened = feed.open(lambda _: None)
    assert isinstance(opened, Connected)
    feed.start(opened.connection)
    return feed


@pytest.fixture
def rings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time the terminal's bell rang."""
    rung: list[str] = []
    monkeypatch.setattr(PerfdashApp, "bell", lambda _: rung.append("ring"))
    return rung


def test_what_is_new_in_a_reading_comes_with_it() -> None:
    taken = a_feed(connected(FakeCrier((a_notice(),)))).read()
    assert isinstance(taken, ReadingTaken)
    assert taken.notices == (a_notice(),)


def test_a_decision_goes_to_whoever_remembers_it() -> None:
    kept: list[Word] = []
    a_feed(Connection(FakeSource(a_reading()), decide=kept.append)).decide(SEEN)
    assert kept == [SEEN]


def test_where_nobody_remembers_a_decision_is_refused() -> None:
    with pytest.raises(DecisionError, match="nobody remembers"):
        a_feed(Connection(FakeSource(a_reading()))).decide(SEEN)


async def test_the_bell_rings_when_that_is_wanted(rings: list[str]) -> None:
    crier = FakeCrier((a_notice(),))
    async with an_app(crier, bell=True).run_test() as pilot:
        await settle(pilot)
    assert rings == ["ring"]
    assert (crier.calls[0], crier.calls[-1]) == ("start", "stop")


async def test_by_default_no_bell_rings(rings: list[str]) -> None:
    async with an_app(FakeCrier((a_notice(),))).run_test() as pilot:
        await settle(pilot)
    assert rings == []


async def test_no_bell_rings_for_what_is_over(rings: list[str]) -> None:
    async with an_app(FakeCrier((a_notice(resolved=True),)), bell=True).run_test() as pilot:
        await settle(pilot)
    assert rings == []


async def test_a_frozen_view_does_not_keep_others_from_being_told() -> None:
    crier = FakeCrier()
    app = an_app(crier)
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "space")
        before = len(crier.calls)
        app.post_message(RunFinished(Run(NOW, Trigger.SAVE)))
        await settle(pilot)
        assert len(crier.calls) == before + 1


def test_without_a_screen_commands_are_told_too(harbor: Path, home: Path) -> None:
    os.mkfifo(home / "told")
    told = os.open(home / "told", os.O_RDWR | os.O_NONBLOCK)
    words = ("sh", "-c", f"echo $PERFDASH_ALERT_SEVERITY > {home / 'told'}")
    config = Config(
        dashboard=DashboardConfig(refresh_seconds=0.5),
        notify=NotifyConfig(command=words),
        thresholds=(Threshold("framework_tokens", 1, "critical"),),
    )
    stopped = Event()
    measuring = Thread(
        target=headless.collect,
        args=(harbor, config),
        kwargs={"stopped": stopped, "on_run": lambda _: None},
    )
    measuring.start()
    ready, _, _ = select([told], [], [], PATIENCE)
    stopped.set()
    measuring.join(PATIENCE)
    assert ready
    assert os.read(told, 99) == b"critical\n"
    os.close(told)


def test_a_title_counts_alerts_and_is_put_back(tmp_path: Path) -> None:
    root = demo.lay_out(tmp_path)
    environment = folders(tmp_path) | {"PERFDASH_NOTIFY_TITLE": "true"}
    with Terminal(PERFDASH, size=(120, 40), folder=root, environment=environment) as terminal:
        terminal.wait_for("● LIVE")
        terminal.press("++")
        terminal.wait_for(r"self [\d.]+ %")
        terminal.press("q")
        terminal.wait()
        assert b"\x1b[22;2t\x1b]2;perfdash " in terminal.sent
        assert terminal.sent.rindex(b"\x1b[23;2t") > terminal.sent.rindex(b"\x1b]2;")
