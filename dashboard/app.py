"""The running dashboard: what happens between a finished run and the screens that show it."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from signal import SIGTERM
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SuspendNotSupported, SystemCommand

from collectors.config import Config
from collectors.errors import PerfdashError
from collectors.model import Run
from dashboard import editor, units
from dashboard.analysis.alerting.condition import unscannable
from dashboard.connection import Connect
from dashboard.feed import Feed
from dashboard.keys import EVERYWHERE
from dashboard.messages import (
    Acknowledged,
    Asked,
    Connected,
    ConnectFailed,
    DetailAsked,
    DetailRead,
    EditAsked,
    EvidenceAsked,
    ModuleOpened,
    Rated,
    ReadingFailed,
    ReadingTaken,
    RunFinished,
    ScopeAsked,
    SessionOpened,
    SessionsAsked,
    Silenced,
    SnapshotWritten,
    TextsAsked,
    TextsRead,
    TurnOpened,
)
from dashboard.overview import Overview
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.terminal import Title, title
from dashboard.view import NOTHING, View, Viewer

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType
    from textual.screen import Screen
    from textual.timer import Timer

    from dashboard.analysis.alerting.concern import Concern
    from dashboard.decisions import Decided

REFRESH_STEPS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds between readings that two keys choose among."""

THEMES = ("textual-dark", "textual-light", "ansi-dark", "ansi-light")
"""Themes that a key goes through; the command palette has all others."""

_SETTLING_SECONDS = 10.0
"""After the first frame; until then a framework of ten thousand modules is scanned and read."""
_NOTE_SECONDS = 10.0
_LATENESS = 1.3
"""Finished runs bring readings; a timer only when none came for so many refresh periods."""


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
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._root = root
        self._config = config
        self._clock = clock
        self._began_at = clock()
        self._feed = Feed(root, config, connect=connect, clock=clock)
        self._view = View(root.name, config.dashboard.refresh_seconds)
        self._paused_at: int | None = None
        self._timer: Timer | None = None
        self._note_timer: Timer | None = None
        self._title = Title(self._write)

    def get_default_screen(self) -> Screen[None]:
        """Begin with the overview, and no screen beneath it."""
        return Overview()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer everything that a key does here, and what only the palette can."""
        from dashboard.help import telling

        named: dict[str, Binding] = {}
        for binding in (active.binding for active in telling(screen)):
            does = f"panel {binding.key}" if binding.key.isdigit() else binding.description
            named.setdefault(does.capitalize(), binding)
        for does, binding in named.items():
            press = partial(self.simulate_key, binding.key)
            yield SystemCommand(does, f"Key {self.get_key_display(binding)}", press)
        yield SystemCommand("Themes", "Choose among all themes", self.action_change_theme)
        yield SystemCommand("Screenshot", "Save the screen as SVG", self.deliver_screenshot)

    def on_mount(self) -> None:
        """Paint first; everything that takes long comes after."""
        end = partial(self.exit, return_code=128 + SIGTERM)
        asyncio.get_running_loop().add_signal_handler(SIGTERM, end)
        self._choose_theme(self._config.dashboard.theme)
        self.call_after_refresh(self._begin)

    async def on_unmount(self) -> None:
        """Measure no more."""
        self._title.restore()
        await asyncio.to_thread(self._feed.stop)

    def on_connected(self, message: Connected) -> None:
        """Begin to measure and to read."""
        self._feed.start(message.connection)
        self._show(replace(self._view, viewing=not self._feed.measures))
        self._restart_timer()
        self.take_reading()

    def on_connect_failed(self, message: ConnectFailed) -> None:
        """End; there is nothing to show and nothing will come."""
        self._end(message.reason)

    def on_run_finished(self) -> None:
        """Show what the run stored; what is told elsewhere does not wait for a frozen view."""
        if self._paused_at is None or self._feed.tells:
            self.take_reading()

    def on_reading_taken(self, message: ReadingTaken) -> None:
        """Show a reading, unless the view was frozen meanwhile; end where no framework is."""
        if reason := unscannable(message.reading.snapshot, since=self._began_at):
            self._end(reason)
        if self._paused_at is None:
            view = replace(self._view, reading=message.reading, failure="")
            self._show(replace(view, revision=message.revision))
            self._view_only(viewing=message.reading.snapshot.viewing)
        if answer := self._feed.answer(message.reading.snapshot):
            self._say(answer)
        self._tell(message)
        self._finish_taking()

    def on_reading_failed(self, message: ReadingFailed) -> None:
        """Keep what is on the screen, and say that it grows old."""
        if not self._view.failure:
            self._warn(message.reason)
        self._show(replace(self._view, failure=message.reason))
        self._finish_taking()

    def on_snapshot_written(self, message: SnapshotWritten) -> None:
        """Say where it lies."""
        path = safe_text(message.path)
        self.notify(path, title="Snapshot written", markup=False)
        self._say(f"snapshot written to {path}")

    async def on_module_opened(self, message: ModuleOpened) -> None:
        """Open the screen about the module."""
        from dashboard.drilldown.screen import ModuleScreen

        shown = isinstance(self.screen, ModuleScreen) and self.screen.path == message.path
        if not shown and self._view.reading.snapshot.module(message.path):
            await self._open_screen(ModuleScreen(message.path))

    async def on_alerts_asked(self) -> None:
        """Open the screen of alerts and regressions, or go back to it."""
        from dashboard.alerts.screen import AlertsScreen

        if not any(isinstance(screen, AlertsScreen) for screen in self.screen_stack):
            await self._open_screen(AlertsScreen())
        while not isinstance(self.screen, AlertsScreen):
            await self.pop_screen()
        self._show(self._view)

    async def on_evidence_asked(self, message: EvidenceAsked) -> None:
        """Open the screen about one alert or regression."""
        from dashboard.evidence.screen import EvidenceScreen

        if not isinstance(self.screen, EvidenceScreen):
            await self._open_screen(EvidenceScreen(message.key))

    async def on_sessions_asked(self, _message: SessionsAsked | None = None) -> None:
        """Open the screen of all sessions."""
        from dashboard.session_screens.sessions_screen import SessionsScreen

        if not isinstance(self.screen, SessionsScreen):
            await self._open_screen(SessionsScreen())

    async def on_session_opened(self, message: SessionOpened) -> None:
        """Open the screen about one session."""
        from dashboard.session_screens.session_screen import SessionScreen

        if not isinstance(self.screen, SessionScreen):
            await self._open_screen(SessionScreen(message.session))

    async def on_turn_opened(self, message: TurnOpened) -> None:
        """Open the screen about one turn of a session."""
        from dashboard.session_screens.turn_screen import TurnScreen

        if not isinstance(self.screen, TurnScreen):
            await self._open_screen(TurnScreen(message.session, message.turn))

    def on_detail_asked(self, message: DetailAsked) -> None:
        """Read all that is known of a session."""
        self._detail(message.session)

    def on_detail_read(self, message: DetailRead) -> None:
        """Show it on the screens about it."""
        from dashboard.session_screens.detail_screen import DetailScreen

        for screen in self.screen_stack:
            if isinstance(screen, DetailScreen) and screen.session == message.session:
                screen.show(message.detail, message.failure)

    def on_rated(self, message: Rated) -> None:
        """Have it remembered how content the user is with a session."""
        from dashboard import decisions

        self._decide(decisions.rated(message.session, message.stars, at=self._clock()))

    def on_scope_asked(self, message: ScopeAsked) -> None:
        """Have other sessions read."""
        from dashboard import decisions

        self._feed.show_all_roots(wanted=message.all_roots)
        self._decide(decisions.scoped(all_roots=message.all_roots))
        self.take_reading()

    def on_acknowledged(self, message: Acknowledged) -> None:
        """Have it remembered that an alert was seen."""
        from dashboard import decisions

        self._decide(decisions.acknowledged(message.alert, at=self._clock()))

    def on_silenced(self, message: Silenced) -> None:
        """Have it remembered that an alert is to be quiet for a while, or no more."""
        from dashboard import decisions

        silences, at = self._view.reading.snapshot.silences, self._clock()
        self._decide(decisions.silenced(message.alert, message.hours, at=at, silences=silences))

    def on_asked(self, message: Asked) -> None:
        """Say what was asked of whoever records."""
        if message.failure:
            self._warn(message.failure)
        else:
            self._say(message.said)

    def on_texts_asked(self, message: TextsAsked) -> None:
        """Read the texts behind a concern."""
        self._compare(message.concern, self._view.reading)

    def on_texts_read(self, message: TextsRead) -> None:
        """Show them, if their screen is still open."""
        from dashboard.evidence.screen import EvidenceScreen

        for screen in self.screen_stack:
            if isinstance(screen, EvidenceScreen) and screen.key == message.key:
                screen.show(message.changes)

    def on_edit_asked(self, message: EditAsked) -> None:
        """Give the terminal to the user's editor until it ends."""
        try:
            words = editor.command(os.environ, self._root / message.path, message.line)
            with self.suspend():
                editor.run(words)
        except SuspendNotSupported:
            self._warn("An editor needs a terminal of its own, and there is none here.")
        except PerfdashError as error:
            self._warn(str(error))

    def take_reading(self) -> None:
        """Read in a thread; what is asked for while one is read is read once, afterwards."""
        if self._feed.begin():
            self._read()

    def action_pause(self) -> None:
        """Freeze the view while recording goes on, or catch up."""
        self._paused_at = self._clock() if self._paused_at is None else None
        self._show(self._view)
        if self._paused_at is None:
            self.take_reading()

    def action_run_now(self) -> None:
        """Measure everything once more."""
        if not self._view.viewing:
            self._feed.run_now()
            self._say("measuring now")
        else:
            self._warn("Nothing is measured here: this perfdash only views what is stored.")

    async def action_alerts(self) -> None:
        """Show all alerts and regressions."""
        await self.on_alerts_asked()

    async def action_sessions(self) -> None:
        """Show all sessions."""
        await self.on_sessions_asked()

    def action_rate(self) -> None:
        """Ask how content the user is with the current session."""
        from dashboard.session_screens import rating_dialog

        sessions = self._view.reading.snapshot.sessions
        if sessions.current is None:
            self._warn("There is no session to rate yet.")
        else:
            rating_dialog.ask_of_current(self.screen, sessions)

    def action_pin_baseline(self) -> None:
        """Hold everything against what lies on disk now."""
        self._pin()

    def action_refresh_step(self, step: int) -> None:
        """Refresh more or less often."""
        at = self._view.refresh_seconds
        choices = [seconds for seconds in REFRESH_STEPS if (seconds - at) * step > 0]
        if choices:
            self._refresh_every(min(choices) if step > 0 else max(choices))

    def action_snapshot(self) -> None:
        """Write what is on the screen into a file."""
        if self._view.reading is NOTHING:
            self._warn("There is nothing to write yet: the first reading is on its way.")
        else:
            self._keep(self._view.reading)

    def action_theme_next(self) -> None:
        """Go through the themes."""
        at = THEMES.index(self.theme) if self.theme in THEMES else -1
        self.theme = THEMES[(at + 1) % len(THEMES)]
        self._say(f"theme {self.theme}")

    def action_help(self) -> None:
        """Say what the keys do here."""
        from dashboard.help import Help, page

        self.push_screen(Help(page(self.screen)))

    @work(thread=True, group="connecting")
    def _open(self) -> None:
        from dashboard import chart

        self.post_message(self._feed.open(self._hear))
        chart.warm()

    @work(thread=True, group="reading")
    def _read(self) -> None:
        self.post_message(self._feed.read())

    @work(thread=True, group="deciding")
    def _decide(self, decided: Decided) -> None:
        self.post_message(self._feed.decide_all(decided))

    @work(thread=True, group="deciding")
    def _pin(self) -> None:
        self.post_message(self._feed.pin_baseline())

    @work(thread=True, group="comparing")
    def _compare(self, concern: Concern, reading: Reading) -> None:
        self.post_message(self._feed.texts(concern, reading))

    @work(thread=True, group="detailing")
    def _detail(self, session: str) -> None:
        self.post_message(self._feed.detail(session))

    @work(thread=True, group="keeping")
    def _keep(self, reading: Reading) -> None:
        from collectors.store.location import location
        from dashboard import keep

        try:
            path = keep.snapshot(reading, (Path.cwd(), location(self._root).parent))
        except PerfdashError as error:
            self._warn(str(error))
        else:
            self.post_message(SnapshotWritten(str(path)))

    def _hear(self, run: Run) -> None:
        """Called in the scheduler's thread."""
        self.post_message(RunFinished(run))

    def _begin(self) -> None:
        """Go on once the first frame is painted."""
        if not gc.isenabled():
            self.set_timer(_SETTLING_SECONDS, self._settle)
        self._open()

    def _settle(self) -> None:
        """Look for garbage from now on, and never again in what was made until now.

        That is most of what there will be: to search it all takes longer than a save may.
        """
        gc.collect()
        gc.freeze()
        gc.enable()

    def _show(self, view: View) -> None:
        """Hand a view to the uppermost screen that takes one, and paint once."""
        frozen = None if self._paused_at is None else self._clock() - self._paused_at
        self._view = replace(view, paused_for=frozen)
        with self.batch_update():
            for screen in reversed(self.screen_stack):
                if isinstance(screen, Viewer):
                    screen.view = self._view
                    break

    def _tell(self, message: ReadingTaken) -> None:
        """Ring and count in the terminal's title, as far as the user wants that."""
        notify = self._config.notify
        if notify.bell and any(not notice.resolved for notice in message.notices):
            self.bell()
        if notify.title:
            self._title.show(title(self._root.name, message.reading.verdict))

    def _write(self, sequence: str) -> None:
        """Send a control sequence between two frames, as `bell` does."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    async def _open_screen(self, screen: Screen[None]) -> None:
        await self.push_screen(screen, callback=self._came_back)
        self._show(self._view)

    def _came_back(self, _result: None) -> None:
        self._show(self._view)

    def _finish_taking(self) -> None:
        if self._timer:
            self._timer.reset()
        if self._feed.finish():
            self.take_reading()

    def _tick(self) -> None:
        """Read when no run brought a reading; while the view is frozen, say how old it is."""
        if self._paused_at is None:
            self.take_reading()
        else:
            self._show(self._view)

    def _refresh_every(self, seconds: float) -> None:
        self._feed.refresh_every(seconds)
        self._show(replace(self._view, refresh_seconds=seconds))
        self._restart_timer()
        self._say(f"refresh every {units.seconds(seconds)}")

    def _restart_timer(self) -> None:
        if self._timer:
            self._timer.stop()
        lateness = 1.0 if self._view.viewing else _LATENESS
        self._timer = self.set_interval(self._view.refresh_seconds * lateness, self._tick)

    def _view_only(self, *, viewing: bool) -> None:
        """Say who measures, which changes when another perfdash begins or ends."""
        viewing = viewing or not self._feed.measures
        if viewing != self._view.viewing:
            self._show(replace(self._view, viewing=viewing))
            self._restart_timer()

    def _say(self, note: str) -> None:
        """Say on the bottom line what was done, for a while."""
        if self._note_timer:
            self._note_timer.stop()
        self._note_timer = self.set_timer(_NOTE_SECONDS, self._fall_silent) if note else None
        self._show(replace(self._view, note=note))

    def _fall_silent(self) -> None:
        self._say("")

    def _end(self, reason: str) -> None:
        self.exit(return_code=2, message=safe_text(reason, cells=2_000))

    def _warn(self, reason: str) -> None:
        self.notify(safe_text(reason), severity="warning", markup=False)

    def _choose_theme(self, name: str) -> None:
        if name in self.available_themes:
            self.theme = name
        elif name:
            known = ", ".join(sorted(self.available_themes))
            self._warn(f"There is no theme {name}; there are {known}.")
