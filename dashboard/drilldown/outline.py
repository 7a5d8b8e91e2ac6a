"""The widget that entries of an outline stand in: to go through, to open, to edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Tree

from dashboard.drilldown.entries import Entry
from dashboard.messages import EditAsked, ModuleOpened
from dashboard.panels.rich_text import styles, text
from dashboard.piece import Tone

if TYPE_CHECKING:
    from rich.style import Style


class Outline(Tree[Entry], inherit_bindings=False):
    """Entries and what lies beneath them.

    The bindings of Textual's tree are not inherited, because space means another thing here.
    """

    DEFAULT_CSS = """
    Outline {
        height: 1fr;
        background: transparent;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        padding: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "open", key_display="enter"),
        Binding("e", "edit", "edit there", tooltip="open the file at the line that says so"),
        Binding("left,right", "toggle_node", "fold", show=False),
        Binding("up", "cursor_up", "up", show=False),
        Binding("down", "cursor_down", "down", show=False),
        Binding("pageup", "page_up", "page up", show=False),
        Binding("pagedown", "page_down", "page down", show=False),
        Binding("home", "scroll_home", "first", show=False),
        Binding("end", "scroll_end", "last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(Text())
        self.show_root = False
        self.auto_expand = False
        self.guide_depth = 3
        self._entries: tuple[Entry, ...] = ()
        self._built: tuple[Mapping[Tone, Style], int] = ({}, 0)
        """The look and the width that the entries were last built for."""

    def notify_style_update(self) -> None:
        """Color the entries anew when the theme changes."""
        super().notify_style_update()
        self._fit()

    def on_resize(self) -> None:
        """Fit the new width."""
        self._fit()

    def watch_show_vertical_scrollbar(self) -> None:
        """Fit beside the scrollbar: without the room it takes, ends of lines lie behind it."""
        self._fit()

    def on_tree_node_selected(self, event: Tree.NodeSelected[Entry]) -> None:
        """Open the module that the entry leads to."""
        event.stop()
        if event.node.data and event.node.data.path:
            self.post_message(ModuleOpened(event.node.data.path))

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Show other entries; the cursor stays on its line."""
        if entries != self._entries:
            self._entries = entries
            self._rebuild()

    def action_edit(self) -> None:
        """Edit where the entry comes from."""
        entry = self.cursor_node.data if self.cursor_node else None
        if entry:
            self.post_message(EditAsked(entry.spot_path, entry.spot_line))

    def _fit(self) -> None:
        """Build the entries anew where they look different: styles are also told of a focus."""
        if self._built != (styles(self), self.scrollable_content_region.width):
            self._rebuild()

    def _rebuild(self) -> None:
        line = self.cursor_line
        self.clear()
        look, width = self._built = (styles(self), self.scrollable_content_region.width)
        nodes = [(self.root, self._entries, width)]
        for node, entries, room in nodes:
            for entry in entries:
                opens = bool(entry.children)
                label = text(entry.line(room - 2 * opens), look)
                added = node.add(label, entry, expand=True, allow_expand=opens)
                nodes.append((added, entry.children, room - self.guide_depth))
        self.root.expand()
        self.cursor_line = max(line, 0)
