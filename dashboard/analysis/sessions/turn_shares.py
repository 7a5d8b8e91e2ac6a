"""Where the time of a turn, or of a session, went.

A moment counts once, for the first of these that it belongs to: the model thinks, a request is
being answered, the user is asked for permission, a tool runs; the rest is idle. A sub-agent's
requests and tools count like those of the main chain, and its Agent tool call only where neither
goes on. When within a request the model thinks is not written anywhere; it is taken to be from the
first token on, which matters only where requests overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from collectors.session import Request, ToolCall, Turn
from dashboard.analysis.remembered import remembered
from dashboard.analysis.sessions.spans import Span, covered, length, union
from dashboard.sessions import Detail


@dataclass(frozen=True, slots=True)
class Shares:
    """Milliseconds, so that they add up exactly."""

    thinking: int = 0
    model: int = 0
    """Answering, the wait for the first token included, thinking not."""
    permission: int | None = None
    """Waiting for the user; None when nobody told of it, and it is part of the tools."""
    tools: int = 0
    idle: int = 0
    """Nothing of these: Claude Code's own work, hooks, or what nobody told of."""
    exact: bool = True
    """False when the start of a request is only known from the line before it."""

    @property
    def total(self) -> int:
        """How long it took."""
        return self.thinking + self.model + (self.permission or 0) + self.tools + self.idle


@dataclass(frozen=True, slots=True)
class _Work:
    """What was done about something, as far as it is known."""

    requests: Sequence[Request] = ()
    calls: Sequence[ToolCall] = ()
    open_since: int = 0
    """When a request began that is not answered yet; 0 for none."""
    until: int = 0
    """Now, while tools and a request may be at work; 0 when what has no end is unknown."""


@remembered
def by_turn(detail: Detail) -> dict[str, Shares]:
    """Those of every turn by its id, what is in flight left out."""
    works = _works(detail)
    return {turn.id: _shares((_span(turn),), works[turn.id]) for turn in detail.turns}


@remembered
def of_session(detail: Detail) -> Shares:
    """Those of all turns together: the time between turns is the user's, and no part of it."""
    work = _Work(detail.requests, detail.tool_calls)
    return _shares([_span(turn) for turn in detail.turns], work)


def of_last_turn(detail: Detail, *, now: int, live: bool) -> Shares:
    """Those of the newest turn, up to now when something is still in flight."""
    turn = detail.turns[-1]
    if not (live and is_open(detail)):
        return by_turn(detail)[turn.id]
    start, end = _span(turn)
    requests = [it for it in detail.requests if it.turn == turn.id]
    calls = [it for it in detail.tool_calls if it.turn == turn.id]
    work = _Work(requests, calls, detail.session.in_flight_since, now)
    return _shares(((start, max(now, end)),), work)


def is_open(detail: Detail) -> bool:
    """Whether the newest turn waits for an answer or for a tool."""
    if not detail.turns:
        return False
    newest = detail.turns[-1].id
    running = any(not it.ended_at for it in detail.tool_calls if it.turn == newest)
    return detail.session.in_flight_since > 0 or running


def _works(detail: Detail) -> Mapping[str, _Work]:
    requests: dict[str, list[Request]] = defaultdict(list)
    calls: dict[str, list[ToolCall]] = defaultdict(list)
    for request in detail.requests:
        requests[request.turn].append(request)
    for call in detail.tool_calls:
        calls[call.turn].append(call)
    return {it.id: _Work(requests[it.id], calls[it.id]) for it in detail.turns}


def _span(turn: Turn) -> Span:
    reported = turn.started_at + round((turn.reported_seconds or 0.0) * 1000)
    return turn.started_at, max(turn.ended_at, reported, turn.started_at)


def _shares(spans: Sequence[Span], work: _Work) -> Shares:
    """Lay one kind of work under the other; what each adds to what was covered is its share."""
    thinking = union(_thinking(work.requests))
    model = union((*thinking, *_requests(work)))
    permission = union((*model, *_permission(work.calls)))
    tools = union((*permission, *_tools(work)))
    totals = [covered(each, within=spans) for each in (thinking, model, permission, tools)]
    told = any(call.permission_seconds is not None for call in work.calls)
    return Shares(
        thinking=totals[0],
        model=totals[1] - totals[0],
        permission=totals[2] - totals[1] if told else None,
        tools=totals[3] - totals[2],
        idle=length(spans) - totals[3],
        exact=all(request.start_exact for request in work.requests),
    )


def _requests(work: _Work) -> Iterator[Span]:
    for request in work.requests:
        if request.started_at:
            yield request.started_at, request.ended_at
    if work.open_since:
        yield work.open_since, work.until


def _thinking(requests: Iterable[Request]) -> Iterator[Span]:
    for it in requests:
        if it.started_at and it.thinking_seconds > 0:
            most = max(it.ended_at - it.started_at, 0)
            long = min(round(it.thinking_seconds * 1000), most)
            waited = min(round((it.first_token_seconds or 0.0) * 1000), most - long)
            yield it.started_at + waited, it.started_at + waited + long


def _permission(calls: Iterable[ToolCall]) -> Iterator[Span]:
    for it in calls:
        if it.permission_seconds is not None:
            yield it.started_at, it.started_at + round(it.permission_seconds * 1000)


def _tools(work: _Work) -> Iterator[Span]:
    for it in work.calls:
        yield it.started_at, it.ended_at or work.until
