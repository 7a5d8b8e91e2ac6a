"""Where the time of a turn, or of a session, went.

A moment counts once, for the first of these that it belongs to: the model thinks, it answers, it is
waited for, the user is asked for permission, a tool runs; the rest is idle. A sub-agent's
requests and tools count like those of the main chain, and its Agent tool call only where neither
goes on. When within a request the model thinks is not written anywhere; it is taken to be from the
first token on, which matters only where requests overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from collectors.session import Request, ToolCall, Turn
from dashboard.analysis.sessions.cut_off import with_interruptions
from dashboard.analysis.sessions.spans import Span, covered, length, union
from dashboard.memo import remembered
from dashboard.sessions import Detail


@dataclass(frozen=True, slots=True)
class Shares:
    """Milliseconds, so that they add up exactly."""

    thinking: int = 0
    model: int = 0
    """Answering, thinking not; with the wait for a first token where a request tells of none."""
    permission: int | None = None
    """Waiting for the user; None when nobody told of it, and it is part of the tools."""
    tools: int = 0
    idle: int = 0
    """Nothing of these: Claude Code's own work, hooks, or what nobody told of."""
    exact: bool = True
    """False when the start of a request is only known from the line before it."""
    waiting: int | None = None
    """For first tokens, as far as those are known; None when not one is."""
    apart: bool = False
    """Whether all of them are known, so that nothing but answering is in `model`."""

    @property
    def total(self) -> int:
        """How long it took."""
        waits = (self.waiting or 0) + (self.permission or 0)
        return self.thinking + self.model + waits + self.tools + self.idle


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
    works = _works(with_interruptions(detail))
    return {turn.id: _shares((_span(turn),), works[turn.id]) for turn in detail.turns}


@remembered
def of_session(detail: Detail) -> Shares:
    """Those of all turns together: the time between turns is the user's, and no part of it."""
    work = _Work(with_interruptions(detail).requests, detail.tool_calls)
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
    running = any(runs(it) for it in detail.tool_calls if it.turn == newest)
    return detail.session.in_flight_since > 0 or running


def runs(call: ToolCall) -> bool:
    """Whether a tool of a turn at work is at work; one that was killed failed, and has no end."""
    return not (call.ended_at or call.failed)


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
    model = union((*thinking, *_answering(work)))
    waiting = union((*model, *_waiting(work.requests)))
    permission = union((*waiting, *_permission(work.calls)))
    tools = union((*permission, *_tools(work)))
    kinds = (thinking, model, waiting, permission, tools)
    totals = [covered(each, within=spans) for each in kinds]
    told = any(call.permission_seconds is not None for call in work.calls)
    waits = [it.first_token_seconds is not None for it in work.requests if it.started_at]
    return Shares(
        thinking=totals[0],
        model=totals[1] - totals[0],
        waiting=totals[2] - totals[1] if any(waits) else None,
        permission=totals[3] - totals[2] if told else None,
        tools=totals[4] - totals[3],
        idle=length(spans) - totals[4],
        exact=all(request.start_exact for request in work.requests),
        apart=bool(waits) and all(waits) and not work.open_since,
    )


def _answering(work: _Work) -> Iterator[Span]:
    """From the first token on where that is known; of one in flight it is not."""
    for it in work.requests:
        if it.started_at:
            yield it.started_at + _waited(it), it.ended_at
    if work.open_since:
        yield work.open_since, work.until


def _waiting(requests: Iterable[Request]) -> Iterator[Span]:
    for it in requests:
        if it.started_at:
            yield it.started_at, it.started_at + _waited(it)


def _thinking(requests: Iterable[Request]) -> Iterator[Span]:
    for it in requests:
        if it.started_at:
            began = it.started_at + _waited(it)
            yield began, began + _thought(it)


def _waited(request: Request) -> int:
    """Until the first token, unless so long a wait leaves too little time for thinking."""
    waited = round((request.first_token_seconds or 0.0) * 1000)
    return min(waited, _took(request) - _thought(request))


def _thought(request: Request) -> int:
    return min(round(request.thinking_seconds * 1000), _took(request))


def _took(request: Request) -> int:
    return max(request.ended_at - request.started_at, 0)


def _permission(calls: Iterable[ToolCall]) -> Iterator[Span]:
    for it in calls:
        if it.permission_seconds is not None:
            yield it.started_at, it.started_at + round(it.permission_seconds * 1000)


def _tools(work: _Work) -> Iterator[Span]:
    for it in work.calls:
        yield it.started_at, work.until if runs(it) else it.ended_at
