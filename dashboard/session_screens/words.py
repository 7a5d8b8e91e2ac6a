"""How sessions read in few cells: models, commands, ratings, and how a turn ended."""

from __future__ import annotations

from collections.abc import Sequence

from collectors.session import GOES_ON, Request, Turn
from dashboard import units
from dashboard.piece import Line, Piece, Tone, muted
from dashboard.safe_text import safe_text
from dashboard.session_words import model

LIVE, RECENT = "● live", "recent"
"""Its process runs; it was but written to lately."""
PROMPT = "prompt"
DONE = "done"
MOST_STARS = 5

_ENDS = {
    "end_turn": DONE,
    "stop_sequence": DONE,
    "max_tokens": "cut: too long",
    "model_context_window_exceeded": "cut: window full",
    "refusal": "refused",
    "pause_turn": "paused",
    "tool_use": "left open",
}
"""How the model ended its last answer, in words."""


def models(names: Sequence[str], cells: int) -> str:
    """The first of several models, and how many others: `opus-5 +1`."""
    if not names:
        return units.DASH
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return model(names[0], max(cells - len(more), 1)) + more


def began_with(turn: Turn, cells: int = 40) -> str:
    """The slash command a turn began with, or that it were words."""
    if turn.command:
        return safe_text(turn.command, cells=cells)
    return PROMPT if turn.by_user else "not the user"


def stars(many: int) -> Line:
    """A rating: `4 of 5`."""
    return (Piece(f"{many} of {MOST_STARS}"),) if many else (muted(units.DASH),)


def counted(many: int, tone: Tone = Tone.WARNING) -> Line:
    """How many of what nobody wants; zero is quiet."""
    return (Piece(units.count(many), tone),) if many else (muted("0"),)


def tokens(many: int) -> Line:
    """How many tokens, where room is short."""
    return (Piece(units.compact(many)),) if many else (muted("0"),)


def seconds(value: float | None) -> Line:
    """How long."""
    return (muted(units.DASH),) if value is None else (Piece(units.seconds(value)),)


def share(value: float | None) -> Line:
    """A part of a whole."""
    return (muted(units.DASH),) if value is None else (Piece(units.ratio(value)),)


def outcome(
    turn: Turn,
    requests: Sequence[Request],
    *,
    is_open: bool,
    may_go_on: bool = False,
) -> Piece:
    """How a turn ended, as far as it did; `requests` are its own, by time.

    It may go on where nobody knows whether Claude Code runs, and something was written just now.
    """
    if is_open:
        return Piece("● at work", Tone.STRONG)
    if turn.interrupted:
        return Piece("✖ interrupted", Tone.WARNING)
    main = [it for it in requests if not it.agent and not it.hidden]
    if may_go_on and (not main or (main[-1].stop_reason in GOES_ON and not main[-1].error)):
        return muted("… not ended yet")
    if not main:
        return muted("not answered")
    if main[-1].error:
        return Piece(f"✖ failed: {safe_text(main[-1].error, cells=24)}", Tone.CRITICAL)
    said = _ENDS.get(main[-1].stop_reason) or safe_text(main[-1].stop_reason, cells=24)
    if said != DONE:
        return Piece(f"! {said}", Tone.WARNING) if said else muted(units.DASH)
    failed = any(it.error for it in requests)
    return Piece("! done, a request failed", Tone.WARNING) if failed else Piece(said)
