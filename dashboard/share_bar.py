"""Where time went, as one bar whose parts differ by their texture, and by name beneath it."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import units
from dashboard.analysis.sessions.turn_shares import Shares
from dashboard.bar import stacked
from dashboard.piece import Line, Piece, Tone, beside, measure, muted

_WAITING, _ANSWERING, _BOTH = "waiting", "answering", "waiting and answering"
"""Both is said where no first token is known."""
_SIGNS = ("░", "▒", "█", "▚", "▓", "┄")


def share_bar(shares: Shares, width: int) -> Line:
    """The bar; nothing where no time went by."""
    return stacked([(sign, part / shares.total) for _, sign, part in _parts(shares)], width)


def legend(shares: Shares, width: int) -> Line:
    """Its parts with their shares, the largest that fit, and whether some are nearly known."""
    if not shares.total:
        return ()
    named = [(_name(it, shares), it[2]) for it in _parts(shares)]
    largest = sorted(named, key=lambda it: -it[1])
    while len(largest) > 1 and _cells(line for line, _ in largest) > width:
        largest.pop()
    said = [line for line, part in named if (line, part) in largest]
    if not shares.exact:
        said.append((muted("≈ some starts are not known"),))
    return beside(said, width)


def _name(part: tuple[str, str, int], shares: Shares) -> Line:
    name, sign, long = part
    share = f"{_bound(name, shares)}{units.ratio(long / shares.total)}"
    return (Piece(sign, Tone.BAR), muted(f" {name} "), Piece(share))


def _bound(name: str, shares: Shares) -> str:
    """Where some first tokens are not known, others waited longer, and answered less, than said."""
    partly = shares.waiting is not None and not shares.apart
    return {_WAITING: "≥", _ANSWERING: "≤"}.get(name, "") if partly else ""


def _cells(lines: Iterable[Line]) -> int:
    return sum(measure(line) + 2 for line in lines) - 2


def _parts(shares: Shares) -> list[tuple[str, str, int]]:
    """The kinds of work that took any time: name, texture, milliseconds."""
    named = (
        (_WAITING, shares.waiting or 0),
        ("thinking", shares.thinking),
        (_BOTH if shares.waiting is None else _ANSWERING, shares.model),
        ("permission", shares.permission or 0),
        ("tools", shares.tools),
        ("idle", shares.idle),
    )
    signed = zip(named, _SIGNS, strict=True)
    return [(name, sign, part) for (name, part), sign in signed if part]
