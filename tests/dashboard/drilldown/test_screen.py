from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.model import Run, Trigger
from dashboard.app import PerfdashApp
from dashboard.drilldown.loads import LoadPanel
from dashboard.drilldown.outlines import FindingsPanel, IncludesPanel
from dashboard.drilldown.screen import ModuleScreen
from dashboard.messages import EditAsked, ModuleOpened, RunFinished
from dashboard.overview import Overview
from tests.dashboard.builders import NOW
from tests.dashboard.fakes import FakeSource, an_app, press, seen, settle
from tests.dashboard.harbor import a_reading

SIZE = (120, 40)


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_where_there_is_room_all_of_a_module_is_seen(size: tuple[int, int]) -> None:
    app = an_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        shown = seen(app)
    titles = ("1 Load time", "2 Includes", "3 Spread", "4 Used by", "5 Tokens", "6 Findings")
    assert all(title in shown for title in titles)


async def test_a_small_terminal_shows_one_part_of_a_module_at_a_time() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await press(pilot, "6")
        assert app.screen.query_one(FindingsPanel).display
        assert not app.screen.query_one(IncludesPanel).display
        assert "harbor › .claude › commands › release.md" in seen(app)


@pytest.mark.parametrize("size", [(80, 40), (120, 24)])
async def test_a_small_terminal_begins_with_what_is_never_empty(size: tuple[int, int]) -> None:
    app = an_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "7")
        await press(pilot, "enter")
        assert app.screen.query_one(LoadPanel).display
        assert not app.screen.query_one(IncludesPanel).display


async def test_enter_follows_a_reference_and_escape_comes_back_step_by_step() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await press(pilot, "enter")
        assert "› steps.md" in seen(app)
        await press(pilot, "escape")
        assert "› release.md" in seen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, Overview)


async def test_a_reference_that_leads_nowhere_opens_nothing() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await press(pilot, "end", "enter")
        assert "› release.md" in seen(app)


async def test_space_pauses_here_too() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await press(pilot, "space")
        assert "PAUSED" in seen(app)


async def test_edit_goes_to_the_line_of_the_chosen_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[EditAsked] = []
    monkeypatch.setattr(PerfdashApp, "on_edit_asked", lambda _, message: asked.append(message))
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await press(pilot, "6", "down", "e")
    assert [(one.path, one.line) for one in asked] == [(".claude/commands/release.md", 33)]


async def test_an_open_module_follows_its_readings() -> None:
    source = FakeSource(a_reading())
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        framework = source.reading.snapshot.framework
        snapshot = replace(source.reading.snapshot, framework=replace(framework, modules=()))
        source.reading = replace(source.reading, snapshot=snapshot)
        app.post_message(RunFinished(Run(NOW, Trigger.SAVE)))
        await settle(pilot)
        assert isinstance(app.screen, ModuleScreen)
        shown = seen(app)
    assert "✖ this file is gone" in shown
    for claim in ("names no other file", "no file names it", "nothing found that is odd"):
        assert claim not in shown


async def test_the_overview_is_up_to_date_when_a_module_is_closed() -> None:
    source = FakeSource(a_reading())
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        snapshot = replace(source.reading.snapshot, taken_at=NOW + 61_000)
        source.reading = replace(source.reading, snapshot=snapshot)
        app.post_message(RunFinished(Run(NOW, Trigger.SAVE)))
        await settle(pilot)
        await press(pilot, "escape")
        assert ":01:01" in seen(app)


async def test_left_and_right_fold_an_entry() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await press(pilot, "down", "left")
        assert "line 18" not in seen(app)


async def test_a_module_asked_for_twice_is_opened_once() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for _ in range(2):
            app.post_message(ModuleOpened("CLAUDE.md"))
        await settle(pilot)
        assert len(app.screen_stack) == 2
