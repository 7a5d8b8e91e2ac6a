"""An app that shows readings made by hand, at a moment that does not pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.config import Config, DashboardConfig
from collectors.decision import Word
from collectors.errors import StoreError
from collectors.model import Trigger
from dashboard.app import PerfdashApp
from dashboard.connection import (
    Connection,
    Details,
    Kept,
    OnRun,
    ignore,
    keep_nothing,
    know_nothing,
    refuse,
)
from dashboard.reading import Reading
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import NOW
from tests.dashboard.harbor import a_reading
from tests.dashboard.rest import arrange, draw, is_at_rest, rest

if TYPE_CHECKING:
    from textual.pilot import Pilot

QUIET = Config(dashboard=DashboardConfig(refresh_seconds=60.0))
"""So seldom that no timer fires within a test."""


@dataclass(slots=True)
class FakeSource:
    """Says what it is told to say."""

    reading: Reading
    failure: str = ""
    asked: int = 0

    def snapshot(self, now: int, *, window_seconds: int) -> Snapshot:  # noqa: ARG002
        """The snapshot of the reading, or the failure."""
        self.asked += 1
        if self.failure:
            raise StoreError(self.failure)
        return self.reading.snapshot


@dataclass(slots=True)
class FakeRecorder:
    """Notes what it is asked."""

    refresh_seconds: float = 5.0
    calls: list[str] = field(default_factory=list)
    decisions: list[Word] = field(default_factory=list)

    def start(self) -> None:
        """Note it."""
        self.calls.append("start")

    def stop(self) -> None:
        """Note it."""
        self.calls.append("stop")

    def ask(self, trigger: Trigger) -> None:
        """Note it."""
        self.calls.append(trigger.value)

    def pin_baseline(self) -> None:
        """Note it."""
        self.calls.append("pin")


@dataclass(slots=True)
class FakeClock:
    """A clock that is set by hand."""

    at: int = NOW

    def __call__(self) -> int:
        return self.at


def an_app(
    *,
    source: FakeSource | None = None,
    recorder: FakeRecorder | None = None,
    clock: FakeClock | None = None,
    root: Path = Path("/home/dev/harbor"),
    viewing: bool = False,
    config: Config = QUIET,
    kept: Kept = keep_nothing,
    details: Details = know_nothing,
    show_all_roots: Callable[[bool], None] = ignore,
) -> PerfdashApp:
    """An app on a fake source."""
    recorder = recorder or FakeRecorder()
    connection = Connection(
        source or FakeSource(a_reading()),
        None if viewing else recorder,
        decide=refuse if viewing else recorder.decisions.append,
        kept=kept,
        details=details,
        show_all_roots=show_all_roots,
    )

    def connect(_on_run: OnRun) -> Connection:
        return connection

    return PerfdashApp(root, config, connect=connect, clock=clock or FakeClock())


async def settle(pilot: Pilot[None]) -> None:
    """Wait until all that is under way has its place on the screen."""
    app = pilot.app
    await rest()
    while not all(worker.is_finished for worker in app.workers):
        await app.workers.wait_for_complete()
        await rest()
    arrange(app.screen)
    if not is_at_rest():
        await settle(pilot)


async def resize(pilot: Pilot[None], width: int, height: int) -> None:
    """Change the size of the terminal, and wait for what it causes."""
    await pilot.resize_terminal(width, height)
    pilot.app._check_resize()
    await settle(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait for what each of them causes."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def seen(app: PerfdashApp) -> str:
    """The text on the screen, line by line, as it is drawn now."""
    screen = app.screen
    draw(screen)
    strips = screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
