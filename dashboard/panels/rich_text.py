"""How pieces look in the widgets of Textual that still take rich text: tables and trees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from dashboard.panels.panel import content
from dashboard.piece import Line, Piece, Tone

if TYPE_CHECKING:
    from textual.widget import Widget


def styles(widget: Widget) -> Mapping[Tone, Style]:
    """What every tone looks like on a widget, by its theme; no backgrounds, a cursor brings one."""
    return {tone: _style(widget, tone) for tone in Tone if tone is not Tone.PLAIN}


def text(line: Line, look: Mapping[Tone, Style]) -> Text:
    """Turn a line into text that is cut, never wrapped."""
    turned = Text(justify="left", overflow="ellipsis", no_wrap=True, end="")
    for piece, tone in line:
        turned.append(piece, look.get(tone))
    return turned


def _style(widget: Widget, tone: Tone) -> Style:
    (segment, *_) = content(((Piece(" ", tone),),)).render_segments(widget.visual_style)
    found = segment.style or Style()
    return Style(color=found.color, bold=found.bold)
