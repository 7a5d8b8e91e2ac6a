"""How a record of a session becomes a row, and a row the record it was."""

from __future__ import annotations

from sys import intern
from typing import TypeAlias

from collectors.session import (
    Compaction,
    Request,
    Retry,
    Session,
    Telemetry,
    TokenUse,
    ToolCall,
    Turn,
)
from collectors.store.encoding import plain
from collectors.store.session_tables.ids import number, shared, text

Column: TypeAlias = int | float | str | bytes | None
Row: TypeAlias = tuple[Column, ...]

_RequestRow: TypeAlias = tuple[
    *tuple[int, int, int, str],
    *tuple[int, int, int, int, int],
    *tuple[int, int, str, int, int, int],
    *tuple[float | None, float, str, str, str, str, str, str, int, int],
    *tuple[int, int],
]
_ToolCallRow: TypeAlias = tuple[int, int, str, int, int, int, int, int, int, float | None, int]
_TurnRow: TypeAlias = tuple[int, int, int, int, float | None, str, int, int, int]
_CompactionRow: TypeAlias = tuple[int, int, int, int, str, int, int, float, int]
_RetryRow: TypeAlias = tuple[int, int, int, int, str, float, int]
_SessionRow: TypeAlias = tuple[int, str, str, int, int, int, float | None, int]
_TelemetryRow: TypeAlias = tuple[
    *tuple[int, int, int, str, float | None, float | None, float | None, str],
    *tuple[int, int, int, int, int],
    str,
]


def request_row(it: Request) -> Row:
    """Its columns, without the revision."""
    tokens = it.tokens
    return (
        number(it.id),
        number(it.session),
        it.ended_at,
        plain(it.model),
        tokens.input_tokens,
        tokens.output_tokens,
        tokens.cache_creation_5m_input_tokens,
        tokens.cache_creation_1h_input_tokens,
        tokens.cache_read_input_tokens,
        number(it.turn),
        number(it.agent),
        plain(it.agent_type),
        number(it.key),
        it.started_at,
        it.start_exact,
        it.first_token_seconds,
        it.thinking_seconds,
        plain(it.stop_reason),
        plain(it.error),
        plain(it.shape),
        plain(it.skill),
        plain(it.speed),
        plain(it.geography),
        it.web_searches,
        it.claim,
        number(it.message),
        number(it.cause),
    )


def request(row: _RequestRow) -> Request:
    """The request of a row; names that many share are one object."""
    return Request(
        intern(text(row[0])),
        shared(row[1]),
        row[2],
        intern(row[3]),
        TokenUse(row[4], row[5], row[6], row[7], row[8]),
        shared(row[9]),
        shared(row[10]),
        intern(row[11]),
        text(row[12]),
        row[13],
        bool(row[14]),
        row[15],
        row[16],
        intern(row[17]),
        intern(row[18]),
        intern(row[19]),
        intern(row[20]),
        intern(row[21]),
        intern(row[22]),
        row[23],
        row[24],
        message=text(row[25]),
        cause=shared(row[26]),
    )


def tool_call_row(it: ToolCall) -> Row:
    """Its columns, without the revision."""
    return (
        number(it.id),
        number(it.session),
        plain(it.name),
        it.started_at,
        number(it.turn),
        number(it.request),
        number(it.agent),
        it.ended_at,
        it.failed,
        it.permission_seconds,
        it.claim,
    )


def tool_call(row: _ToolCallRow) -> ToolCall:
    """The tool call of a row."""
    return ToolCall(
        text(row[0]),
        shared(row[1]),
        intern(row[2]),
        row[3],
        shared(row[4]),
        intern(text(row[5])),
        shared(row[6]),
        row[7],
        bool(row[8]),
        row[9],
        row[10],
    )


def turn_row(it: Turn) -> Row:
    """Its columns, without the revision."""
    return (
        number(it.id),
        number(it.session),
        it.started_at,
        it.ended_at,
        it.reported_seconds,
        plain(it.command),
        it.by_user,
        it.interrupted,
        it.claim,
    )


def turn(row: _TurnRow) -> Turn:
    """The turn of a row."""
    return Turn(
        intern(text(row[0])),
        shared(row[1]),
        row[2],
        row[3],
        row[4],
        intern(row[5]),
        bool(row[6]),
        bool(row[7]),
        row[8],
    )


def compaction_row(it: Compaction) -> Row:
    """Its columns, without the revision."""
    place = (number(it.id), number(it.session), it.at, number(it.turn))
    return (*place, plain(it.trigger), it.pre_tokens, it.post_tokens, it.seconds, it.claim)


def compaction(row: _CompactionRow) -> Compaction:
    """The compaction of a row."""
    key, session, at, turn, *_ = row
    return Compaction(text(key), shared(session), at, shared(turn), *row[4:])


def retry_row(it: Retry) -> Row:
    """Its columns, without the revision."""
    place = (number(it.id), number(it.session), it.at, number(it.turn))
    return (*place, plain(it.status), it.seconds, it.claim)


def retry(row: _RetryRow) -> Retry:
    """The retry of a row."""
    key, session, at, turn, status, seconds, claim = row
    where = shared(session)
    return Retry(text(key), where, at, shared(turn), intern(status), seconds, claim)


def session_row(it: Session) -> Row:
    """Its columns, without the revisions."""
    return (
        number(it.id),
        plain(it.root),
        plain(it.version),
        it.started_at,
        it.last_at,
        it.in_flight_since,
        it.reported_cost_usd,
        it.forked,
    )


def session(row: _SessionRow) -> Session:
    """The session of a row."""
    key, root, version, started, last, flying, cost, forked = row
    return Session(
        shared(key), intern(root), intern(version), started, last, flying, cost, bool(forked)
    )


def telemetry_row(it: Telemetry) -> Row:
    """Its columns, without whether a transcript shows it too."""
    tokens = it.tokens
    return (
        number(it.key),
        it.at,
        number(it.session),
        plain(it.tool),
        it.seconds,
        it.first_token_seconds,
        it.permission_seconds,
        plain(it.model),
        tokens.input_tokens,
        tokens.output_tokens,
        tokens.cache_creation_5m_input_tokens,
        tokens.cache_creation_1h_input_tokens,
        tokens.cache_read_input_tokens,
        plain(it.source),
    )


def telemetry(row: _TelemetryRow) -> Telemetry:
    """The telemetry of a row."""
    key, at, session, tool, seconds, first, permission, model, *counts, source = row
    tokens = TokenUse(*counts)
    return Telemetry(
        text(key), at, text(session), tool, seconds, first, permission, model, tokens, source
    )
