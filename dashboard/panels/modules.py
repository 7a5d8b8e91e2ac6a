"""The panel of all modules: which of them are shown, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from dashboard import units
from dashboard.analysis.comparison.gains import gains
from dashboard.messages import EditAsked, ModuleOpened
from dashboard.panels.module_cells import title
from dashboard.panels.module_rows import SORT_KEYS, Filter, Order, Row, kinds, ordered, rows
from dashboard.panels.panel import Panel, waiting
from dashboard.piece import Line, Piece, muted, strong
from dashboard.reading import Reading
from dashboard.safe_text import safe_text

if TYPE_CHECKING:  # a table takes long to import, and there is nothing in it at the first paint
    from textual.widgets import DataTable, Input

    from dashboard.panels.module_table import ModuleTable

LIMIT = 500
"""Rows shown at most: a table lays out every row it holds."""

_ASCENDING = ("module", "kind")
"""Columns that begin at the small end when they are chosen."""

_NEED_A_TABLE = ("edit", "sort_next", "sort_inverse", "kind_next")


class ModulesPanel(Panel):
    """All modules, one to a row."""

    DEFAULT_CSS = """
    ModulesPanel {
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
        Binding("e", "edit", "edit", tooltip="open the module in VISUAL or EDITOR"),
        Binding("o", "sort_next", "order", tooltip="sort by the next column"),
        Binding("i", "sort_inverse", "invert", tooltip="sort the other way round"),
        Binding("k", "kind_next", "kind", tooltip="show only the next kind of module, then all"),
        Binding("escape", "clear_filter", "clear filter", key_display="esc"),
    ]
    TITLE = "Modules"

    def __init__(self, number: int = 0) -> None:
        super().__init__(number)
        self._rows: tuple[Row, ...] = ()
        self._matching = 0
        self._order = Order()
        self._filter = Filter()
        self._table: ModuleTable | None = None
        self._input: Input | None = None

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Say why there is no table."""
        if reading.snapshot.framework.modules:
            return Content()
        return waiting("waiting for the first scan of the framework", width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many modules are wanted, in which order, and by which filter."""
        every = len(reading.snapshot.framework.modules)
        sign = units.DOWN if self._order.descending else units.UP
        asked = (self._filter.kind or "", self._filter.text)
        wanted = safe_text(" ".join(filter(None, asked)), cells=32)
        return (
            (strong(f"{units.count(self._matching)} of {units.count(every)}"),),
            (muted("order "), Piece(f"{title(self._order.column)} {sign}")),
            (muted("filter "), strong(wanted) if wanted else muted(units.DASH)),
            (muted(f"Δ since {gains(reading.snapshot).since}"),),
        )

    def watch_reading(self) -> None:
        """Update the table."""
        if self.reading is not None:
            self._rows = rows(self.reading)
        if self._rows and self._table is None:
            self._mount_table()
        self._arrange()

    def on_focus(self) -> None:
        """Give the focus to the table."""
        if self._table is not None:
            self.screen.set_focus(self._table, scroll_visible=False)

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """Sort by the column, or the other way round."""
        column = event.column_key.value or ""
        if column == self._order.column:
            self.action_sort_inverse()
        elif column in SORT_KEYS:
            self._sort(Order(column, descending=column not in _ASCENDING))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the module."""
        row = self._table.row_at(event.cursor_row) if self._table else None
        if row is not None:
            self.post_message(ModuleOpened(row.module.path))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while it is typed."""
        self._filter = replace(self._filter, text=event.value)
        self._arrange()

    def on_input_submitted(self) -> None:
        """Return to the table."""
        self.on_focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Order rows only where there are some, and clear a filter only where there is one."""
        if action in _NEED_A_TABLE:
            return self._table is not None
        if action == "clear_filter":
            return self._input is not None or self._filter != Filter()
        return super().check_action(action, parameters)

    async def ask_filter(self) -> None:
        """Let the user type what to look for."""
        if self._table is None:
            return
        if self._input is None:
            from textual.widgets import Input

            self._input = Input(placeholder="words of path, name or kind; !word for without")
            self._input.cursor_blink = False
            await self.mount(self._input, before=self._table)
        self.screen.set_focus(self._input, scroll_visible=False)

    def action_edit(self) -> None:
        """Edit the chosen module where something is odd about it, or from its first line."""
        row = self._table.row_at(self._table.cursor_row) if self._table else None
        if row is not None:
            line = next((finding.line for finding in row.findings if finding.line), 1)
            self.post_message(EditAsked(row.module.path, line))

    def action_clear_filter(self) -> None:
        """Show every module again."""
        self._filter = Filter()
        self.on_focus()
        if self._input is not None:
            self._input.remove()
            self._input = None
        self._arrange()

    def action_sort_next(self) -> None:
        """Sort by the next column to the right."""
        shown = [key for key in (self._table.keys() if self._table else ()) if key in SORT_KEYS]
        if shown:
            at = shown.index(self._order.column) if self._order.column in shown else -1
            column = shown[(at + 1) % len(shown)]
            self._sort(Order(column, descending=column not in _ASCENDING))

    def action_sort_inverse(self) -> None:
        """Sort the other way round."""
        self._sort(replace(self._order, descending=not self._order.descending))

    def action_kind_next(self) -> None:
        """Show only the next kind; after the last one, all."""
        choices = (None, *kinds(self._rows))
        at = choices.index(self._filter.kind) if self._filter.kind in choices else -1
        self._filter = replace(self._filter, kind=choices[(at + 1) % len(choices)])
        self._arrange()

    def _sort(self, order: Order) -> None:
        self._order = order
        self._arrange()

    def _arrange(self) -> None:
        """Choose and sort the rows, and bring the table up to date."""
        matching = ordered(filter(self._filter.wants, self._rows), self._order)
        self._matching = len(matching)
        if self._table is not None:
            self._table.show(matching[:LIMIT], self._order)
        hidden = self._matching - LIMIT
        self.border_subtitle = Content(f"{hidden:,} more: / filters" if hidden > 0 else "")
        self.refresh_bindings()
        self._redraw()

    def _mount_table(self) -> None:
        from dashboard.panels.module_table import ModuleTable

        self._table = ModuleTable()
        self.mount(self._table)
        if self.has_focus:
            self.screen.set_focus(self._table, scroll_visible=False)
