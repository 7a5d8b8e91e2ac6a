"""What is to be seen: one view, live or frozen, which the uppermost screen shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from dashboard import screens
from dashboard.deck_screen import DeckScreen
from dashboard.messages import ScreenAsked
from dashboard.refresh import Beat
from dashboard.safe_text import safe_text
from dashboard.view import View

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

_NOTE_SECONDS = 5.0


class Stage:
    """The screens of an app, and what is said on them."""

    def __init__(
        self,
        app: App[None],
        first: Callable[[], View],
        *,
        renew: Callable[[], None],
        clock: Callable[[], int],
    ) -> None:
        """Take what to begin with, made when it is first shown: after the first frame.

        `renew` is called when a live view has become older than it should.
        """
        self._first = first
        self._app = app
        self._renew = renew
        self._clock = clock
        self._beat = Beat(app, self._grow_old)
        self._paused_at: int | None = None
        self._note_timer: Timer | None = None

    @cached_property
    def view(self) -> View:
        """What is seen now."""
        return self._first()

    @property
    def frozen(self) -> bool:
        """Whether the view stays as it is while recording goes on."""
        return self._paused_at is not None

    def show(self, view: View) -> None:
        """Hand a view to the uppermost screen that takes one, and paint once."""
        frozen = None if self._paused_at is None else self._clock() - self._paused_at
        self.view = replace(view, paused_for=frozen)
        self._beat.follow(view.refresh_seconds, measured_here=not view.viewing)
        shown = [it for it in self._app.screen_stack if isinstance(it, DeckScreen)]
        with self._app.batch_update():
            for uppermost in shown[-1:]:
                uppermost.view = self.view

    def show_again(self, _: object = None) -> None:
        """Show the same: it grew older, or another screen is uppermost."""
        self.show(self.view)

    def rest(self) -> None:
        """Be renewed no sooner than after a whole refresh period: there was a reading."""
        self._beat.put_off()

    def pause(self) -> None:
        """Freeze the view, or let it go on."""
        self._paused_at = None if self.frozen else self._clock()
        self.show_again()

    async def open(self, asked: ScreenAsked) -> None:
        """Open the screen that shows it, or go back to it where there is but one of its kind."""
        screen = screens.asked_for(asked, self.view.reading.snapshot)
        if screen is None or screens.alike(screen, self._app.screen):
            return
        if screens.is_open(screen, self._app.screen_stack):
            while not screens.alike(screen, self._app.screen):
                await self._app.pop_screen()
        else:
            await self._app.push_screen(screen, callback=self.show_again)
        self.show_again()

    def say(self, note: str) -> None:
        """Say on the bottom line what was done, for a while."""
        if self._note_timer:
            self._note_timer.stop()
        self._note_timer = self._app.set_timer(_NOTE_SECONDS, self._fall_silent)
        self.show(replace(self.view, note=note))

    def warn(self, reason: str) -> None:
        """Say over the screen what could not be done, and only that."""
        self._app.clear_notifications()
        self._app.notify(safe_text(reason), severity="warning", markup=False)

    def _grow_old(self) -> None:
        """Have it renewed when no run brought a reading; while frozen, say how old it is."""
        if self.frozen:
            self.show_again()
        else:
            self._renew()

    def _fall_silent(self) -> None:
        self.show(replace(self.view, note=""))
