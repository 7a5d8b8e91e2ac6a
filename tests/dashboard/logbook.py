"""A reading with dev sessions in it: one at work in a framework called harbor, some before it."""

from __future__ import annotations

from dataclasses import replace

from collectors.prices.place import shipped
from collectors.prices.table import PriceTable
from collectors.session import Compaction, Rating, Request, Retry, Session, TokenUse, ToolCall, Turn
from collectors.session_progress import Backlog
from dashboard.analysis.judgement import judge
from dashboard.reading import Reading
from dashboard.sessions import QUARTER_MS, CommandUse, Detail, Sessions, Summary, ToolUse, Usage
from tests.dashboard.builders import NOW
from tests.dashboard.harbor import a_reading

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
BEGAN = NOW - 30 * MINUTE
OPUS, HAIKU = "claude-opus-5", "claude-haiku-4-5-20251001"
PRICES = PriceTable(shipped().prices)
ROOT = "/home/dev/harbor"

CURRENT = Session(
    "current",
    root=ROOT,
    version="2.1.328",
    started_at=BEGAN,
    last_at=NOW - 3_000,
    in_flight_since=NOW - 3_000,
)


def at(seconds: float) -> int:
    """The moment so many seconds after the current session began."""
    return BEGAN + round(seconds * 1000)


def a_request(
    name: str,
    start: float,
    end: float,
    *,
    turn: str,
    tokens: TokenUse | None = None,
    model: str = OPUS,
    stop_reason: str = "tool_use",
    agent: str = "",
    cause: str = "",
    error: str = "",
    first: float | None = None,
    thinking: float = 0.0,
) -> Request:
    """A request from one second of the current session until another."""
    return Request(
        name,
        "current",
        at(end),
        model,
        tokens or TokenUse(12, 340, 2_100, 0, 61_000),
        turn=turn,
        agent=agent,
        agent_type="explorer" if agent else "",
        started_at=at(start),
        start_exact=True,
        first_token_seconds=first,
        thinking_seconds=thinking,
        stop_reason="" if error else stop_reason,
        error=error,
        cause=cause,
    )


def a_call(
    name: str,
    start: float,
    end: float | None,
    *,
    turn: str,
    request: str,
    tool: str = "Read",
    agent: str = "",
    failed: bool = False,
) -> ToolCall:
    """A tool call from one second of the current session until another; None when it runs."""
    ended_at = 0 if end is None else at(end)
    return ToolCall(name, "current", tool, at(start), turn, request, agent, ended_at, failed=failed)


PLAN, WORDS, RELEASE = "turn-plan", "turn-words", "turn-release"

TURNS = (
    Turn(PLAN, "current", at(2), at(64), command="/plan"),
    Turn(WORDS, "current", at(300), at(331), interrupted=True),
    Turn(RELEASE, "current", at(1_700), at(1_797), command="/release"),
)

COLD = TokenUse(12, 340, 63_900, 0, 0)
"""All of it was written to the prompt cache again: nobody had asked for it for too long."""
SHORT = TokenUse(12, 340, 14_900, 0, 6_200)
"""What is left after a compaction."""

REQUESTS = (
    a_request("plan-1", 2.2, 11, turn=PLAN, first=0.8, thinking=3.1),
    a_request("plan-2", 13, 64, turn=PLAN, stop_reason="end_turn", first=0.6, thinking=20.0),
    a_request("words-1", 300.1, 309, turn=WORDS, first=1.1),
    a_request("release-1", 1_700.2, 1_712, turn=RELEASE, tokens=COLD, first=0.7, thinking=4.5),
    a_request("scout-1", 1_713, 1_720, turn=RELEASE, agent="scout", cause="agent-1", model=HAIKU),
    a_request("scout-2", 1_722, 1_741, turn=RELEASE, agent="scout", cause="agent-1", model=HAIKU),
    a_request("release-2", 1_760, 1_768, turn=RELEASE, error="529", tokens=TokenUse()),
    a_request("release-3", 1_775, 1_790, turn=RELEASE, tokens=SHORT, first=0.9, thinking=2.0),
)

CALLS = (
    a_call("read-1", 11, 11.4, turn=PLAN, request="plan-1"),
    a_call("grep-1", 11, 12.9, turn=PLAN, request="plan-1", tool="Grep", failed=True),
    a_call("bash-1", 309, 331, turn=WORDS, request="words-1", tool="Bash"),
    a_call("agent-1", 1_712, 1_745, turn=RELEASE, request="release-1", tool="Agent"),
    a_call("bash-2", 1_712, 1_758, turn=RELEASE, request="release-1", tool="Bash"),
    a_call("read-2", 1_720, 1_721, turn=RELEASE, request="scout-1", agent="scout"),
    a_call("edit-1", 1_790, 1_797, turn=RELEASE, request="release-3", tool="Edit"),
)

DETAIL = Detail(
    CURRENT,
    TURNS,
    REQUESTS,
    CALLS,
    (Compaction("compaction-1", "current", at(1_774), RELEASE, "auto", 64_200, 14_000, 5.0),),
    (Retry("retry-1", "current", at(1_768), RELEASE, "529", 1.0),),
)


def a_usage(
    model: str = OPUS,
    *,
    at: int = BEGAN,
    requests: int = 8,
    tokens: TokenUse | None = None,
    command: str = "",
    skill: str = "",
) -> Usage:
    """Requests of one model."""
    used = tokens or TokenUse(90, 2_700, 16_000, 0, 480_000)
    return Usage(at, model, command=command, skill=skill, requests=requests, tokens=used)


TOOLS = (
    ToolUse("Agent", 1, 0, 33.0),
    ToolUse("Bash", 2, 0, 68.0),
    ToolUse("Edit", 1, 0, 7.0),
    ToolUse("Grep", 1, 1, 1.9),
    ToolUse("Read", 2, 0, 1.4),
)


def a_use(
    name: str,
    invocations: int,
    seconds: tuple[float, ...],
    *,
    skill: bool = False,
    succeeded: int = 0,
    interrupted: int = 0,
    tool_errors: int = 0,
) -> CommandUse:
    """A command, or a skill, with no request that failed; what has no outcome is at work."""
    return CommandUse(
        name,
        skill,
        invocations,
        succeeded,
        interrupted,
        0,
        tool_errors,
        seconds,
        unended=invocations - succeeded - interrupted,
    )


COMMANDS = (
    a_use("/plan", 3, (41.0, 62.0, 66.5), succeeded=2, interrupted=1, tool_errors=1),
    a_use("/release", 1, ()),
    a_use("plan", 2, (12.0, 30.0), skill=True, succeeded=2),
)

SUMMARY = Summary(
    CURRENT,
    turns=3,
    succeeded=1,
    interrupted=1,
    at_work=1,
    requests=7,
    failures=1,
    retries=1,
    compactions=1,
    usages=(
        a_usage(command="/plan"),
        a_usage(HAIKU, requests=2, tokens=TokenUse(20, 600, 4_000, 0, 90_000), skill="plan"),
    ),
    tools=TOOLS,
    commands=COMMANDS,
)


def an_older(name: str, days: float, *, model: str = OPUS) -> Summary:
    """A session that ended so many days ago."""
    last = NOW - round(days * DAY)
    session = Session(name, ROOT, "2.1.320", started_at=last - 2 * HOUR, last_at=last)
    return Summary(
        session,
        turns=14,
        succeeded=12,
        requests=61,
        usages=(a_usage(model, at=last - HOUR, requests=61),),
        tools=(ToolUse("Bash", 20, 2, 210.0), ToolUse("Read", 40, 0, 9.5)),
    )


OLDER = (
    an_older("monday", 0.2),
    an_older("sunday", 1.1),
    an_older("hidden", 3, model="claude-mystery-9"),
)

SESSIONS = Sessions(
    current=DETAIL,
    live=True,
    summaries=(SUMMARY, *OLDER),
    ratings=(Rating("monday", NOW - HOUR, 4), Rating("sunday", NOW - DAY, 5)),
    versions=("2.1.320", "2.1.328"),
    unknown=(("weather-report", 3),),
)


TURN_COMMANDS = {turn.id: turn.command for turn in TURNS}

ADDED_UP = replace(
    SUMMARY,
    usages=tuple(
        a_usage(
            it.model,
            at=it.ended_at - it.ended_at % QUARTER_MS,
            requests=1,
            tokens=it.tokens,
            command=TURN_COMMANDS[it.turn],
        )
        for it in REQUESTS
        if not it.error
    ),
    commands=(a_use("/plan", 1, (62.0,), succeeded=1, tool_errors=1), a_use("/release", 1, ())),
)
"""The current session in sums that are those of its requests and turns."""

PICTURED = replace(SESSIONS, summaries=(ADDED_UP, *OLDER))
"""Sessions for pictures, in which whoever adds up finds nothing amiss."""


def with_sessions(sessions: Sessions = SESSIONS, reading: Reading | None = None) -> Reading:
    """The reading of the harbor with these sessions."""
    known = reading or a_reading()
    snapshot = replace(
        known.snapshot,
        sessions=sessions,
        prices=PRICES,
        days=tuple(NOW - 9 * HOUR - ago * DAY for ago in reversed(range(14))),
    )
    return replace(known, snapshot=snapshot, verdict=judge(snapshot, known.config))


def without_sessions(*, files: int = 0) -> Reading:
    """The same with none, or with some that are still to be read."""
    backlog = Backlog(files, files * 1_600_000, files * 2_000_000)
    return with_sessions(Sessions(backlog=backlog))
