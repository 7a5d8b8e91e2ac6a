"""The panel that a table stands in: which of its rows are shown, and in which order."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from dashboard import units
from dashboard.panels.panel import Panel
from dashboard.piece import Line, Piece, muted, strong
from dashboard.safe_text import safe_text

if TYPE_CHECKING:  # a table takes long to import, and there is nothing in it at the first paint
    from textual.widgets import Input

    from dashboard.reading import Reading
    from dashboard.table.sheet import Order, Sheet
    from dashboard.table.table import Table

R = TypeVar("R")
"""What one row tells of."""

_NEED_A_TABLE = ("sort_next", "sort_inverse")


class TablePanel(Panel, Generic[R]):
    """A panel of rows; those below say which rows, and what each is opened for."""

    DEFAULT_CSS = """
    TablePanel {
        &:focus-within {
            border: round $primary;
        }
        Input, Input:focus {
            height: 1;
            border: none;
            padding: 0 1;
            background: $boost;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "sort_next", "order", tooltip="sort by the next column"),
        Binding("i", "sort_inverse", "invert", tooltip="sort the other way round"),
        Binding("escape", "clear_filter", "clear filter", key_display="esc"),
    ]
    LOOKS_FOR: ClassVar[str] = ""
    """What a filter looks through, in words."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._rows: tuple[R, ...] = ()
        self._matching = 0
        self._text = ""
        self._table: Table[R] | None = None
        self._input: Input | None = None

    def sheet(self) -> Sheet[R]:
        """The columns to begin with; asked for when there is a reading."""
        raise NotImplementedError

    def rows(self, reading: Reading) -> tuple[R, ...]:
        """What there is to show of a reading."""
        raise NotImplementedError

    def open(self, row: R) -> None:
        """Show more of a row."""
        raise NotImplementedError

    def wanted(self) -> list[R]:
        """The rows that pass the filter."""
        return self._sheet.found(self._rows, self._text)

    @property
    def filtered(self) -> str:
        """By what rows are filtered, in words; empty when they are not."""
        return self._text

    @property
    def has_table(self) -> bool:
        """Whether there was ever a row."""
        return self._table is not None

    @property
    def chosen(self) -> R | None:
        """The row under the cursor."""
        return self._table.chosen if self._table is not None else None

    def shown(self, every: int) -> tuple[Line, ...]:
        """How many rows of all are wanted, in which order, and by which filter."""
        sign = units.DOWN if self._order.descending else units.UP
        wanted = safe_text(self.filtered, cells=32)
        return (
            (strong(f"{units.count(self._matching)} of {units.count(every)}"),),
            (muted("order "), Piece(f"{self._sheet.title(self._order.column)} {sign}")),
            (muted("filter "), strong(wanted) if wanted else muted(units.DASH)),
        )

    def watch_reading(self) -> None:
        """Update the table."""
        if self.reading is None:
            return
        before, self._rows = self._rows, self.rows(self.reading)
        if self._rows and self._table is None:
            self._mount_table()
        elif self._rows and self._rows == before:
            self._redraw()
            return
        self._arrange()

    def on_focus(self) -> None:
        """Give the focus to the table."""
        if self._table is not None:
            self.screen.set_focus(self._table, scroll_visible=False)

    def on_table_heading_clicked(self, event: Table.HeadingClicked) -> None:
        """Sort by the column, or the other way round."""
        if event.key == self._order.column:
            self.action_sort_inverse()
        elif event.key in self._sheet.sort_keys:
            self._sort(self._sheet.first_order(event.key))

    def on_table_row_opened(self) -> None:
        """Open the row."""
        row = self.chosen
        if row is not None:
            self.open(row)

    def on_table_row_chosen(self) -> None:
        """Tell which keys apply to it."""
        self.refresh_bindings()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while it is typed."""
        self._text = event.value
        self._arrange()

    def on_input_submitted(self) -> None:
        """Return to the table."""
        self.on_focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Order rows only where there are some, and clear a filter only where there is one."""
        if action in _NEED_A_TABLE:
            return self._table is not None
        if action == "clear_filter":
            return self._input is not None or bool(self.filtered)
        return super().check_action(action, parameters)

    async def ask_filter(self) -> None:
        """Let the user type what to look for."""
        if self._table is None:
            return
        if self._input is None:
            from dashboard.table.filter import Filter

            self._input = Filter(self.LOOKS_FOR)
            await self.mount(self._input, before=self._table)
        self.screen.set_focus(self._input, scroll_visible=False)

    def action_clear_filter(self) -> None:
        """Show every row again."""
        self._text = ""
        self.on_focus()
        if self._input is not None:
            self._input.remove()
            self._input = None
        self._arrange()

    def action_sort_next(self) -> None:
        """Sort by the next column to the right."""
        keys = self._sheet.sort_keys
        shown = [key for key in (self._table.keys() if self._table else ()) if key in keys]
        if shown:
            at = shown.index(self._order.column) if self._order.column in shown else -1
            self._sort(self._sheet.first_order(shown[(at + 1) % len(shown)]))

    def action_sort_inverse(self) -> None:
        """Sort the other way round."""
        self._sort(replace(self._order, descending=not self._order.descending))

    @cached_property
    def _sheet(self) -> Sheet[R]:
        return self.sheet()

    @cached_property
    def _order(self) -> Order:
        return self._sheet.order

    def _use(self, sheet: Sheet[R]) -> None:
        """Show rows in other columns."""
        if sheet is not self._sheet:
            self._sheet, self._rows = sheet, ()
            if self._table is not None:
                self._table.lay(sheet)

    def _sort(self, order: Order) -> None:
        self._order = order
        self._arrange()

    def _arrange(self) -> None:
        """Choose and sort the rows, and bring the table up to date."""
        matching = self._sheet.ordered(self.wanted(), self._order)
        self._matching = len(matching)
        if self._table is not None:
            instead = "nothing matches: esc clears the filter" if self._rows else ""
            self._table.show(matching, self._order, instead=instead)
        self.refresh_bindings()
        self._redraw()

    def _mount_table(self) -> None:
        from dashboard.table.table import Table

        self._table = Table(self._sheet)
        self.mount(self._table)
        if self.has_focus:
            self.screen.set_focus(self._table, scroll_visible=False)
