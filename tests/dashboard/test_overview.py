from __future__ import annotations

import pytest

from dashboard.overview import Overview
from dashboard.panels import LatencyPanel
from dashboard.panels.modules import ModulesPanel
from tests.dashboard.fakes import an_app, press, resize, seen, settle


@pytest.mark.parametrize("size", [(100, 32), (120, 40), (160, 48), (200, 60)])
async def test_where_there_is_room_all_panels_are_seen(size: tuple[int, int]) -> None:
    app = an_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        shown = seen(app)
    titles = ("1 Latency", "2 Tokens", "3 Cost", "4 Cache", "5 CPU", "6 Alerts", "7 Modules")
    assert all(title in shown for title in titles)


async def test_a_small_terminal_shows_one_panel_under_the_names_of_all() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        lines = seen(app).splitlines()
        assert all(name in lines[1] for name in ("1 Latency", "6 Alerts", "7 Modules"))
        await press(pilot, "1")
        assert app.screen.query_one(LatencyPanel).display
        assert not app.screen.query_one(ModulesPanel).display


async def test_a_small_terminal_always_shows_the_alerts() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for number in "1234567":
            await press(pilot, number)
            assert "! 1 warning" in seen(app).splitlines()[0]


async def test_tab_goes_through_the_panels_and_around() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab")
        assert app.screen.query_one(LatencyPanel).has_focus
        await press(pilot, "shift+tab")
        assert app.screen.query_one(ModulesPanel).has_focus_within


async def test_a_panel_is_zoomed_and_taken_back() -> None:
    app = an_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "1", "z")
        zoomed = seen(app)
        await press(pilot, "escape")
        assert "2 Tokens" in seen(app)
    assert "1 Latency" in zoomed
    assert "2 Tokens" not in zoomed
    assert "● LIVE" in zoomed.splitlines()[0]


async def test_another_number_moves_the_zoom() -> None:
    app = an_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "1", "z", "2")
        assert "1 Latency" not in seen(app)
        assert "2 Tokens" in seen(app)


async def test_a_filter_is_asked_for_from_any_panel() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "1", "slash", *"plan")
        assert "filter plan" in seen(app)


async def test_a_resize_brings_the_other_panels_back() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await resize(pilot, 120, 40)
        assert "1 Latency" in seen(app)


async def test_a_click_on_a_key_presses_it() -> None:
    app = an_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        column = seen(app).splitlines()[-1].index("help")
        await pilot.click(offset=(column, 39))
        await settle(pilot)
        assert "Everywhere" in seen(app)


async def test_a_click_on_a_name_shows_its_panel() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        column = seen(app).splitlines()[1].index("5 CPU")
        await pilot.click(offset=(column, 1))
        await settle(pilot)
        assert "busy" in seen(app)


async def test_there_is_no_way_back_from_the_first_screen() -> None:
    app = an_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, Overview)
        assert "esc back" not in seen(app)
