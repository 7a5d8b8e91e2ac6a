"""The widget that rows stand in: it draws those in view and keeps nothing of all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from dashboard.panels.rich_text import styles
from dashboard.piece import Line, Tone, muted
from dashboard.table.column import Column, R, fitting
from dashboard.table.line import column_at, drawn, heading
from dashboard.table.paint import PARTS, paint
from dashboard.table.sheet import Order, Sheet

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.strip import Strip

_HEADING = -1
"""The place of the line above the first row, which stays when rows scroll."""
_NOWHERE = -2


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
        self._places: tuple[R, ...] = ()
        self._instead = ""
        self._shown: tuple[Column[R], ...] = ()
        self._cursor = 0
        self._hovered = _NOWHERE
        self._look: Mapping[Tone, Style] = {}
        self._strips: list[Strip] = []
        """What is in view."""
        self._seen: object = None
        """What it was made of."""

    @property
    def chosen(self) -> R | None:
        """The row under the cursor."""
        return self._places[self._cursor] if self._cursor < len(self._places) else None

    @property
    def rows(self) -> tuple[R, ...]:
        """All rows, as they are ordered."""
        return self._places

    def keys(self) -> tuple[str, ...]:
        """The keys of the columns there is room for."""
        return tuple(column.key for column in self._shown)

    def show(self, places: Sequence[R], order: Order, *, instead: str = "") -> None:
        """Put rows into their places, or words instead where there are none.

        The cursor stays on its row, and in the first place.
        """
        chosen = self.chosen if self._cursor else None
        self._places, self._order, self._instead = tuple(places), order, instead
        self._fit()
        self._move(self._place_of(chosen))

    def lay(self, sheet: Sheet[R]) -> None:
        """Show the same rows in other columns."""
        self._sheet = sheet
        self._fit()
        self._redraw()

    def render_line(self, y: int) -> Strip:
        """A line of what is in view."""
        if len(self._strips) != self.size.height:
            self._strips = self._drawn()
        return self._strips[y]

    def notify_style_update(self) -> None:
        """Color everything anew when the theme or the focus changes."""
        super().notify_style_update()
        # Only when lines are painted are the styles of their parts up to date too.
        self._strips, self._look = [], {}

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what came into view."""
        super().watch_scroll_y(old_value, new_value)
        self._redraw()

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self._fit()
        self._redraw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row or heading a click would be for."""
        self._hover(self._place_at(event.y))

    def on_leave(self) -> None:
        """Show it no more."""
        self._hover(_NOWHERE)

    def on_click(self, event: events.Click) -> None:
        """Sort by a heading, move the cursor to a row, or open the row that it stands on."""
        place = self._place_at(event.y)
        if place == _HEADING:
            column = column_at(self._shown, event.x)
            if column:
                self.post_message(self.HeadingClicked(column.key))
        elif place == self._cursor:
            self.action_open()
        elif place < len(self._places):
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
        self._hovered = _NOWHERE
        self._go(self._cursor + rows)

    def action_page_move(self, pages: int) -> None:
        """Move the cursor by as many rows as are in view."""
        self.action_cursor_move(pages * max(self.size.height - 1, 1))

    def action_cursor_first(self) -> None:
        """Move the cursor to the first row."""
        self.action_cursor_move(-len(self._places))

    def action_cursor_last(self) -> None:
        """Move the cursor to the last row."""
        self.action_cursor_move(len(self._places))

    def _go(self, place: int) -> None:
        """Move the cursor, and the view where that does not hold it."""
        self._move(place)
        top = max(self.scroll_offset.y, self._cursor - self.size.height + 2)
        self.scroll_to(y=min(top, self._cursor), animate=False)

    def _move(self, place: int) -> None:
        before, self._cursor = self._cursor, min(max(place, 0), max(len(self._places) - 1, 0))
        if self._cursor != before:
            self.post_message(self.RowChosen())
        self._redraw()

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self._redraw()

    def _place_of(self, row: R | None) -> int:
        """Where a row stands now; where the cursor does when it is gone."""
        if row is None:
            return self._cursor
        identity = self._sheet.identity
        name = identity(row)
        places = (place for place, each in enumerate(self._places) if identity(each) == name)
        return next(places, self._cursor)

    def _place_at(self, y: int) -> int:
        """The place that a line of the view shows."""
        return y - 1 + self.scroll_offset.y if y else _HEADING

    def _fit(self) -> None:
        self._shown = fitting(self._sheet.columns, self.size.width)
        self.virtual_size = Size(self.size.width, len(self._places) + 1)

    def _redraw(self) -> None:
        """Draw what is in view, and have those lines painted that look different."""
        seen, self._seen = self._seen, self._in_view()
        if self._strips and self._seen == seen:
            return
        before, self._strips = self._strips, self._drawn()
        pairs = enumerate(zip_longest(before, self._strips))
        changed = [y for y, (old, new) in pairs if old != new]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def _in_view(self) -> object:
        """All that the lines in view depend on, but for the styles."""
        top = self.scroll_offset.y
        rows = self._places[top : top + self.size.height]
        return rows, top, self.size, self._shown, self._order, self._cursor, self._hovered

    def _drawn(self) -> list[Strip]:
        self._look = self._look or styles(self)
        colors, width = paint(self, self._look), self.size.width
        places = map(self._place_at, range(self.size.height))
        return [colors.strip(self._line(place), self._part(place), width) for place in places]

    def _line(self, place: int) -> Line:
        if place == _HEADING:
            return heading(self._shown, self._order)
        if place < len(self._places):
            return drawn(self._shown, self._places[place])
        return () if self._places or place else (muted(f" {self._instead}"),)

    def _part(self, place: int) -> str:
        """What a place is to the eye, the cursor before what the pointer is over."""
        parts = {_HEADING: "heading", self._hovered: "hover", self._cursor: "cursor"}
        return parts.get(place, "") if place < len(self._places) else ""
