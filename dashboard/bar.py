"""How one number, or a row of them, is drawn within one line: bars, gauges and sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from dashboard.piece import Line, Piece, Tone

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"


def bar(share: float | None, width: int) -> str:
    """Fill a share (0 to 1) of a width, to an eighth of a cell; what is not nothing is seen."""
    if share is None or not isfinite(share) or share <= 0 or width <= 0:
        return " " * max(width, 0)
    eighths = max(round(min(share, 1.0) * width * 8), 1)
    whole, rest = divmod(eighths, 8)
    return (_EIGHTHS[8] * whole + (_EIGHTHS[rest] if rest else "")).ljust(width)


def gauge(share: float | None, width: int, *, target: float | None, tone: Tone) -> Line:
    """A bar between brackets with a tick where it ought to reach."""
    inner = width - 2
    if inner < 1:
        return ()
    cells = [Piece(cell, tone) for cell in bar(share, inner)]
    if target is not None and 0 < target < 1:
        cells[min(int(target * inner), inner - 1)] = Piece("│", Tone.RULE)
    return (Piece("▕", Tone.TRACK), *cells, Piece("▏", Tone.TRACK))


def stacked(parts: Sequence[tuple[str, float]], width: int) -> Line:
    """Fill a width with the signs of parts, each by its share; rounding never adds up wrongly."""
    pieces, share, begun = [], 0.0, 0
    for sign, part in parts:
        share += part
        end = round(share * width)
        pieces.append(Piece(sign * (end - begun), Tone.BAR))
        begun = end
    return tuple(pieces)


def sparkline(values: Sequence[float | None], *, ceiling: float) -> str:
    """One cell per value, in eighths of the ceiling; a space where nothing was measured."""
    return "".join(_level(value, ceiling) for value in values)


def _level(value: float | None, ceiling: float) -> str:
    if value is None or not isfinite(value):
        return " "
    share = min(max(value / ceiling, 0.0), 1.0) if ceiling > 0 else 0.0
    return _LEVELS[min(int(share * 8), 7)]
