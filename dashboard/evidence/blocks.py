"""What each block of old and new content, timed in turns, has shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collectors.baseline import Block
from dashboard import units
from dashboard.analysis.comparison.contrast import contrast
from dashboard.analysis.comparison.standing import Evidence, Standing
from dashboard.bar import bar
from dashboard.evidence.panel import OVER, ConcernedPanel
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, muted, strong
from dashboard.reading import Reading

if TYPE_CHECKING:
    from textual.content import Content

    from dashboard.analysis.alerting.concern import Concern

_BAR_CELLS = 16
_EXACT = "an exact figure: whatever differs is a difference, and nothing needs to be timed"
_MEMORY = "one load of each content tells what it allocates: nothing needs to be timed"
_ALERT = "an alert on a limit: nothing is held against the baseline"
_WAITING = "not timed side by side yet: that is done in the next seconds, and r asks for it now"
_SAME = "not timed side by side: what the module loads has not changed"


class BlocksPanel(ConcernedPanel):
    """One row for each block."""

    TITLE = "Blocks"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw old and new time of every block, and their difference as a bar."""
        concern = self.concern(reading)
        if concern is None:
            return waiting(OVER, width, height)
        blocks = self._blocks(reading, concern)
        if not blocks:
            return waiting(_why_none(concern), width, height)
        longest = max(max(it.baseline_seconds, it.current_seconds) for it in blocks)
        rows = [_row(number, it, longest, width) for number, it in enumerate(blocks, start=1)]
        return fill((_heading(width), *rows), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many."""
        concern = self.concern(reading)
        many = len(self._blocks(reading, concern)) if concern else 0
        return ((strong(units.count(many)), muted(" old and new in turns")),) if many else ()

    def _blocks(self, reading: Reading, concern: Concern) -> tuple[Block, ...]:
        it = concern.regression
        timed = it is not None and it.metric == "load_seconds"
        return contrast(reading.snapshot, concern.module).blocks if timed else ()


def _why_none(concern: Concern) -> str:
    it = concern.regression
    if it is None:
        return _ALERT
    if it.standing is Standing.ENVIRONMENT:
        return _SAME
    if it.metric in ("load_peak_bytes", "load_retained_bytes"):
        return _MEMORY
    return _WAITING if it.evidence is Evidence.PASSIVE else _EXACT


def _heading(width: int) -> Line:
    return beside(
        (
            (muted(f"{'block':>5}"),),
            (muted(f"{'old':>9}"),),
            (muted(f"{'new':>9}"),),
            (muted(f"{'difference':>10}"),),
            (muted(f"{'old':<{_BAR_CELLS}}"),),
            (muted(f"{'new':<{_BAR_CELLS}}"),),
        ),
        width,
    )


def _row(number: int, block: Block, longest: float, width: int) -> Line:
    old, new = block.baseline_seconds, block.current_seconds
    difference = units.change(new / old - 1, units.ratio) if old > 0 else units.DASH
    return beside(
        (
            (muted(f"{number:>5}"),),
            (Piece(f"{units.seconds(old):>9}"),),
            (Piece(f"{units.seconds(new):>9}"),),
            (strong(f"{difference:>10}"),),
            (Piece(bar(old / longest if longest else 0, _BAR_CELLS), Tone.TRACE),),
            (Piece(bar(new / longest if longest else 0, _BAR_CELLS), Tone.BAR),),
        ),
        width,
    )
