"""The panel that adds sessions up by model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collectors.session import Session
from dashboard import cost_words, session_words, units
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.spending import hidden_usd
from dashboard.analysis.sessions.sums import Sums, Use, together
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, beside, muted, pad, strong
from dashboard.reading import Reading
from dashboard.session_screens.summed import NONE, SummedPanel, name_cells

if TYPE_CHECKING:
    from textual.content import Content


class ModelsPanel(SummedPanel):
    """Tokens of each kind and cost, by model."""

    TITLE = "Models"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a line for each model, the dearest first."""
        summaries = self.summaries(reading)
        found = together(summaries, reading.snapshot.prices)
        if not found.models:
            return waiting(NONE, width, height)
        rows = [_model(it, width) for it in found.models]
        told = reported(summaries[0].session, found, width) if self._session else ()
        return fill((_model_heading(width), *rows, told), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """What all cost, and the prompt cache's hit ratio."""
        found = together(self.summaries(reading), reading.snapshot.prices)
        if not found.models:
            return ()
        cost = found.cost
        unpriced = units.counted(cost.unpriced_requests, "request")
        return (
            (strong(cost_words.said(cost)),),
            (muted("cache "), Piece(units.ratio(hit_ratio(found.shown)))),
            (muted(f"{unpriced} unpriced" if cost.unpriced_requests else ""),),
        )


def reported(session: Session, sums: Sums, width: int) -> Line:
    """Claude Code's own total, and what it has beyond ours: requests that no transcript shows."""
    total, hidden = session.reported_cost_usd, hidden_usd(session, sums.cost, sums.told)
    parts: list[Line] = []
    if total is not None:
        parts.append((muted("Claude Code says "), Piece(units.money(total))))
    if hidden is not None:
        parts.append((muted("hidden requests "), Piece(units.money(hidden))))
    elif session.forked and parts:
        parts.append((muted("its parent's share in it"),))
    return beside(parts, width)


def _model_heading(width: int) -> Line:
    named = ("cost", "tokens", "cache hit", "output", "read", "written", "input")
    cells = tuple((muted(f"{name:>9}"),) for name in named)
    return beside((pad((muted("model"),), name_cells(width)), *cells), width, gap=1)


def _model(use: Use, width: int) -> Line:
    tokens, name = use.tokens, name_cells(width)
    kinds = (
        tokens.output_tokens,
        tokens.cache_read_input_tokens,
        tokens.cache_creation_input_tokens,
        tokens.input_tokens,
    )
    cells = tuple((Piece(f"{units.compact(many):>9}"),) for many in kinds)
    return beside(
        (
            pad((Piece(session_words.model(use.name, name)),), name),
            (strong(f"{cost_words.said(use.cost):>9}"),),
            (Piece(f"{units.compact(tokens.total):>9}"),),
            (Piece(f"{units.ratio(hit_ratio(tokens)):>9}"),),
            *cells,
        ),
        width,
        gap=1,
    )
