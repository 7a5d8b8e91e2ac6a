"""Requests that the user cut off: their lines tell when their last whole block ended, and no more.

They went on until the interruption, as long as that turn lasted.
"""

from __future__ import annotations

from dataclasses import replace

from collectors.session import Request
from dashboard.memo import remembered
from dashboard.sessions import Detail


@remembered
def cut_off(detail: Detail) -> frozenset[str]:
    """The ids of those that were not answered to their end, and called no tool."""
    last = {it.turn: it for it in detail.requests if not (it.agent or it.hidden)}
    interrupted = (last[it.id] for it in detail.turns if it.interrupted and it.id in last)
    called = {it.request for it in detail.tool_calls}
    return frozenset(
        it.id for it in interrupted if not (it.stop_reason or it.error or it.id in called)
    )


@remembered
def with_interruptions(detail: Detail) -> Detail:
    """The same session, in which those last until they were cut off."""
    cut = cut_off(detail)
    if not cut:
        return detail
    ends = {turn.id: turn.ended_at for turn in detail.turns}
    requests = tuple(_until(it, ends[it.turn]) if it.id in cut else it for it in detail.requests)
    return replace(detail, requests=requests)


def _until(request: Request, end: int) -> Request:
    return replace(request, ended_at=max(request.ended_at, end))
