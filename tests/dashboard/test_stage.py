"""What is to be seen, live or frozen, and what is said beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from dashboard.overview import Overview
from dashboard.stage import Stage
from dashboard.view import View
from tests.dashboard.fakes import FakeClock

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from textual.app import App

FIRST = View("harbor", 5.0)


@dataclass(eq=False)
class FakeTimer:
    """Goes off by hand."""

    goes_off: Callable[[], None]
    running: bool = True
    resets: int = 0

    def stop(self) -> None:
        """Go off no more."""
        self.running = False

    def reset(self) -> None:
        """Begin anew."""
        self.resets += 1


@dataclass
class FakeApp:
    """Screens and timers; notes what it is told to notify of."""

    screen_stack: tuple[object, ...] = ()
    timers: list[FakeTimer] = field(default_factory=list)
    beats: list[FakeTimer] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def batch_update(self) -> AbstractContextManager[None]:
        """Nothing is painted here."""
        return nullcontext()

    def set_timer(self, _seconds: float, goes_off: Callable[[], None]) -> FakeTimer:
        """What happens once, after a while."""
        self.timers.append(FakeTimer(goes_off))
        return self.timers[-1]

    def set_interval(self, _seconds: float, goes_off: Callable[[], None]) -> FakeTimer:
        """What happens again and again."""
        self.beats.append(FakeTimer(goes_off))
        return self.beats[-1]

    def clear_notifications(self) -> None:
        """Tell of nothing any more."""
        self.told.clear()

    def notify(self, message: str, **_: object) -> None:
        """Tell of something."""
        self.told.append(message)


@dataclass
class Set:
    """A stage, with all that it is set upon."""

    app: FakeApp = field(default_factory=FakeApp)
    clock: FakeClock = field(default_factory=FakeClock)
    renewals: list[int] = field(default_factory=list)

    def stage(self) -> Stage:
        """One that shows its first view."""
        renew = lambda: self.renewals.append(self.clock())  # noqa: E731
        app = cast("App[None]", self.app)
        return Stage(app, lambda: FIRST, renew=renew, clock=self.clock)


def test_what_is_said_is_gone_after_a_while() -> None:
    found = Set()
    stage = found.stage()
    stage.say("snapshot written")
    assert stage.view.note == "snapshot written"
    found.app.timers[-1].goes_off()
    assert stage.view.note == ""


def test_what_is_said_later_stays_its_whole_time() -> None:
    found = Set()
    stage = found.stage()
    stage.say("snapshot written")
    stage.say("measuring now")
    assert [timer.running for timer in found.app.timers] == [False, True]


def test_a_live_view_that_grew_old_is_renewed() -> None:
    found = Set()
    found.stage().show(FIRST)
    found.app.beats[-1].goes_off()
    assert len(found.renewals) == 1


def test_a_view_that_is_new_grows_old_no_sooner_than_after_a_whole_period() -> None:
    found = Set()
    stage = found.stage()
    stage.show(FIRST)
    stage.rest()
    assert found.app.beats[-1].resets == 1


def test_a_frozen_view_says_for_how_long_and_is_not_renewed() -> None:
    found = Set()
    stage = found.stage()
    stage.pause()
    found.clock.at += 5_000
    found.app.beats[-1].goes_off()
    assert (stage.view.paused_for, found.renewals) == (5_000, [])


def test_a_view_that_goes_on_is_frozen_no_more() -> None:
    stage = Set().stage()
    stage.pause()
    assert (stage.frozen, stage.view.paused_for) == (True, 0)
    stage.pause()
    assert (stage.frozen, stage.view.paused_for) == (False, None)


def test_only_the_uppermost_screen_of_panels_is_given_a_view() -> None:
    beneath, uppermost, question = Overview(), Overview(), object()
    found = Set(FakeApp(screen_stack=(beneath, uppermost, question)))
    found.stage().show(FIRST)
    assert (beneath.view, uppermost.view) == (None, FIRST)


def test_a_warning_cannot_attack_the_terminal_and_takes_the_place_of_another() -> None:
    found = Set()
    stage = found.stage()
    stage.warn("the store is newer")
    stage.warn("\x1b[2J")
    (told,) = found.app.told
    assert "\x1b" not in told
