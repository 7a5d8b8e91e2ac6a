"""How the cells of a step's row read, and how its time is drawn."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from collectors.session import Request
from dashboard import cost_words, units
from dashboard.piece import Line, Piece, Tone, merge, muted
from dashboard.session_screens import words as said
from dashboard.session_screens.step_rows import STEP_SORT_KEYS, StepRow, Stretch, step_words
from dashboard.session_screens.steps import Kind
from dashboard.table.column import Column, fixed
from dashboard.table.sheet import Order, Sheet

FIRST, THINKING, ANSWER, TOOL, PAUSE = "░", "▒", "█", "▄", "┄"
"""What fills the time until the first token, of thinking, of the answer, of tools, of waits.

Whether a request in flight is answered already, nobody tells: all of it is a wait.
"""

LEGEND = f"{FIRST} first token  {THINKING} thinking  {ANSWER} answer  {TOOL} tool  {PAUSE} wait"

_WHAT_CELLS = (16, 28)
_BAR_CELLS = (28, 10_000)
_END_CELLS = 16
_FILLS = {
    Kind.REQUEST: ANSWER,
    Kind.WAITING: PAUSE,
    Kind.TOOL: TOOL,
    Kind.RETRY: PAUSE,
    Kind.COMPACTION: PAUSE,
}


def _of_request(form: Callable[[Request], Line]) -> Callable[[StepRow, int], Line]:
    """Of what is no request nothing is said."""
    return lambda row, _cells: form(row.request) if row.request else ()


def draw(row: StepRow, cells: int) -> Line:
    """Draw where the time of a step lies in that of its turn; every step takes a cell at least."""
    stretch = row.stretch
    start = min(int(stretch.start * cells), cells - 1)
    end = min(max(ceil(stretch.end * cells), start + 1), cells)
    tone = _tone(row)
    drawn = [Piece(_sign(row, stretch, (at + 0.5) / cells), tone) for at in range(start, end)]
    return merge((Piece(" " * start), *drawn, Piece(" " * (cells - end))))


def _sign(row: StepRow, stretch: Stretch, at: float) -> str:
    """What fills a moment of the turn."""
    since = max(at - stretch.start, 0.0)
    if row.step.kind is Kind.REQUEST:
        if since < stretch.first:
            return FIRST
        if since < stretch.first + stretch.thinking:
            return THINKING
    return _FILLS[row.step.kind]


def _tone(row: StepRow) -> Tone:
    failed = (row.request and row.request.error) or (row.step.call and row.step.call.failed)
    if failed:
        return Tone.CRITICAL if row.request else Tone.WARNING
    return Tone.TRACE if row.step.kind is Kind.TOOL else Tone.BAR


def _what(row: StepRow, cells: int) -> Line:
    indent = "  " * min(row.step.depth, max(cells // 4, 0))
    tone = Tone.PLAIN if row.step.kind is Kind.TOOL else Tone.STRONG
    return (Piece(f"{indent}{row.name}", tone),)


def _began(row: StepRow) -> Line:
    return (muted(units.clock(row.step.started_at)),)


def _thinking(request: Request) -> Line:
    return said.seconds(request.thinking_seconds or None)


def _cache(row: StepRow) -> Line:
    return said.share(row.hit_ratio) if row.request else ()


STEPS = Sheet(
    (
        Column("began", "began", 8, 2, fixed(_began), right=False),
        Column("what", "what", _WHAT_CELLS[0], 0, _what, right=False, most=_WHAT_CELLS[1]),
        Column("took", "took", 7, 0, fixed(lambda row: said.seconds(row.seconds))),
        Column("bar", "time in the turn", _BAR_CELLS[0], 0, draw, right=False, most=_BAR_CELLS[1]),
        Column(
            "first", "1st token", 9, 9, _of_request(lambda it: said.seconds(it.first_token_seconds))
        ),
        Column("thinking", "thinking", 8, 8, _of_request(_thinking)),
        Column(
            "prompt", "prompt", 7, 6, _of_request(lambda it: said.tokens(it.tokens.prompt_tokens))
        ),
        Column(
            "output", "output", 7, 4, _of_request(lambda it: said.tokens(it.tokens.output_tokens))
        ),
        Column("cache", "cache hit", 9, 7, fixed(_cache)),
        Column(
            "cost", "cost", 8, 3, fixed(lambda row: cost_words.line(row.cost) if row.cost else ())
        ),
        Column("end", "ended", _END_CELLS, 1, fixed(lambda row: row.end), right=False),
    ),
    STEP_SORT_KEYS,
    identity=lambda row: row.step.id,
    words=step_words,
    order=Order("began", descending=False),
    ascending=("began", "what"),
    opens=False,
)
"""The table of what went on in a turn, by time."""
