"""The widget that rows stand in: it draws those in view and keeps nothing of all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from dashboard.table.column import Column, R, fitting
from dashboard.table.line import column_at
from dashboard.table.paint import PARTS
from dashboard.table.painting import Painting
from dashboard.table.places import Places
from dashboard.table.sheet import Order, Sheet
from dashboard.table.sight import HEADING, NOWHERE, Sight

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip


class Table(ScrollView, Generic[R], inherit_bindings=False):
    """Rows that are places: when the order changes, no row moves and the view stays where it was.

    Textual's own table keeps what it drew of every row, and costs ten times the memory.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"table--{part}" for part in PARTS}
    DEFAULT_CSS = """
    Table {
        height: 1fr;
        color: $foreground;
        background: transparent;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .table--heading {
            color: $text-muted;
            text-style: bold;
        }
        &:ansi > .table--heading {
            color: ansi_default;
        }
        & > .table--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        & > .table--hover {
            background: $block-hover-background;
        }
        &:focus > .table--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", key_display="enter"),
        Binding("up", "cursor_move(-1)", "up", show=False),
        Binding("down", "cursor_move(1)", "down", show=False),
        Binding("pageup", "page_move(-1)", "page up", show=False),
        Binding("pagedown", "page_move(1)", "page down", show=False),
        Binding("home", "cursor_first", "first", show=False),
        Binding("end", "cursor_last", "last", show=False),
    ]

    class HeadingClicked(Message):
        """Rows shall be sorted by a column."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class RowChosen(Message):
        """The cursor moved to another row."""

    class RowOpened(Message):
        """More shall be shown of the row under the cursor."""

    def __init__(self, sheet: Sheet[R]) -> None:
        super().__init__()
        self._sheet = sheet
        self._order = sheet.order
        self._places: Places[R] = Places()
        self._instead = ""
        self._shown: tuple[Column[R], ...] = ()
        self._hovered = NOWHERE
        self._painting: Painting[R] = Painting(self)

    @property
    def chosen(self) -> R | None:
        """The row under the cursor."""
        return self._places.chosen

    @property
    def rows(self) -> tuple[R, ...]:
        """All rows, as they are ordered."""
        return self._places.rows

    def keys(self) -> tuple[str, ...]:
        """The keys of the columns there is room for."""
        return tuple(column.key for column in self._shown)

    def show(self, rows: Sequence[R], order: Order, *, instead: str = "") -> None:
        """Put rows into their places, or words instead where there are none."""
        self._order, self._instead = order, instead
        self._put(self._places.taken_by(rows, self._sheet.identity))

    def lay(self, sheet: Sheet[R]) -> None:
        """Show the same rows in other columns."""
        self._sheet = sheet
        self._fit()

    def render_line(self, y: int) -> Strip:
        """A line of what is in view."""
        return self._painting.line(y, self._in_view())

    def notify_style_update(self) -> None:
        """Color everything anew when the theme or the focus changes."""
        super().notify_style_update()
        self._painting.fade()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what came into view."""
        super().watch_scroll_y(old_value, new_value)
        self._redraw()

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self._fit()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row or heading a click would be for."""
        self._hover(self._in_view().place(event.y))

    def on_leave(self) -> None:
        """Show it no more."""
        self._hover(NOWHERE)

    def on_click(self, event: events.Click) -> None:
        """Sort by a heading, move the cursor to a row, or open the row that it stands on."""
        place = self._in_view().place(event.y)
        if place == HEADING:
            column = column_at(self._shown, event.x)
            if column:
                self.post_message(self.HeadingClicked(column.key))
        elif place == self._places.cursor:
            self.action_open()
        elif place < len(self.rows):
            self._go(place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open rows only where there is more to them."""
        if action == "open":
            return self._sheet.opens
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Ask for more of the row under the cursor."""
        if self.chosen is not None:
            self.post_message(self.RowOpened())

    def action_cursor_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self._hovered = NOWHERE
        self._go(self._places.cursor + rows)

    def action_page_move(self, pages: int) -> None:
        """Move the cursor by as many rows as are in view."""
        self.action_cursor_move(pages * max(self.size.height - 1, 1))

    def action_cursor_first(self) -> None:
        """Move the cursor to the first row."""
        self.action_cursor_move(-len(self.rows))

    def action_cursor_last(self) -> None:
        """Move the cursor to the last row."""
        self.action_cursor_move(len(self.rows))

    def _go(self, place: int) -> None:
        """Move the cursor, and the view where that does not hold it."""
        self._put(self._places.at(place))
        cursor = self._places.cursor
        top = max(self.scroll_offset.y, cursor - self.size.height + 2)
        self.scroll_to(y=min(top, cursor), animate=False)

    def _put(self, places: Places[R]) -> None:
        before, self._places = self._places, places
        self.virtual_size = Size(self.size.width, len(places.rows) + 1)
        if places.cursor != before.cursor:
            self.post_message(self.RowChosen())
        self._redraw()

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self._redraw()

    def _fit(self) -> None:
        self._shown = fitting(self._sheet.columns, self.size.width)
        self._put(self._places)

    def _redraw(self) -> None:
        """Draw what is in view, and have those lines painted that look different."""
        if changed := self._painting.renewed(self._in_view()):
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def _in_view(self) -> Sight[R]:
        top, (width, height) = self.scroll_offset.y, self.size
        return Sight(
            self._shown,
            self._order,
            self.rows[top : top + height],
            top=top,
            cursor=self._places.cursor,
            hovered=self._hovered,
            size=(width, height),
            instead=self._instead,
        )
