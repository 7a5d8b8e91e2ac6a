from __future__ import annotations

from dataclasses import replace

from collectors.framework.module import Framework
from collectors.model import Run, Trigger
from dashboard.messages import RunFinished
from dashboard.panels.modules import ModulesPanel
from dashboard.table.sheet import Order
from dashboard.table.table import Table
from tests.dashboard.builders import NOW, a_module
from tests.dashboard.fakes import FakeSource, an_app, press, seen, settle
from tests.dashboard.harbor import a_reading
from tests.dashboard.rest import draw

SIZE = (110, 34)
RUN = RunFinished(Run(NOW, Trigger.TICK))


def a_source(count: int) -> FakeSource:
    reading = a_reading()
    modules = tuple(a_module(f"commands/{number:05}.md") for number in range(count))
    snapshot = replace(reading.snapshot, framework=Framework("/x", modules=modules))
    return FakeSource(replace(reading, snapshot=snapshot))


async def test_the_slowest_module_comes_first() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        lines = seen(app).splitlines()
    (heading,) = (number for number, line in enumerate(lines) if "load p95  " in line)
    assert "commands/release.md" in lines[heading + 1]


async def test_typing_filters_at_once_and_escape_clears() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"review")
        assert "2 of 17" in seen(app)
        await press(pilot, "escape")
        assert "17 of 17" in seen(app)


async def test_keys_typed_right_after_the_slash_are_words_and_no_commands() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", "q", "s", "r")
        assert app.is_running
        assert "filter qsr" in seen(app)
        assert "nothing matches: esc clears the filter" in seen(app)


async def test_enter_in_the_filter_returns_to_the_table_and_keeps_it() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"plan", "enter")
        assert isinstance(app.focused, Table)
        assert "filter plan" in seen(app)


async def test_a_key_goes_through_the_kinds() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "k")
        assert "filter kind memory" in seen(app)
        assert "1 of 17" in seen(app)


async def test_a_kind_is_filtered_beside_the_words() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"review", "enter", "k", "k", "k")
        assert "filter kind command, review" in seen(app)
        assert "1 of 17" in seen(app)
        await press(pilot, "escape")
        assert "17 of 17" in seen(app)


async def test_a_click_on_a_heading_sorts_by_it() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        table = app.screen.query_one(Table)
        await pilot.click(table, offset=(3, 0))
        await settle(pilot)
        assert "order module ▲" in seen(app)


async def test_a_second_click_on_a_row_opens_it() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.click(app.screen.query_one(Table), offset=(3, 2))
        await pilot.click(app.screen.query_one(Table), offset=(3, 2))
        await settle(pilot)
        assert "› review.md" in seen(app)


async def test_the_cursor_follows_its_module_when_the_order_changes() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "down", "i")
        (chosen,) = app.screen.query(ModulesPanel).results()
    assert chosen.chosen
    assert chosen.chosen.module.path.endswith("review.md")


async def test_a_reading_that_says_the_same_draws_no_line_anew() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        draw(app.screen)
        table = app.screen.query_one(Table)
        table.show(table.rows, Order("p95"))
        assert not table._repaint_regions
        table.show(table.rows, Order("p50"))
        assert table._repaint_regions


async def test_a_removed_module_leaves_the_table() -> None:
    source = a_source(3)
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        source.reading = a_source(2).reading
        app.post_message(RUN)
        await settle(pilot)
        assert len(app.screen.query_one(Table).rows) == 2


async def test_ten_thousand_modules_are_all_there() -> None:
    app = an_app(source=a_source(10_000))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "end")
        assert "commands/09999.md" in seen(app)
        await press(pilot, "slash", *"04321")
        assert "1 of 10,000" in seen(app)


async def test_without_modules_the_panel_says_what_it_waits_for() -> None:
    app = an_app(source=a_source(0))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        panel = app.screen.query_one(ModulesPanel)
        assert "waiting for the first scan" in str(panel.render())
