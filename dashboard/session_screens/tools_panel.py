"""The panel that adds sessions up by tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import units
from dashboard.analysis.sessions.as_one import tools
from dashboard.bar import bar
from dashboard.memo import remembered
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, muted, pad, strong, tail
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.session_screens.summed import SummedPanel, name_cells
from dashboard.sessions import Summary, ToolUse

if TYPE_CHECKING:
    from textual.content import Content


_BAR_CELLS = 10
_WIDE = 60
"""Cells; in fewer there is no bar."""


class ToolsPanel(SummedPanel):
    """Calls, errors and time, by tool."""

    TITLE = "Tools"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a line for each tool, the one that took the longest first."""
        found = by_tool(self.summaries(reading))
        if not found:
            return waiting("no tool was used yet", width, height)
        longest = max(it.seconds for it in found)
        rows = (_tool(it, longest, width) for it in found)
        return fill((_tool_heading(width), *rows), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many calls, and how many failed."""
        found = by_tool(self.summaries(reading))
        calls, errors = sum(it.calls for it in found), sum(it.errors for it in found)
        failed = (Piece(f"{units.count(errors)} failed", Tone.WARNING),) if errors else ()
        word = muted(" call" if calls == 1 else " calls")
        return ((strong(units.count(calls)), word), failed) if calls else ()


@remembered
def by_tool(summaries: tuple[Summary, ...]) -> tuple[ToolUse, ...]:
    """Every tool, the one that took the longest first."""
    return tuple(sorted(tools(summaries), key=lambda it: (-it.seconds, it.name)))


def _tool_heading(width: int) -> Line:
    cells = tuple((muted(f"{name:>7}"),) for name in ("time", "calls", "errors"))
    return beside((pad((muted("tool"),), name_cells(width)), *cells), width, gap=1)


def _tool(tool: ToolUse, longest: float, width: int) -> Line:
    """A tool; of a name too long its end, because that is where tools of one server differ."""
    name = name_cells(width)
    drawn = bar(tool.seconds / longest if longest else 0, _BAR_CELLS) if width >= _WIDE else ""
    return beside(
        (
            pad((Piece(tail(safe_text(tool.name), name)),), name),
            (Piece(f"{units.seconds(tool.seconds):>7}"),),
            (Piece(f"{units.count(tool.calls):>7}"),),
            (Piece(f"{units.count(tool.errors):>7}", Tone.WARNING if tool.errors else Tone.MUTED),),
            (Piece(drawn, Tone.BAR),),
        ),
        width,
        gap=1,
    )
