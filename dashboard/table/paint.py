"""How the lines of a table are painted: its heading, its cursor and what a pointer is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from dashboard.piece import Line, Tone

if TYPE_CHECKING:
    from textual.widget import Widget

PARTS = ("heading", "cursor", "hover")
"""What of a table looks otherwise than its rows."""

_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Paint:
    """The styles of a table, as its theme and its focus have them."""

    plain: Style
    parts: Mapping[str, Style]
    tones: Mapping[Tone, Style]

    def strip(self, line: Line, part: str, width: int) -> Strip:
        """Paint a line of a part, or of a plain row: over tones a cursor has its own color."""
        marked = self.parts.get(part, _PLAIN)
        beneath = self.plain + marked
        above = _PLAIN if part == "heading" else Style(color=marked.color)
        pieces = ((text, beneath + self.tones.get(tone, _PLAIN) + above) for text, tone in line)
        segments = [Segment(text, style) for text, style in pieces]
        return Strip(segments).adjust_cell_length(width, beneath).simplify()


def paint(widget: Widget, tones: Mapping[Tone, Style]) -> Paint:
    """Ask a widget for the styles of its parts; up to date only while it is painted."""
    parts = {part: widget.get_component_rich_style(f"table--{part}") for part in PARTS}
    return Paint(widget.rich_style, parts, tones)
