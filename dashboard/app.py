"""The running dashboard: what happens between a finished run and the screens that show it."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, SystemCommand

from collectors.config import Config
from dashboard import editor, garbage, refresh, themes, units
from dashboard.connection import Connect
from dashboard.driver import Driver
from dashboard.feed import Feed
from dashboard.keys import EVERYWHERE
from dashboard.messages import (
    Asked,
    Connected,
    ConnectFailed,
    EditAsked,
    FeedAsked,
    ReadingFailed,
    ReadingTaken,
    RunFinished,
    ScopeAsked,
    ScreenAsked,
)
from dashboard.overview import Overview
from dashboard.question import Question, answer
from dashboard.safe_text import safe_text
from dashboard.stage import Stage
from dashboard.terminal import Terminal
from dashboard.termination import Termination
from dashboard.view import View

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.message import Message
    from textual.screen import Screen

    from collectors.model import Run


class PerfdashApp(App[None]):
    """Show what is measured, as it is measured."""

    CSS_PATH = "perfdash.tcss"
    TITLE = "perfdash"
    ESCAPE_TO_MINIMIZE = False
    ALLOW_IN_MAXIMIZED_VIEW = "Header, KeyLine"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (declared so above)
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-short"),
        (32, "-medium"),
        (46, "-tall"),
        (56, "-huge"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE

    def __init__(
        self, root: Path, config: Config, *, connect: Connect, clock: Callable[[], int]
    ) -> None:
        """Take what to show and how to reach it; `clock` says unix milliseconds."""
        # With the terminal's own colors Textual drops colors; with its own it would send greys.
        super().__init__(Driver, ansi_color=True if "NO_COLOR" in os.environ else None)
        self._root = root
        self._config = config
        self._clock = clock
        self._began_at = clock()
        self._feed = Feed(root, config, connect=connect, clock=clock)
        first = partial(View, root.name, config.dashboard.refresh_seconds)
        self._stage = Stage(self, first, renew=self.take_reading, clock=clock)
        self._terminal = Terminal(root.name, config.notify, ring=self.bell, write=self._write)
        self.termination = Termination()
        """What a signal asks for; whoever ran the app says when it is over."""

    def get_default_screen(self) -> Screen[None]:
        """Begin with the overview, and no screen beneath it."""
        return Overview()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer everything that a key does here, and what only the palette can."""
        from dashboard import palette

        return palette.commands(self, screen)

    def on_mount(self) -> None:
        """Paint first; everything that takes long comes after."""
        loop = asyncio.get_running_loop()
        self.termination.heed(loop, lambda code: self.exit(return_code=code))
        if refused := themes.choose(self, self._config.dashboard.theme):
            self._stage.warn(refused)
        self.call_after_refresh(self._begin)

    async def on_unmount(self) -> None:
        """Measure no more."""
        self._terminal.restore()
        await asyncio.to_thread(self._feed.stop)

    def on_connected(self, message: Connected) -> None:
        """Begin to measure and to read."""
        self._feed.start(message.connection)
        self._stage.show(replace(self._stage.view, viewing=not self._feed.measures))
        self.take_reading()

    def on_connect_failed(self, message: ConnectFailed) -> None:
        """End; there is nothing to show and nothing will come."""
        self._end(message.reason)

    def on_run_finished(self) -> None:
        """Show what the run stored; what is told elsewhere does not wait for a frozen view."""
        if not self._stage.frozen or self._feed.tells:
            self.take_reading()

    def on_reading_taken(self, message: ReadingTaken) -> None:
        """Show a reading, unless the view was frozen meanwhile; end where no framework is."""
        from dashboard.analysis.alerting.condition import unscannable

        if reason := unscannable(message.reading.snapshot, since=self._began_at):
            self._end(reason)
        if not self._stage.frozen:
            self._show(message)
        if became := self._feed.answer(message.reading.snapshot):
            self._stage.say(became)
        self._terminal.tell(message.reading.verdict, message.notices)
        self._finish_taking()

    def on_reading_failed(self, message: ReadingFailed) -> None:
        """Keep what is on the screen, and say that it grows old."""
        if not self._stage.view.failure:
            self._stage.warn(message.reason)
        self._stage.show(replace(self._stage.view, failure=message.reason))
        self._finish_taking()

    @on(ScreenAsked)
    async def open_screen(self, message: ScreenAsked) -> None:
        """Show what was asked for, whatever kind of screen that takes."""
        await self._stage.open(message)

    @on(FeedAsked)
    def ask_feed(self, message: Question) -> None:
        """Have it answered, whatever was asked for."""
        reading, now = self._stage.view.reading, self._clock()
        self._soon(partial(answer, message, self._feed, reading, at=now), to=message.asker)

    def on_scope_asked(self, message: ScopeAsked) -> None:
        """Show at once what is known of other sessions; more is read soon."""
        self._feed.show_all_roots(wanted=message.all_roots)
        self.take_reading()

    def on_asked(self, message: Asked) -> None:
        """Say what was done."""
        if message.failure:
            self._stage.warn(message.failure)
        else:
            self._stage.say(message.said)

    def on_edit_asked(self, message: EditAsked) -> None:
        """Give the terminal to the user's editor until it ends."""
        if failure := editor.edit(self, self._root / message.path, message.line):
            self._stage.warn(failure)

    def take_reading(self) -> None:
        """Read in a thread; what is asked for while one is read is read once, afterwards."""
        if self._feed.begin():
            self._soon(self._feed.read)

    def action_pause(self) -> None:
        """Freeze the view while recording goes on, or catch up."""
        self._stage.pause()
        if not self._stage.frozen:
            self.take_reading()

    def action_run_now(self) -> None:
        """Measure everything once more."""
        if not self._stage.view.viewing:
            self._feed.run_now()
            self._stage.say("measuring now")
        else:
            self._stage.warn("Nothing is measured here: this perfdash only views what is stored.")

    def action_refresh_step(self, step: int) -> None:
        """Refresh more or less often."""
        view = self._stage.view
        seconds = refresh.stepped(view.refresh_seconds, step)
        if seconds != view.refresh_seconds:
            self._feed.refresh_every(seconds)
            self._stage.show(replace(view, refresh_seconds=seconds))
            self._stage.say(f"refresh every {units.seconds(seconds)}")

    def action_snapshot(self) -> None:
        """Write what is on the screen into a file."""
        reading = self._stage.view.reading
        if not reading.snapshot.taken_at:
            self._stage.warn("There is nothing to write yet: the first reading is on its way.")
        else:
            from dashboard import snapshot_file

            room = self.size.width - 2
            self._soon(partial(snapshot_file.within_reach, reading, self._root, width=room))

    def action_theme_next(self) -> None:
        """Go through the themes."""
        self.theme = themes.after(self.theme)
        self._stage.say(f"theme {self.theme}")

    @work(thread=True)
    def _soon(self, happens: Callable[[], Message], to: Screen[None] | None = None) -> None:
        """Do what is slow; what happened is a message, for the app unless a screen asked."""
        (to or self).post_message(happens())

    @work(thread=True)
    def _open(self) -> None:
        from dashboard import chart

        self.post_message(self._feed.open(self._hear))
        chart.warm()

    def _hear(self, run: Run) -> None:
        """Called in the scheduler's thread."""
        self.post_message(RunFinished(run))

    def _begin(self) -> None:
        """Go on once the first frame is painted."""
        if not gc.isenabled():
            self.set_timer(garbage.SETTLING_SECONDS, garbage.settle)
        self._open()

    def _show(self, taken: ReadingTaken) -> None:
        """Show a reading, and who measures: that changes when another perfdash begins or ends."""
        viewing = taken.reading.snapshot.viewing or not self._feed.measures
        view = replace(self._stage.view, reading=taken.reading, revision=taken.revision)
        self._stage.show(replace(view, viewing=viewing, failure=""))

    def _finish_taking(self) -> None:
        self._stage.rest()
        if self._feed.finish():
            self.take_reading()

    def _write(self, sequence: str) -> None:
        """Send a control sequence between two frames, as `bell` does."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    def _end(self, reason: str) -> None:
        self.exit(return_code=2, message=safe_text(reason, cells=2_000))
