"""What is said about each step of a turn on one row, and where in the turn its time lies."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from collectors.prices.table import PriceTable
from collectors.session import Request, Turn
from dashboard import session_words, units
from dashboard.analysis.sessions.cost import Cost, of_request
from dashboard.analysis.sessions.cut_off import cut_off, with_interruptions
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.piece import Line, Piece, Tone, muted
from dashboard.safe_text import safe_text
from dashboard.session_screens.steps import Kind, Step, span, steps
from dashboard.sessions import Detail
from dashboard.table.sheet import Value

_MS = 1000
_CUT = Piece("✖ interrupted", Tone.WARNING)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the time of a step lies within its turn, each as a share of the turn."""

    start: float
    end: float
    first: float = 0.0
    """Until the first token, from the start on; 0 when that is not known."""
    thinking: float = 0.0
    """From the first token on, or from the start where that is not known."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step among the others of its turn."""

    place: int
    step: Step
    name: str
    end: Line
    """How it ended."""
    stretch: Stretch
    seconds: float | None = None
    """Up to now while it runs."""
    cost: Cost | None = None
    """None for what is no request."""

    @property
    def request(self) -> Request | None:
        """The request, if it is one."""
        return self.step.request

    @property
    def hit_ratio(self) -> float | None:
        """What share of what was sent came from the prompt cache."""
        return hit_ratio(self.request.tokens) if self.request else None


def step_rows(
    detail: Detail,
    turn: Turn,
    prices: PriceTable,
    *,
    now: int,
    is_open: bool,
    breaks: Collection[str] = (),
) -> tuple[StepRow, ...]:
    """One row for each step of a turn; `breaks` are the requests that broke the prompt cache."""
    cut = cut_off(detail)
    found = steps(with_interruptions(detail), turn, is_open=is_open)
    begin, end = span(turn, found, now=now, is_open=is_open)
    return tuple(
        StepRow(
            place,
            step,
            _name(step),
            (_CUT,) if step.id in cut else _end(step, broke=step.id in breaks),
            _stretch(step, begin, end),
            seconds=max(now - step.started_at, 0) / _MS if step.running else step.seconds,
            cost=of_request(step.request, prices) if step.request else None,
        )
        for place, step in enumerate(found)
    )


def _stretch(step: Step, begin: int, end: int) -> Stretch:
    whole = end - begin
    until = end if step.running else max(step.ended_at, step.started_at)
    request = step.request
    first = request.first_token_seconds if request else None
    return Stretch(
        (step.started_at - begin) / whole,
        (until - begin) / whole,
        (first or 0.0) * _MS / whole,
        (request.thinking_seconds if request else 0.0) * _MS / whole,
    )


def _name(step: Step) -> str:
    """What it is; a sub-agent's request says whose."""
    match step.kind:
        case Kind.REQUEST:
            request = step.request
            named = session_words.model(request.model) if request else ""
            whose = safe_text(request.agent_type or "agent", cells=20) if request else ""
            return f"{whose}: {named}" if request and request.agent else named
        case Kind.TOOL:
            return safe_text(step.call.name, cells=40) if step.call else ""
        case Kind.RETRY:
            told = step.retry and step.retry.status
            return "wait before a retry" if told else "made again"
        case Kind.COMPACTION:
            trigger = step.compaction.trigger if step.compaction else ""
            return f"compaction {safe_text(trigger, cells=12)}".rstrip()
        case Kind.WAITING:
            return "request in flight"


def _end(step: Step, *, broke: bool) -> Line:
    if step.running:
        return (Piece(f"● since {units.clock(step.started_at)}", Tone.STRONG),)
    if step.request:
        return _request_end(step.request, broke=broke)
    if step.call:
        if step.call.failed:
            return (Piece("✖ error", Tone.WARNING),)
        return (muted("done" if step.ended_at else "no end known"),)
    if step.retry:
        return (Piece(f"! {safe_text(step.retry.status or 'no answer', cells=24)}", Tone.WARNING),)
    if step.compaction:
        it = step.compaction
        return (Piece(f"{units.compact(it.pre_tokens)} → {units.compact(it.post_tokens)}"),)
    return ()


def _request_end(request: Request, *, broke: bool) -> Line:
    if request.error:
        return (Piece(f"✖ {safe_text(request.error, cells=32)}", Tone.CRITICAL),)
    if broke:
        return (Piece("! cache broke", Tone.WARNING),)
    return (muted(safe_text(request.stop_reason, cells=24) or units.DASH),)


def step_words(row: StepRow) -> str:
    """What a filter looks for a step by."""
    return f"{row.step.kind}\n{row.name}\n{''.join(piece.text for piece in row.end)}"


def _of_request(figure: Callable[[Request], Value]) -> Callable[[StepRow], Value]:
    return lambda row: figure(row.request) if row.request else None


STEP_SORT_KEYS: dict[str, Callable[[StepRow], Value]] = {
    "began": lambda row: float(row.place),
    "what": lambda row: row.name,
    "took": lambda row: row.seconds,
    "first": _of_request(lambda it: it.first_token_seconds),
    "thinking": _of_request(lambda it: it.thinking_seconds),
    "prompt": _of_request(lambda it: it.tokens.prompt_tokens),
    "output": _of_request(lambda it: it.tokens.output_tokens),
    "cache": lambda row: row.hit_ratio,
    "cost": lambda row: row.cost.known_usd if row.cost else None,
}
"""What a column is sorted by; the order of time keeps what was caused under its cause."""
