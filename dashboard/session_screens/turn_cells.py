"""How the cells of a turn's row read."""

from __future__ import annotations

from collections.abc import Callable

from dashboard import units
from dashboard.piece import Line, Piece, Tone, muted
from dashboard.session_screens import costs
from dashboard.session_screens import words as said
from dashboard.session_screens.turn_rows import TURN_SORT_KEYS, TurnRow, turn_words
from dashboard.table.column import Column
from dashboard.table.sheet import Order, Sheet

_CLOCK_CELLS, _MOMENT_CELLS = 8, 16
_BEGAN_CELLS = (12, 28)
_OUTCOME_CELLS = (14, 40)


def _cell(form: Callable[[TurnRow], Line]) -> Callable[[TurnRow, int], Line]:
    return lambda row, _cells: form(row)


def _started(row: TurnRow, cells: int) -> Line:
    """With its day where there is room for that."""
    short = cells < _MOMENT_CELLS
    return (Piece(units.clock(row.turn.started_at) if short else row.started),)


def _began(row: TurnRow, cells: int) -> Line:
    text = said.began_with(row.turn, cells)
    return (Piece(text) if row.turn.command else muted(text),)


TURNS = Sheet(
    (
        Column("started", "started", _CLOCK_CELLS, 0, _started, right=False, most=_MOMENT_CELLS),
        Column(
            "began", "began with", _BEGAN_CELLS[0], 0, _began, right=False, most=_BEGAN_CELLS[1]
        ),
        Column("took", "took", 7, 0, _cell(lambda row: said.seconds(row.seconds))),
        Column("input", "input", 7, 10, _cell(lambda row: said.tokens(row.tokens.input_tokens))),
        Column(
            "written",
            "written",
            7,
            9,
            _cell(lambda row: said.tokens(row.tokens.cache_creation_input_tokens)),
        ),
        Column(
            "read",
            "read",
            7,
            8,
            _cell(lambda row: said.tokens(row.tokens.cache_read_input_tokens)),
        ),
        Column("output", "output", 7, 4, _cell(lambda row: said.tokens(row.tokens.output_tokens))),
        Column("cache", "cache hit", 9, 5, _cell(lambda row: said.share(row.hit_ratio))),
        Column("cost", "cost", 8, 0, _cell(lambda row: costs.line(row.cost))),
        Column("requests", "requests", 8, 6, _cell(lambda row: (Piece(f"{row.requests:,}"),))),
        Column("tools", "tools", 5, 7, _cell(lambda row: (Piece(f"{row.tools:,}"),))),
        Column("errors", "errors", 7, 1, _cell(lambda row: said.counted(row.errors, Tone.WARNING))),
        Column(
            "outcome",
            "outcome",
            _OUTCOME_CELLS[0],
            0,
            _cell(lambda row: (row.outcome,)),
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
