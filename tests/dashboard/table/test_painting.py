"""Lines of a table in the colors of a widget."""

from __future__ import annotations

from dataclasses import replace

from dashboard.table.column import Column
from dashboard.table.painting import Painting
from dashboard.table.sheet import Order
from dashboard.table.sight import Sight
from dashboard.table.table import Table
from tests.dashboard.pieces import said
from tests.dashboard.table.test_table import OneTable

COLUMNS = (Column("name", "name", 8, 0, said, right=False),)
SIGHT = Sight(COLUMNS, Order("name"), ("one", "two"), cursor=0, size=(10, 3))


async def test_a_line_is_painted_before_it_is_asked_for_again() -> None:
    async with OneTable().run_test() as pilot:
        painting: Painting[str] = Painting(pilot.app.query_one(Table))
        line = painting.line(1, SIGHT)
        assert line.text == " one      "
        assert painting.line(1, SIGHT) is line
        assert painting.line(3, replace(SIGHT, size=(10, 4))).text.strip() == ""


async def test_only_lines_that_look_different_are_renewed() -> None:
    async with OneTable().run_test() as pilot:
        painting: Painting[str] = Painting(pilot.app.query_one(Table))
        assert painting.renewed(SIGHT) == [0, 1, 2]
        assert painting.renewed(replace(SIGHT)) == []
        assert painting.renewed(replace(SIGHT, rows=("one", "three"))) == [2]
        assert painting.renewed(replace(SIGHT, rows=("one", "three"), cursor=1)) == [1, 2]


async def test_what_faded_is_painted_in_the_colors_of_now() -> None:
    app = OneTable()
    async with app.run_test() as pilot:
        painting: Painting[str] = Painting(app.query_one(Table))
        dark = painting.line(0, SIGHT)
        app.theme = "textual-light"
        await pilot.pause()
        assert painting.line(0, SIGHT) is dark
        painting.fade()
        light = painting.line(0, SIGHT)
        assert dark.text == light.text
        assert [it.style for it in dark] != [it.style for it in light]
