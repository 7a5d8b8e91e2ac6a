"""How the cells of a turn's row read."""

from __future__ import annotations

from collections.abc import Callable

from collectors.session import TokenUse
from dashboard import cost_words, units
from dashboard.piece import Line, Piece, Tone, muted
from dashboard.session_screens import words as said
from dashboard.session_screens.turn_rows import TURN_SORT_KEYS, TurnRow, turn_words
from dashboard.table.column import Column, fixed
from dashboard.table.sheet import Order, Sheet

_DAY_CELLS, _MOMENT_CELLS = 11, 16
"""Cells of `11-20 09:30`, and of that with the year."""
_UNKNOWN: Line = (muted(units.DASH),)
_BEGAN_CELLS = (12, 28)
_OUTCOME_CELLS = (15, 40)


def _started(row: TurnRow, cells: int) -> Line:
    """With its day unless that is today, and with the year where there is room for that."""
    dated = len(row.started) == _MOMENT_CELLS
    return (Piece(row.started[-_DAY_CELLS:] if dated and cells < _MOMENT_CELLS else row.started),)


def _began(row: TurnRow, cells: int) -> Line:
    text = said.began_with(row.turn, cells)
    return (Piece(text) if row.turn.command else muted(text),)


def _kind(count: Callable[[TokenUse], int]) -> Callable[[TurnRow, int], Line]:
    """Tokens of one kind; nothing is known of a turn that was not answered yet."""
    return fixed(lambda row: said.tokens(count(row.tokens)) if row.work.requests else _UNKNOWN)


def _cost(row: TurnRow) -> Line:
    return cost_words.line(row.cost) if row.work.requests else _UNKNOWN


TURNS = Sheet(
    (
        Column("started", "started", _DAY_CELLS, 0, _started, right=False, most=_MOMENT_CELLS),
        Column(
            "began", "began with", _BEGAN_CELLS[0], 0, _began, right=False, most=_BEGAN_CELLS[1]
        ),
        Column("took", "took", 7, 0, fixed(lambda row: said.seconds(row.seconds))),
        Column("input", "input", 7, 10, _kind(lambda tokens: tokens.input_tokens)),
        Column(
            "written",
            "written",
            7,
            9,
            _kind(lambda tokens: tokens.cache_creation_input_tokens),
        ),
        Column(
            "read",
            "read",
            7,
            8,
            _kind(lambda tokens: tokens.cache_read_input_tokens),
        ),
        Column("output", "output", 7, 4, _kind(lambda tokens: tokens.output_tokens)),
        Column("cache", "cache hit", 9, 5, fixed(lambda row: said.share(row.hit_ratio))),
        Column("cost", "cost", 8, 0, fixed(_cost)),
        Column("requests", "requests", 8, 6, fixed(lambda row: (Piece(f"{row.requests:,}"),))),
        Column("tools", "tools", 5, 7, fixed(lambda row: (Piece(f"{row.tools:,}"),))),
        Column("errors", "errors", 7, 1, fixed(lambda row: said.counted(row.errors, Tone.WARNING))),
        Column(
            "outcome",
            "outcome",
            _OUTCOME_CELLS[0],
            0,
            fixed(lambda row: (row.outcome,)),
            right=False,
            most=_OUTCOME_CELLS[1],
        ),
    ),
    TURN_SORT_KEYS,
    identity=lambda row: row.turn.id,
    words=turn_words,
    order=Order("started"),
    ascending=("began", "outcome"),
)
"""The table of a session's turns, the newest first."""
