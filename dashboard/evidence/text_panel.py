"""The panel that shows how the texts behind a concern changed, and is scrolled through."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from rich.cells import chop_cells
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from dashboard.evidence.panel import ConcernedPanel
from dashboard.evidence.text_change import Sign, TextChange, TextLine
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Tone, muted, strong
from dashboard.reading import Reading
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

_TONES = {
    Sign.SAME: Tone.MUTED,
    Sign.ADDED: Tone.ADDED,
    Sign.REMOVED: Tone.REMOVED,
    Sign.PLACE: Tone.RULE,
}
_LINE_CELLS = 4_000
_ROWS_PER_LINE = 40
"""A longer line is cut: it is no text that anybody reads."""
_WHEEL = 3


class TextPanel(ConcernedPanel):
    """What was added, with a plus, and what was removed, with a minus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_rows(-1)", "up", show=False),
        Binding("down", "scroll_rows(1)", "down", show=False),
        Binding("pageup", "scroll_pages(-1)", "page up", show=False),
        Binding("pagedown", "scroll_pages(1)", "page down", show=False),
        Binding("home", "scroll_ends(0)", "first", show=False),
        Binding("end", "scroll_ends(1)", "last", show=False),
    ]
    TITLE = "Text"

    changes: reactive[tuple[TextChange, ...] | None] = reactive(None, repaint=False)

    def __init__(self, number: int, key: str) -> None:
        super().__init__(number, key)
        self._top = 0
        self._rows: tuple[Line, ...] = ()

    def draw(self, reading: Reading, width: int, height: int) -> Content:  # noqa: ARG002
        """Draw as much as fits, from where it was scrolled to."""
        if self.changes is None:
            return waiting("reading the texts", width, height)
        if not self.changes:
            return waiting("no text changed", width, height)
        self._rows = tuple(rows(self.changes, width))
        self._top = max(min(self._top, len(self._rows) - height), 0)
        return fill(self._rows[self._top :], width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:  # noqa: ARG002
        """How many lines, in how many files."""
        if not self.changes:
            return ()
        added, removed = (
            sum(getattr(it, side) for it in self.changes) for side in ("added", "removed")
        )
        files = f" in {len(self.changes)} file{'s' * (len(self.changes) != 1)}"
        return ((strong(f"+{added:,} −{removed:,}"), muted(f" lines{files}")),)

    def watch_changes(self) -> None:
        """Show other texts."""
        self._redraw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go on."""
        event.stop()
        self._show_from(self._top + _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back."""
        event.stop()
        self._show_from(self._top - _WHEEL)

    def action_scroll_rows(self, step: int) -> None:
        """Go on by a line, or back."""
        self._show_from(self._top + step)

    def action_scroll_pages(self, step: int) -> None:
        """Go on by a page, or back."""
        self._show_from(self._top + step * self.size.height)

    def action_scroll_ends(self, end: int) -> None:
        """Go to the first line, or to the last."""
        self._show_from(end * len(self._rows))

    def _show_from(self, top: int) -> None:
        self._top = max(top, 0)
        self._redraw()


def rows(changes: tuple[TextChange, ...], width: int) -> Iterator[Line]:
    """Every file with its lines, each wrapped to a width in cells."""
    for number, change in enumerate(changes):
        if number:
            yield ()
        counted = f"  +{change.added:,} −{change.removed:,}"
        yield (strong(safe_text(change.path)), muted(counted))
        for line in change.lines:
            yield from _wrapped(line, width)
        if change.note:
            yield (muted(safe_text(change.note)),)


def _wrapped(line: TextLine, width: int) -> Iterator[Line]:
    """The sign once, then the text beneath itself."""
    tone = _TONES[line.sign]
    pieces = _pieces(safe_text(line.text, cells=_LINE_CELLS), max(width - 2, 2))
    for number, piece in enumerate(islice(pieces, _ROWS_PER_LINE)):
        sign = line.sign.value if not number else " "
        yield (Piece(f"{sign} ", tone), Piece(piece, tone))


def _pieces(text: str, width: int) -> list[str]:
    """Break between words where a character is a cell, and anywhere else where it is not."""
    if not text.isascii():
        return chop_cells(text, width)
    return wrap(text, width, break_on_hyphens=False) or [""]
