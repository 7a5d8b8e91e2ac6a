"""Where time went, as one bar whose parts differ by their texture, and by name beneath it."""

from __future__ import annotations

from dashboard import units
from dashboard.analysis.sessions.turn_shares import Shares
from dashboard.bar import stacked
from dashboard.piece import Line, Piece, Tone, beside, muted

_SIGNS = ("▒", "█", "░", "▓", "┄")


def share_bar(shares: Shares, width: int) -> Line:
    """The bar; nothing where no time went by."""
    return stacked([(sign, part / shares.total) for _, sign, part in _parts(shares)], width)


def legend(shares: Shares, width: int) -> Line:
    """Its parts with their shares, and whether some are nearly known; as many as fit."""
    said: list[Line] = [
        (Piece(sign, Tone.BAR), muted(f" {name} "), Piece(units.ratio(part / shares.total)))
        for name, sign, part in _parts(shares)
    ]
    if not shares.exact:
        said.append((muted("≈ some starts are not known"),))
    return beside(said, width) if shares.total else ()


def _parts(shares: Shares) -> list[tuple[str, str, int]]:
    """The kinds of work that took any time: name, texture, milliseconds."""
    named = (
        ("thinking", shares.thinking),
        ("answering", shares.model),
        ("permission", shares.permission or 0),
        ("tools", shares.tools),
        ("idle", shares.idle),
    )
    signed = zip(named, _SIGNS, strict=True)
    return [(name, sign, part) for (name, part), sign in signed if part]
