"""What went on in a turn: requests, the tools they called, what sub-agents did meanwhile.

A tool call stands under the request that asked for it, a sub-agent's work under the call that
started it. Where nothing names that call, it is the one, of another agent, that ran when the
sub-agent's first request began, an Agent call before any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from collectors.session import Compaction, Request, Retry, ToolCall, Turn
from dashboard.analysis.sessions.turn_shares import runs
from dashboard.sessions import Detail

MOST = 500
"""Steps of one turn."""

_STARTERS = frozenset({"Agent", "Task"})
"""Tools that start sub-agents."""
_NOBODY = ""
"""Whose work nothing else asked for."""


class Kind(StrEnum):
    """What a step is."""

    REQUEST = "request"
    TOOL = "tool"
    RETRY = "retry"
    COMPACTION = "compaction"
    WAITING = "waiting"
    """A request that is not answered yet."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that took time within a turn."""

    id: str
    kind: Kind
    depth: int
    """0 on the main chain, one more for what stands under something else."""
    started_at: int
    """When it began, or when it ended if that alone is known."""
    ended_at: int
    """0 while it runs, or when nothing was told of its end."""
    running: bool = False
    request: Request | None = None
    call: ToolCall | None = None
    retry: Retry | None = None
    compaction: Compaction | None = None

    @property
    def seconds(self) -> float | None:
        """How long it took; None when its start or its end is not known."""
        if self.request is not None and not self.request.started_at:
            return None
        return (self.ended_at - self.started_at) / 1000 if self.ended_at else None


Node: TypeAlias = "Request | ToolCall | Retry | Compaction"


def steps(detail: Detail, turn: Turn, *, is_open: bool) -> tuple[Step, ...]:
    """Everything that is known of a turn, by time, each under what caused it."""
    found = list(_Walk(detail, turn, is_open=is_open).steps())
    since = detail.session.in_flight_since
    if is_open and since >= turn.started_at:
        found.append(Step("waiting", Kind.WAITING, 0, since, 0, running=True))
    return tuple(found)


def span(turn: Turn, found: Iterable[Step], *, now: int, is_open: bool) -> tuple[int, int]:
    """From the prompt to the last thing known of a turn, or to now while it is at work."""
    ends = [max(step.ended_at, step.started_at) for step in found]
    start = min([turn.started_at, *(step.started_at for step in found)])
    end = max(turn.ended_at, turn.started_at, *ends, now if is_open else 0, start + 1)
    return start, end


class _Walk:
    """A walk from what nothing caused to what it caused, each told once."""

    def __init__(self, detail: Detail, turn: Turn, *, is_open: bool) -> None:
        self._is_open = is_open
        requests = [it for it in detail.requests if it.turn == turn.id]
        calls = [it for it in detail.tool_calls if it.turn == turn.id]
        self._agents: dict[str, list[Request]] = defaultdict(list)
        for request in requests:
            self._agents[request.agent].append(request)
        known = {request.id for request in requests}
        self._calls: dict[str, list[ToolCall]] = defaultdict(list)
        for call in calls:
            self._calls[call.request if call.request in known else _NOBODY].append(call)
        self._started: dict[str, list[str]] = defaultdict(list)
        for agent in filter(None, self._agents):
            self._started[_starter(agent, self._agents[agent], calls)].append(agent)
        retries = [it for it in detail.retries if it.turn == turn.id]
        compactions = [it for it in detail.compactions if it.turn == turn.id]
        unstarted = [it for agent in self._started[_NOBODY] for it in self._agents[agent]]
        orphans = self._calls[_NOBODY]
        self._roots: list[Node] = [*self._agents[""], *unstarted, *orphans, *retries, *compactions]
        self._told: set[str] = set()

    def steps(self) -> Iterator[Step]:
        """Every step, what nothing caused by time."""
        yield from self._under(self._roots, 0)
        # Agents that seem to have started each other hang on nothing: they are told at the end.
        left = [it for requests in self._agents.values() for it in requests]
        yield from self._under([it for it in left if it.id not in self._told], 0)

    def _under(self, nodes: Iterable[Node], depth: int) -> Iterator[Step]:
        for node in sorted(nodes, key=lambda it: (_start(it), it.id)):
            if node.id in self._told or len(self._told) >= MOST:
                continue
            self._told.add(node.id)
            yield self._step(
                node, depth + (isinstance(node, Request) and bool(node.agent) and not depth)
            )
            yield from self._under(self._caused(node), depth + 1)

    def _caused(self, node: Node) -> list[Node]:
        if isinstance(node, Request):
            return [*self._calls.get(node.id, ())]
        agents = self._started.get(node.id, ()) if isinstance(node, ToolCall) else ()
        return [it for agent in agents for it in self._agents[agent]]

    def _step(self, node: Node, depth: int) -> Step:
        start = _start(node)
        match node:
            case Request():
                return Step(node.id, Kind.REQUEST, depth, start, node.ended_at, request=node)
            case ToolCall():
                running = self._is_open and runs(node)
                return Step(node.id, Kind.TOOL, depth, start, node.ended_at, running, call=node)
            case Retry():
                end = start + round(node.seconds * 1000)
                return Step(node.id, Kind.RETRY, depth, start, end, retry=node)
            case Compaction():
                return Step(node.id, Kind.COMPACTION, depth, start, node.at, compaction=node)


def _starter(agent: str, requests: Sequence[Request], calls: Sequence[ToolCall]) -> str:
    """The call that an agent's requests name, or that ran when the first began."""
    named = {request.cause for request in requests if request.cause}
    if known := sorted(named & {call.id for call in calls if call.agent != agent}):
        return known[0]
    began = min(map(_start, requests))
    running = [call for call in calls if call.agent != agent and _runs(call, began)]
    best = max(running, key=lambda it: (it.name in _STARTERS, it.started_at, it.id), default=None)
    return best.id if best else _NOBODY


def _runs(call: ToolCall, at: int) -> bool:
    return call.started_at <= at and (not call.ended_at or call.ended_at >= at)


def _start(node: Node) -> int:
    match node:
        case Request():
            return node.started_at or node.ended_at
        case ToolCall():
            return node.started_at
        case Retry():
            return node.at
        case Compaction():
            return node.at - round(node.seconds * 1000)
