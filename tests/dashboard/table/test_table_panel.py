"""The panel around a table: which rows, in which order, and with which keys."""

from __future__ import annotations

from dataclasses import replace

from textual.widgets import Input

from collectors.framework.module import Framework
from dashboard.app import PerfdashApp
from dashboard.panels.modules import ModulesPanel
from dashboard.table.table import Table
from tests.dashboard.fakes import FakeSource, an_app, press, seen, settle
from tests.dashboard.harbor import a_reading

SIZE = (120, 40)


def keys(app: PerfdashApp) -> str:
    return seen(app).splitlines()[-1]


def an_empty_source() -> FakeSource:
    reading = a_reading()
    return FakeSource(replace(reading, snapshot=replace(reading.snapshot, framework=Framework())))


async def test_another_click_on_a_heading_sorts_the_other_way_round() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        table = app.screen.query_one(Table)
        await pilot.click(table, offset=(3, 0))
        await settle(pilot)
        assert "order module ▲" in seen(app)
        await pilot.click(table, offset=(3, 0))
        await settle(pilot)
        assert "order module ▼" in seen(app)


async def test_where_there_are_no_rows_there_is_nothing_to_order_or_to_look_for() -> None:
    app = an_app(source=an_empty_source())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        offered = keys(app)
        await press(pilot, "slash", "o", "i")
        assert not app.screen.query(Input)
    assert "order" not in offered
    assert "invert" not in offered


async def test_a_filter_may_be_cleared_only_while_there_is_one() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        before = keys(app)
        await press(pilot, "slash", *"plan", "enter")
        filtered = keys(app)
        await press(pilot, "escape")
        after = keys(app)
    assert "esc clear filter" in filtered
    assert "clear filter" not in before + after


async def test_a_filter_that_is_cleared_gives_its_place_and_the_keys_back_to_the_rows() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"plan", "escape", "down")
        panel = app.screen.query_one(ModulesPanel)
        assert not app.screen.query(Input)
        assert panel.has_focus_within
        assert panel.chosen == panel.query_one(Table).rows[1]
        assert "filter –" in seen(app)
