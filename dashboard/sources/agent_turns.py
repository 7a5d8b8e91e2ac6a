"""Which turn a sub-agent worked for whose own lines do not say it.

It is that of the tool call which started it. Old files of sub-agents name no call: then it is the
turn that was under way when the sub-agent began, if there was but one.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from itertools import chain

from collectors.session import Request, ToolCall
from collectors.store.session_tables.detail import SessionRows
from dashboard.sources.gathered import Gathered

_DEEPEST = 32
"""A sub-agent that starts another is rarely three deep."""


def agent_turns(
    requests: Iterable[Request], calls: Iterable[ToolCall], read: SessionRows, known: Gathered
) -> dict[str, str]:
    """The turn of each sub-agent that has requests or tool calls without one."""
    causes: dict[str, str] = {}
    began: dict[str, int] = {}
    rows: Iterable[Request | ToolCall] = chain(requests, calls)
    for row in rows:
        if row.turn:
            continue
        cause = row.cause if isinstance(row, Request) else ""
        causes[row.agent] = max(causes.get(row.agent, ""), cause)
        at = row.started_at or row.ended_at
        began[row.agent] = min(began.get(row.agent, at), at)
    if not began:
        return {}
    session = _Known(read, known)
    return {
        agent: session.turn_of(causes, agent) if causes[agent] else session.under_way(at)
        for agent, at in began.items()
    }


class _Known:
    """What is known of a session, the rows that are new before those known."""

    def __init__(self, read: SessionRows, known: Gathered) -> None:
        self._calls = ChainMap({it.id: it for it in read.tool_calls}, known.tool_calls.by_id)
        self._turns = ChainMap({it.id: it for it in read.turns}, known.turns.by_id)

    def turn_of(self, causes: Mapping[str, str], agent: str) -> str:
        """The turn of the call that started a sub-agent, or of the one that started its starter."""
        for _ in range(_DEEPEST):
            call = self._calls.get(causes.get(agent, ""))
            if call is None:
                return ""
            if call.turn or not call.agent:
                return call.turn
            agent = call.agent
        return ""

    def under_way(self, at: int) -> str:
        """The only turn that had begun by then and was not over."""
        turns = sorted(self._turns.values(), key=lambda it: it.started_at)
        waiting = {it.turn for it in self._calls.values() if not it.ended_at and not it.agent}
        nexts = [*(it.started_at for it in turns[1:]), at + 1]
        found = [
            turn.id
            for turn, following in zip(turns, nexts, strict=False)
            if turn.started_at <= at
            and (at <= turn.ended_at or (turn.id in waiting and at < following))
        ]
        return found[0] if len(found) == 1 else ""
