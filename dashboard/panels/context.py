"""What the tokens panel says of the dev session: how full the window is, and tokens by turn."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import session_words, units
from dashboard.analysis.sessions.context_window import Context
from dashboard.analysis.sessions.turn_tokens import TurnTokens
from dashboard.bar import gauge
from dashboard.panels.limit import limit
from dashboard.piece import Line, Piece, Ranked, Tone, beside, measure, muted, pad
from dashboard.reading import Reading
from dashboard.safe_text import safe_text

_GAUGE = (10, 30)
"""The fewest and the most cells of it."""
_AMPLE = 1_000
"""Cells in which everything fits."""
_CELLS = 8
_COMMAND_CELLS = 16
_LEAST_NAME = 8
"""Cells of a time of day; where they are wanting, input goes first: it says least."""
_WIDE = 60
"""Cells; in fewer, a turn is told by its time alone."""


def context_line(reading: Reading, width: int) -> Line:
    """How full the window is, how large it is, and when it was last emptied."""
    found = reading.verdict.sessions.context
    if found is None:
        return ()
    wanted = limit(reading, "context_used_ratio")
    tone = _tone(found, wanted)
    words: tuple[Line, ...] = (
        (muted("context "), Piece(units.ratio(found.ratio), tone)),
        (Piece(used(found)), muted(f" of {window(found)}")),
        (muted(session_words.model(found.model)),),
        _compacted(found, reading.snapshot.taken_at),
    )
    room = width - measure(beside(words, _AMPLE)) - 1
    if room < _GAUGE[0]:
        return beside(words, width)
    filled = Tone.BAR if tone is Tone.STRONG else tone
    drawn = gauge(found.ratio, min(room, _GAUGE[1]), target=wanted, tone=filled)
    return beside(((*words[0], Piece(" "), *drawn), *words[1:]), width)


def headline(reading: Reading) -> Line:
    """How full the window is; nothing without a session."""
    found = reading.verdict.sessions.context
    if found is None:
        return ()
    tone = _tone(found, limit(reading, "context_used_ratio"))
    return (muted("context "), Piece(units.ratio(found.ratio), tone))


def turn_lines(reading: Reading, width: int, most: int) -> Iterator[Ranked]:
    """The newest turns in a table: the first of them and the heading matter most."""
    newest = reading.verdict.sessions.turns[: -most - 1 : -1]
    if newest:
        yield Ranked(3, _row("last turns", ("input", "wrote", "read", "output"), width))
    for above, turn in enumerate(newest):
        yield Ranked(7 + 2 * above if above else 2, _turn(turn, reading.snapshot.taken_at, width))


def _tone(found: Context, wanted: float | None) -> Tone:
    return Tone.WARNING if wanted is not None and found.ratio > wanted else Tone.STRONG


def used(found: Context) -> str:
    """What stands in the window, in tokens."""
    return units.estimate(found.used) if found.estimated else units.compact(found.used)


def window(found: Context) -> str:
    """The window; of a model that nobody knows, the least it may be."""
    tokens, known = found.window.tokens, found.window.known
    return units.compact(tokens) if known else f"{units.estimate(tokens)}?"


def _compacted(found: Context, now: int) -> Line:
    if not found.compacted_at:
        return ()
    before = f" from {units.compact(found.compacted_from)}" if found.compacted_from else ""
    return (muted("compacted "), Piece(units.lately(found.compacted_at, now)), muted(before))


def _turn(it: TurnTokens, now: int, width: int) -> Line:
    tokens, name = it.tokens, units.lately(it.turn.started_at, now)
    if width >= _WIDE:
        name = f"{name} {safe_text(it.turn.command or 'prompt', cells=_COMMAND_CELLS)}"
    counts = (
        tokens.input_tokens,
        tokens.cache_creation_input_tokens,
        tokens.cache_read_input_tokens,
        tokens.output_tokens,
    )
    cells = tuple(units.compact(many if it.requests else None) for many in counts)
    return _row(name, cells, width, tone=Tone.PLAIN)


def _row(name: str, cells: tuple[str, ...], width: int, *, tone: Tone = Tone.MUTED) -> Line:
    size = _CELLS if width >= _WIDE else 7
    cells = cells[-max((width - _LEAST_NAME) // size, 1) :]
    room = max(width - size * len(cells), 0)
    name_cells = min(room, 9 + _COMMAND_CELLS if width >= _WIDE else 10)
    if len(name) > name_cells:
        name = name.rsplit(maxsplit=1)[-1] if tone is Tone.MUTED else name.removesuffix(" ago")
    values = (Piece(f"{cell:>{size}}", tone) for cell in cells)
    return (*pad((muted(name) if tone is Tone.MUTED else Piece(name),), name_cells), *values)
