"""Numbered panels, and the names of those that are not seen."""

from __future__ import annotations

import pytest

from dashboard.deck import PanelNames
from dashboard.panels import LatencyPanel
from dashboard.panels.modules import ModulesPanel
from tests.dashboard.fakes import an_app, press, resize, seen, settle


async def test_the_chosen_name_is_told_by_more_than_its_color() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "2")
        names = app.screen.query_one(PanelNames).render()
    marked = [names.plain[it.start : it.end] for it in names.spans if "reverse" in str(it.style)]
    assert marked == [" 2 Tokens "]


async def test_where_names_do_not_fit_the_chosen_one_stays() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "6 Alerts  7" in seen(app)
        await press(pilot, "6")
        await resize(pilot, 30, 24)
        names = seen(app).splitlines()[1]
    assert "6 Alerts" in names
    assert "7 Modules" not in names


async def test_where_there_is_room_names_are_whole() -> None:
    app = an_app()
    async with app.run_test(size=(110, 24)) as pilot:
        await settle(pilot)
        assert "6 Alerts and regressions  7 Modules" in seen(app).splitlines()[1]


async def test_a_number_that_no_panel_has_leads_nowhere() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "9")
        assert app.screen.query_one(ModulesPanel).display


async def test_every_panel_has_the_first_reading_whether_it_is_seen_or_not() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.screen.query_one(LatencyPanel).reading


async def test_a_click_on_a_panel_chooses_it() -> None:
    app = an_app()
    async with app.run_test(size=(160, 48)) as pilot:
        await settle(pilot)
        await pilot.click(LatencyPanel)
        await settle(pilot)
        await press(pilot, "tab", "shift+tab")
        assert app.screen.query_one(LatencyPanel).has_class("-chosen")


@pytest.mark.parametrize("key", ["z", "escape"])
async def test_a_zoom_is_taken_back_and_the_keys_say_that_it_may_be(key: str) -> None:
    app = an_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "1", "z")
        assert "esc unzoom" in seen(app)
        await press(pilot, key)
        assert "2 Tokens" in seen(app)
        assert "esc unzoom" not in seen(app)
