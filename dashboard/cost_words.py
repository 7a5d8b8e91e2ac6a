"""What sessions cost, in few cells."""

from __future__ import annotations

from dashboard import units
from dashboard.analysis.sessions.cost import Cost
from dashboard.piece import Line, Piece, muted


def said(cost: Cost) -> str:
    """Dollars, `≥` before them when some requests have no price, a dash when none has."""
    known = cost.known_usd
    if known is None:
        return units.DASH
    return f"≥{units.money(known)}" if cost.unpriced_requests else units.money(known)


def line(cost: Cost) -> Line:
    """The same as a cell."""
    text = said(cost)
    return (muted(text),) if text == units.DASH else (Piece(text),)
