"""The widget that rows stand in, updated in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from dashboard import units
from dashboard.panels.rich_text import styles, text
from dashboard.piece import Tone
from dashboard.table.column import Column, R, fitting
from dashboard.table.sheet import Order, Sheet

if TYPE_CHECKING:
    from rich.style import Style


class Table(DataTable[Text], Generic[R]):
    """Rows that are places: when the order changes, cells change, and no row moves.

    So a tick costs what it changed, and the view stays where it was scrolled to.
    """

    DEFAULT_CSS = """
    Table {
        height: 1fr;
        background: transparent;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .datatable--header {
            background: transparent;
            color: $text-muted;
            text-style: bold;
        }
        &:ansi > .datatable--header {
            background: ansi_default;
            color: ansi_default;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "open", key_display="enter")
    ]

    def __init__(self, sheet: Sheet[R]) -> None:
        super().__init__(cursor_type="row", header_height=1)
        self._sheet = sheet
        self._places: tuple[R, ...] = ()
        self._shown: tuple[Column[R], ...] = ()
        self._order = sheet.order
        self._look: Mapping[Tone, Style] = {}

    @property
    def chosen(self) -> R | None:
        """The row under the cursor."""
        place = self.cursor_row
        return self._places[place] if 0 <= place < len(self._places) else None

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        if self._fitting() != self._shown:
            self._rebuild()

    def notify_style_update(self) -> None:
        """Color the cells anew when the theme changes."""
        super().notify_style_update()
        if self._shown:
            self._rebuild()

    def show(self, places: Sequence[R], order: Order) -> None:
        """Put rows into their places."""
        before, self._places = self._places, tuple(places)
        chosen = self.cursor_row
        if order != self._order or len(before) != len(self._places) or not self._shown:
            self._order = order
            self._rebuild()
        else:
            self._update(before)
        self._follow(before, chosen)

    def lay(self, sheet: Sheet[R]) -> None:
        """Show the same rows in other columns."""
        self._sheet = sheet
        if self._fitting() != self._shown:
            self._rebuild()

    def keys(self) -> tuple[str, ...]:
        """The keys of the columns there is room for."""
        return tuple(column.key for column in self._shown)

    def _fitting(self) -> tuple[Column[R], ...]:
        return fitting(self._sheet.columns, self.size.width)

    def _update(self, before: tuple[R, ...]) -> None:
        """Write the cells that differ."""
        for place, (old, new) in enumerate(zip(before, self._places, strict=True)):
            if old is not new and old != new:
                self._update_row(place, old, new)

    def _update_row(self, place: int, old: R, new: R) -> None:
        for column in self._shown:
            if column.draw(old, column.cells) != column.draw(new, column.cells):
                self.update_cell(str(place), column.key, self._cell(column, new))

    def _follow(self, before: tuple[R, ...], chosen: int) -> None:
        """Keep the cursor on its row; in the first place it stays in the first place."""
        if not 0 < chosen < len(before):
            return
        identity = self._sheet.identity
        name = identity(before[chosen])
        places = (place for place, row in enumerate(self._places) if identity(row) == name)
        self.move_cursor(row=next(places, chosen), scroll=False)

    def _rebuild(self) -> None:
        """Make the table anew: its columns or the number of its rows changed."""
        if not self.size.width:
            return
        chosen, offset = self.cursor_row, self.scroll_y
        self.clear(columns=True)
        self._shown, self._look = self._fitting(), styles(self)
        for column in self._shown:
            self.add_column(self._heading(column), width=column.cells, key=column.key)
        for place, row in enumerate(self._places):
            self.add_row(*(self._cell(column, row) for column in self._shown), key=str(place))
        self.move_cursor(row=chosen, scroll=False)
        self.scroll_to(y=offset, animate=False)

    def _heading(self, column: Column[R]) -> Text:
        sign = units.DOWN if self._order.descending else units.UP
        title = f"{sign} {column.title}" if column.key == self._order.column else column.title
        return Text(title, justify="right" if column.right else "left")

    def _cell(self, column: Column[R], row: R) -> Text:
        return text(column.draw(row, column.cells), self._look, right=column.right)
