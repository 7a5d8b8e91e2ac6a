"""The panel of how one session filled its context window."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard import chart, units
from dashboard.analysis.sessions.context_growth import Step, growth
from dashboard.analysis.sessions.context_window import Context, context
from dashboard.panels.context import used, window
from dashboard.panels.limit import limit
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, beside, muted, strong
from dashboard.reading import Reading
from dashboard.session_screens.detailed import READING, DetailedPanel

if TYPE_CHECKING:
    from textual.content import Content

_COMPACTED = "◆"
_TIMES = 8
"""So many moments are named beneath, where there is room."""


class ContextPanel(DetailedPanel):
    """Prompts one after the other, compactions, and the window."""

    TITLE = "Context"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw how large each prompt was, over what it began with and grew by."""
        if self.detail is None:
            return waiting(self.failure or READING, width, height)
        steps, found = growth(self.detail), self._found(reading)
        if found is None:
            return waiting("no prompt was answered yet", width, height)
        ratio = limit(reading, "context_used_ratio")
        most = ratio * found.window.tokens if ratio is not None else None
        words = _words(steps, width)
        return fill((*_chart(steps, most, width, height - 1), words), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How much of the window is filled."""
        found = self._found(reading)
        if found is None:
            return ()
        return (
            (strong(units.ratio(found.ratio)),),
            (Piece(used(found)), muted(f" of {window(found)}")),
        )

    def _found(self, reading: Reading) -> Context | None:
        if self.detail is None:
            return None
        configured = reading.config.sessions.window_tokens
        return context(self.detail, reading.snapshot.prices, configured=configured)


def _chart(steps: Sequence[Step], most: float | None, width: int, height: int) -> tuple[Line, ...]:
    """Draw each step as wide as any other: no pause between two fills the window."""
    count = len(steps)
    shares = [(number + 0.5) / count for number in range(count)]
    signs = tuple(
        (share, _COMPACTED)
        for share, step in zip(shares, steps, strict=True)
        if step.compacted_from
    )
    every = max(count // _TIMES, 1)
    named = sorted({count - 1, *range(0, count, every)}, key=lambda it: (it != count - 1, it))
    times = tuple((shares[number], units.clock(steps[number].at)) for number in named)
    drawn = _spread([step.tokens for step in steps], 2 * width)
    area = chart.Area(drawn, (), 0.0, units.compact, most, marks=signs, named=times)
    return chart.draw_area(area, width, height)


def _spread(tokens: Sequence[int], dots: int) -> list[float]:
    """The largest of the steps that share a column of dots: between two there is no slope."""
    count = len(tokens)
    starts = [dot * count // dots for dot in range(dots + 1)]
    return [float(max(tokens[at : max(to, at + 1)])) for at, to in pairwise(starts)]


def _words(steps: Sequence[Step], width: int) -> Line:
    """What the session began with, what it grew to and by, and what was compacted last."""
    prompts = [step.tokens for step in steps if not step.compacted_from]
    parts: list[Line] = [
        (muted("began with "), Piece(units.compact(prompts[0]))),
        (muted("largest "), Piece(units.compact(max(prompts)))),
    ]
    pairs = [(after.tokens - before.tokens, after.at) for before, after in pairwise(steps)]
    added, at = max(pairs, default=(0, 0))
    if added > 0:
        grew = Piece(units.change(added, units.compact))
        parts.append((muted("most at once "), grew, muted(f" {units.clock(at)}")))
    compactions = [step for step in steps if step.compacted_from]
    if compactions:
        last = compactions[-1]
        sizes = f"{units.compact(last.compacted_from)} → {units.compact(last.tokens)}"
        compacted = muted(f"{_COMPACTED} compacted {units.clock(last.at)} ")
        parts.insert(0, (compacted, Piece(sizes)))
    return beside(parts, width)
