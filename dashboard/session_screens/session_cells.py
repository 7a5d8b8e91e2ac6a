"""How the cells of a session's row read."""

from __future__ import annotations

from dataclasses import replace

from dashboard import cost_words, units
from dashboard.piece import Line, Piece, Tone, beside, muted, tail
from dashboard.safe_text import safe_text
from dashboard.session_screens import words as said
from dashboard.session_screens.session_rows import SESSION_SORT_KEYS, SessionRow, words
from dashboard.table.column import Column, fixed
from dashboard.table.sheet import Order, Sheet

_MOMENT_CELLS = 16
_FOLDER_CELLS = (16, 48)
_MODEL_CELLS = (12, 18)
_ALL = 10_000
"""More cells than any terminal has."""


def _state(row: SessionRow) -> Line:
    if row.recent:
        return (muted(said.RECENT),)
    if row.live:
        return (Piece(said.LIVE, Tone.STRONG),)
    return (muted("fork" if row.summary.session.forked else ""),)


def _started(row: SessionRow) -> Line:
    return (Piece(row.started),)


def _folder(row: SessionRow, cells: int) -> Line:
    """The folder; of one too long its end, because that is where folders differ."""
    folder = row.summary.session.root
    return (Piece(tail(safe_text(folder), cells)) if folder else muted(units.DASH),)


def _models(row: SessionRow, cells: int) -> Line:
    return (Piece(said.models(row.models, cells)),)


def _commands(row: SessionRow, cells: int) -> Line:
    """Slash commands and how often they were given, the most frequent first."""
    given = [it for it in row.summary.commands if not it.skill]
    given.sort(key=lambda it: (-it.invocations, it.name))
    named = (muted(f"{safe_text(it.name, cells=24)} ×{it.invocations:,}") for it in given)
    return beside([(name,) for name in named], cells)


_STATE = Column("state", "", 6, 0, fixed(_state), right=False)
_FOLDER = Column(
    "folder", "folder", _FOLDER_CELLS[0], 0, _folder, right=False, most=_FOLDER_CELLS[1]
)
_COLUMNS: tuple[Column[SessionRow], ...] = (
    Column("started", "started", _MOMENT_CELLS, 0, fixed(_started), right=False),
    Column("lasted", "lasted", 7, 8, fixed(lambda row: said.seconds(row.seconds))),
    Column("last", "last", 11, 7, fixed(lambda row: (muted(f"{row.ago} ago"),))),
    Column("models", "model", _MODEL_CELLS[0], 6, _models, right=False, most=_MODEL_CELLS[1]),
    Column("turns", "turns", 6, 4, fixed(lambda row: (Piece(units.count(row.summary.turns)),))),
    Column(
        "requests", "requests", 8, 9, fixed(lambda row: (Piece(units.count(row.summary.requests)),))
    ),
    Column("tokens", "tokens", 7, 1, fixed(lambda row: said.tokens(row.tokens.total))),
    Column("cost", "cost", 9, 0, fixed(lambda row: cost_words.line(row.cost))),
    Column("cache", "cache hit", 9, 2, fixed(lambda row: said.share(row.hit_ratio))),
    Column("errors", "tool errors", 11, 5, fixed(lambda row: said.counted(row.tool_errors))),
    Column(
        "failures",
        "failed",
        6,
        3,
        fixed(lambda row: said.counted(row.summary.failures, Tone.CRITICAL)),
    ),
    Column("rating", "rating", 6, 10, fixed(lambda row: said.stars(row.stars))),
    Column("commands", "commands", 12, 11, _commands, right=False, most=_ALL),
)

SESSIONS = Sheet(
    (_STATE, *_COLUMNS),
    SESSION_SORT_KEYS,
    identity=lambda row: row.summary.session.id,
    words=words,
    order=Order("last"),
    ascending=("folder", "models"),
)
"""The table of one root's sessions."""

SESSIONS_EVERYWHERE = replace(SESSIONS, columns=(_STATE, _FOLDER, *_COLUMNS))
"""The table of all roots' sessions."""
