"""Dev sessions that the dashboard's tests are made of."""

from __future__ import annotations

from itertools import count

from collectors.session import Compaction, Request, Session, TokenUse, ToolCall, Turn
from dashboard.sessions import CommandUse, Detail, Sessions, Summary
from tests.dashboard.builders import NOW

_NUMBERS = count(1)

BEGAN = NOW - 600_000
"""When the session of most tests began: ten minutes ago."""


def at(seconds: float) -> int:
    """The moment so many seconds after the session began, unix milliseconds."""
    return BEGAN + round(seconds * 1000)


def used(
    read: int = 0, *, wrote: int = 0, plain: int = 0, out: int = 0, hour: bool = False
) -> TokenUse:
    """Tokens by kind; what is written is kept for five minutes, or for an hour."""
    return TokenUse(plain, out, 0 if hour else wrote, wrote if hour else 0, read)


def a_request(
    start: float,
    end: float,
    tokens: TokenUse | None = None,
    *,
    turn: str = "one",
    model: str = "claude-opus-5-5",
    agent: str = "",
    thinking: float = 0.0,
    first_token: float | None = None,
    exact: bool = True,
    shape: str = "",
    skill: str = "",
    error: str = "",
    hidden: bool = False,
) -> Request:
    """A request from one second of the session until another."""
    return Request(
        id=f"request {next(_NUMBERS)}",
        session="s",
        started_at=at(start),
        ended_at=at(end),
        start_exact=exact,
        model=model,
        tokens=tokens or used(1_000, out=100),
        turn=turn,
        agent=agent,
        agent_type="Explore" if agent else "",
        thinking_seconds=thinking,
        first_token_seconds=first_token,
        shape=shape,
        skill=skill,
        error=error,
        stop_reason="" if error else "end_turn",
        hidden=hidden,
    )


def a_call(
    start: float,
    end: float | None,
    *,
    name: str = "Bash",
    turn: str = "one",
    agent: str = "",
    failed: bool = False,
    permission: float | None = None,
) -> ToolCall:
    """A tool call from one second of the session until another; None for one that still runs."""
    return ToolCall(
        id=f"call {next(_NUMBERS)}",
        session="s",
        name=name,
        started_at=at(start),
        ended_at=0 if end is None else at(end),
        turn=turn,
        agent=agent,
        failed=failed,
        permission_seconds=permission,
    )


def a_turn(
    start: float,
    end: float,
    *,
    name: str = "one",
    command: str = "",
    reported: float | None = None,
) -> Turn:
    """A turn from one second of the session until another."""
    return Turn(name, "s", at(start), at(end), command=command, reported_seconds=reported)


def a_detail(
    turns: tuple[Turn, ...] = (),
    requests: tuple[Request, ...] = (),
    calls: tuple[ToolCall, ...] = (),
    *,
    compactions: tuple[Compaction, ...] = (),
    in_flight: float | None = None,
) -> Detail:
    """All that is known of one session; the request in flight began at a second of it."""
    session = Session(
        "s",
        root="/root",
        version="2.1.328",
        started_at=BEGAN,
        last_at=max((it.ended_at for it in requests), default=BEGAN),
        in_flight_since=0 if in_flight is None else at(in_flight),
    )
    return Detail(session, turns, requests, calls, compactions)


def a_use(
    name: str,
    *,
    skill: bool = False,
    invocations: int = 1,
    succeeded: int = 1,
    tool_errors: int = 0,
    seconds: tuple[float, ...] = (),
) -> CommandUse:
    """A command or a skill of which what did not succeed was interrupted."""
    interrupted = invocations - succeeded
    return CommandUse(name, skill, invocations, succeeded, interrupted, 0, tool_errors, seconds)


def the_sessions(detail: Detail, *summaries: Summary) -> Sessions:
    """The sessions of a root of which this is the current one."""
    return Sessions(detail, live=True, summaries=summaries)
