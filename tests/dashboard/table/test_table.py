from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import App, ComposeResult

from dashboard.piece import Line, Piece
from dashboard.table.column import Column
from dashboard.table.sheet import Order, Sheet
from dashboard.table.table import Table
from tests.dashboard.pieces import said

SIZE = (30, 11)
"""Room for ten rows."""


SHEET: Sheet[str] = Sheet(
    columns=(Column("name", "name", 10, 0, said, right=False), Column("size", "size", 6, 1, said)),
    sort_keys={"name": str, "size": len},
    identity=str,
    words=str,
    order=Order("name", descending=False),
)
ROWS = tuple(f"row {number:03}" for number in range(100))


class OneTable(App[None]):
    """A table alone, and what it told of."""

    CSS = "Table { scrollbar-size-vertical: 1; }"
    told: ClassVar[list[str]] = []

    def compose(self) -> ComposeResult:
        yield Table(SHEET)

    def on_mount(self) -> None:
        self.told.clear()
        self.table.show(ROWS, SHEET.order)
        self.table.focus()

    def on_table_heading_clicked(self, event: Table.HeadingClicked) -> None:
        self.told.append(f"sort by {event.key}")

    def on_table_row_opened(self) -> None:
        self.told.append(f"open {self.table.chosen}")

    @property
    def table(self) -> Table[str]:
        return self.query_one(Table)

    @property
    def seen(self) -> list[str]:
        """The first word pair of each line."""
        lines = (self.table.render_line(y).text for y in range(self.table.size.height))
        return [" ".join(line.split()[:2]) for line in lines]


async def test_only_rows_in_view_are_drawn_under_a_heading_that_stays() -> None:
    async with OneTable().run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, OneTable)
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert app.seen == ["▲ name", *(f"row {number:03}" for number in range(11, 21))]


async def test_the_view_follows_the_cursor_and_no_further() -> None:
    async with OneTable().run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, OneTable)
        await pilot.press("end", "up", "up")
        await pilot.pause()
        assert app.table.chosen == "row 097"
        assert app.seen[-1] == "row 099"
        await pilot.press("home")
        await pilot.pause()
        assert app.seen[1] == "row 000"


async def test_the_cursor_stays_within_the_rows() -> None:
    async with OneTable().run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, OneTable)
        await pilot.press("up", "enter")
        app.table.show((), SHEET.order)
        await pilot.press("down", "enter", "end", "pageup")
        assert app.table.chosen is None
        assert app.told == ["open row 000"]


async def test_the_cursor_follows_its_row_and_the_view_does_not() -> None:
    async with OneTable().run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, OneTable)
        await pilot.press("down")
        app.table.show(ROWS[::-1], Order("name"))
        await pilot.pause()
        assert app.table.chosen == "row 001"
        assert app.seen[:2] == ["▼ name", "row 099"]


async def test_a_click_moves_the_cursor_and_a_second_one_opens() -> None:
    async with OneTable().run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, OneTable)
        await pilot.click(app.table, offset=(3, 4))
        assert app.table.chosen == "row 003"
        await pilot.click(app.table, offset=(3, 4))
        assert app.told == ["open row 003"]


async def test_a_click_on_a_heading_asks_to_sort_wherever_the_rows_are() -> None:
    async with OneTable().run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, OneTable)
        await pilot.press("end")
        await pilot.click(app.table, offset=(26, 0))
        assert app.told == ["sort by size"]
        assert app.table.chosen == "row 099"


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    async with OneTable().run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, OneTable)
        app.table.scroll_to(y=50, animate=False)
        await pilot.pause()
        assert app.seen[1] == "row 050"
        assert app.table.chosen == "row 000"


async def test_rows_that_say_the_same_are_not_painted_again() -> None:
    async with OneTable().run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, OneTable)
        await pilot.pause()
        app.table.show(tuple(ROWS), SHEET.order)
        assert not app.table._repaint_regions
        app.table.show((*ROWS[:4], "another", *ROWS[5:]), SHEET.order)
        assert {region.y for region in app.table._repaint_regions} == {5}


async def test_columns_without_room_go() -> None:
    async with OneTable().run_test(size=(14, 11)) as pilot:
        app = pilot.app
        assert isinstance(app, OneTable)
        assert app.table.keys() == ("name",)


async def test_rows_that_are_what_they_were_are_not_drawn_again() -> None:
    drawn: list[str] = []

    def noted(row: str, _cells: int) -> Line:
        drawn.append(row)
        return (Piece(row),)

    app = OneTable()
    async with app.run_test(size=SIZE):
        app.table.lay(replace(SHEET, columns=(Column("name", "name", 10, 0, noted),)))
        drawn.clear()
        app.table.show(ROWS, SHEET.order)
        assert drawn == []
        app.table.show(("another", *ROWS[1:]), SHEET.order)
        assert drawn[0] == "another"
