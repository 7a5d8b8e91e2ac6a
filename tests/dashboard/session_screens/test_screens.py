from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.geometry import Size

from collectors.errors import StoreError
from collectors.model import Run, Trigger
from collectors.session import Rating, Scope
from dashboard.app import PerfdashApp
from dashboard.messages import RunFinished
from dashboard.overview import Overview
from dashboard.session_screens.rating_dialog import RatingDialog
from dashboard.session_screens.session_screen import SessionScreen
from dashboard.session_screens.sessions_screen import SessionsScreen
from dashboard.session_screens.turn_screen import TurnScreen
from dashboard.sessions import Detail
from dashboard.table.table import Table
from tests.dashboard.builders import NOW
from tests.dashboard.fakes import FakeRecorder, FakeSource, an_app, press, resize, seen, settle
from tests.dashboard.logbook import (
    CURRENT,
    DETAIL,
    RELEASE,
    SESSIONS,
    an_older,
    with_sessions,
    without_sessions,
)

SIZE = (160, 48)
RUN = RunFinished(Run(NOW, Trigger.APPENDED))


def a_source() -> FakeSource:
    return FakeSource(with_sessions())


def of_monday(session: str) -> Detail | None:
    """The current session's turns under another name."""
    return replace(DETAIL, session=replace(CURRENT, id=session, last_at=NOW - 9_000_000))


def cursor(app: PerfdashApp) -> str:
    """The text of the chosen row."""
    table: Table[object] = app.screen.query_one(Table)
    place = table.rows.index(table.chosen)
    return "".join(segment.text for segment in table.render_line(1 + place)).strip()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 48), (200, 60)])
async def test_a_key_opens_all_sessions_and_escape_leads_back(size: tuple[int, int]) -> None:
    app = an_app(source=a_source())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert ("c sessions" in seen(app)) is (size[0] >= 120)
        await press(pilot, "c")
        assert isinstance(app.screen, SessionsScreen)
        assert "● live" in seen(app)
        assert "1 Sessions" in seen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, Overview)


async def test_enter_leads_to_turns_then_to_one_turn_and_escape_back_step_by_step() -> None:
    app = an_app(source=a_source())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter")
        assert isinstance(app.screen, SessionScreen)
        assert "/release" in cursor(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, TurnScreen)
        assert "explorer: haiku-4-5" in seen(app)
        assert "request in flight" in seen(app)
        await press(pilot, "enter")
        assert "enter open" not in seen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, SessionScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, SessionsScreen)


async def test_the_way_back_to_all_sessions_leads_to_the_screen_that_is_open() -> None:
    app = an_app(source=a_source())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter", "enter")
        assert isinstance(app.screen, TurnScreen)
        await press(pilot, "c")
        assert isinstance(app.screen, SessionsScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, Overview)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_turn_is_told_at_every_size(size: tuple[int, int]) -> None:
    app = an_app(source=a_source())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter", "enter")
        shown = seen(app)
    assert "✖ 529" in shown
    assert "› /release" in shown
    assert max(map(len, shown.splitlines())) <= size[0]


async def test_an_older_session_is_read_when_it_is_opened() -> None:
    asked: list[str] = []

    def details(session: str) -> Detail | None:
        asked.append(session)
        return of_monday(session)

    app = an_app(source=a_source(), details=details)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "down", "enter")
        assert asked == ["monday"]
        assert "3 of 3" in seen(app)
        app.post_message(RUN)
        await settle(pilot)
        assert asked == ["monday"]
        await press(pilot, "enter")
        assert "✖ 529" in seen(app)
        assert "at work" not in seen(app)


async def test_an_older_session_that_goes_on_is_read_again() -> None:
    asked: list[str] = []
    source = a_source()

    def details(session: str) -> Detail | None:
        asked.append(session)
        return of_monday(session)

    app = an_app(source=source, details=details)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "down", "enter")
        source.reading = with_sessions(
            replace(SESSIONS, summaries=(SESSIONS.summaries[0], an_older("monday", 0.1)))
        )
        app.post_message(RUN)
        await settle(pilot)
    assert asked == ["monday", "monday"]


def unreadable(_: str) -> Detail | None:
    raise StoreError("the store is locked")


@pytest.mark.parametrize(
    ("details", "said"),
    [(lambda _: None, "nothing is known of this session any more"), (unreadable, "is locked")],
)
async def test_a_session_that_cannot_be_read_says_why(
    details: Callable[[str], Detail | None], said: str
) -> None:
    app = an_app(source=a_source(), details=details)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "down", "enter")
        assert said in seen(app)


async def test_a_live_turn_goes_on_and_the_cursor_stays_on_its_row() -> None:
    source = a_source()
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter", "down")
        before = cursor(app)
        newer = replace(DETAIL.turns[-1], id="newer", started_at=NOW - 500, command="/build")
        going_on = replace(DETAIL, turns=(*DETAIL.turns, newer))
        source.reading = with_sessions(replace(SESSIONS, current=going_on))
        app.post_message(RUN)
        await settle(pilot)
        assert "/build" in seen(app)
        assert cursor(app) == before


async def test_a_filter_leaves_rows_out_and_escape_brings_them_back() -> None:
    app = an_app(source=a_source())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "slash", *"mystery", "enter")
        assert "1 of 4" in seen(app)
        await press(pilot, "escape")
        assert "4 of 4" in seen(app)
        assert isinstance(app.screen, SessionsScreen)


async def test_keys_sort_and_invert() -> None:
    app = an_app(source=a_source())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "O")
        assert "order model ▲" in seen(app)
        await press(pilot, "i")
        assert "order model ▼" in seen(app)
        await press(pilot, "home", "enter", "o")
        assert "order began with" in seen(app)


async def test_a_click_on_a_heading_sorts_by_it() -> None:
    app = an_app(source=a_source())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        table = app.screen.query_one(Table)
        heading = "".join(segment.text for segment in table.render_line(0))
        await pilot.click(table, offset=(heading.index("tokens"), 0))
        await settle(pilot)
        assert "order tokens ▼" in seen(app)


async def test_the_chosen_session_is_rated_by_a_number_key() -> None:
    recorder = FakeRecorder()
    app = an_app(source=a_source(), recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "down", "u")
        assert isinstance(app.screen, RatingDialog)
        assert "Rate the session of" in seen(app)
        await press(pilot, "3")
        assert "rated the session 3 of 5" in seen(app)
    assert recorder.decisions == [Rating("monday", NOW, 3)]


async def test_enter_takes_the_rating_of_before() -> None:
    recorder = FakeRecorder()
    app = an_app(source=a_source(), recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "down", "u", "enter")
    assert recorder.decisions == [Rating("monday", NOW, 4)]


@pytest.mark.parametrize("opened", [(), ("c", "enter"), ("c", "enter", "enter")])
async def test_the_current_session_is_rated_from_anywhere(opened: tuple[str, ...]) -> None:
    recorder = FakeRecorder()
    app = an_app(source=a_source(), recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *opened, "u", "5")
    assert recorder.decisions == [Rating("current", NOW, 5)]


async def test_a_rating_can_be_thought_better_of() -> None:
    recorder = FakeRecorder()
    app = an_app(source=a_source(), recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "u", "escape")
        assert isinstance(app.screen, SessionsScreen)
    assert recorder.decisions == []


async def test_without_a_session_there_is_nothing_to_rate() -> None:
    app = an_app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "u")
        assert "no session to rate yet" in seen(app)


async def test_a_key_asks_for_the_sessions_of_all_roots_and_takes_that_back() -> None:
    recorder, source, wishes = FakeRecorder(), a_source(), list[bool]()
    app = an_app(source=source, recorder=recorder, show_all_roots=wishes.append)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "o")
        assert "sessions of all roots" in seen(app)
        source.reading = with_sessions(replace(SESSIONS, all_roots=True))
        app.post_message(RUN)
        await settle(pilot)
        assert "all roots" in seen(app)
        assert "/home/dev/harbor" in seen(app)
        await press(pilot, "o")
    assert recorder.decisions == [Scope(all_roots=True), Scope(all_roots=False)]
    assert wishes == [True, False]


async def test_who_only_views_is_told_that_nothing_can_be_rated() -> None:
    app = an_app(source=a_source(), viewing=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "c", "u", "1")
        assert "nothing can be decided here" in seen(app)


async def test_without_a_session_the_screen_says_what_would_bring_one() -> None:
    app = an_app(source=FakeSource(without_sessions()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert "no session found for this root: start Claude Code here" in seen(app)
        assert "o shows the sessions of all roots" in seen(app)
        await press(pilot, "enter", "u", "slash")
        assert isinstance(app.screen, SessionsScreen)


async def test_while_files_are_still_to_be_read_the_screen_says_how_many() -> None:
    app = an_app(source=FakeSource(without_sessions(files=14)))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert "reading 14 files: 22 MB of 28 MB left" in seen(app)


async def test_a_session_that_is_open_follows_the_size_of_the_terminal() -> None:
    app = an_app(source=a_source())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter", "enter")
        await resize(pilot, 80, 24)
        assert app.size == Size(80, 24)
        assert "✖ 529" in seen(app)


async def test_a_turn_that_is_gone_says_so() -> None:
    source = a_source()
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter", "enter")
        kept = tuple(it for it in DETAIL.turns if it.id != RELEASE)
        source.reading = with_sessions(replace(SESSIONS, current=replace(DETAIL, turns=kept)))
        app.post_message(RUN)
        await settle(pilot)
        assert "nothing is known of this turn any more" in seen(app)


async def test_every_key_of_the_screens_is_described() -> None:
    app = an_app(source=a_source())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "question_mark")
        assert "sessions of this root alone, or of all" in seen(app)
        assert "say how content you are with the session, 1 to 5" in seen(app)
