"""How two records of one thing become one that knows what both do.

Every rule gives the same whatever comes first and however often: the larger of two values, or of
two groups of values. A file may be read in any order, twice, and beside its own copy.
"""

from __future__ import annotations

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
    release,
)

_Standing: TypeAlias = tuple[int, bool]
"""A claim, and whether a sub-agent makes it: a side question repeats what the main chain did."""
_Claim: TypeAlias = tuple[_Standing, str, str, str, str]


def request(one: Request, other: Request) -> Request:
    """The lowest claim decides where it belongs, the larger total what it used.

    An exact start wins over an approximate one; of two alike, the earlier.
    """
    (claim, _), session, turn, agent, agent_type = _lower(
        (_standing(one), one.session, one.turn, one.agent, one.agent_type),
        (_standing(other), other.session, other.turn, other.agent, other.agent_type),
    )
    exact = one.start_exact or other.start_exact
    return Request(
        one.id,
        session,
        max(one.ended_at, other.ended_at),
        max(one.model, other.model),
        _larger(one.tokens, other.tokens),
        turn,
        agent,
        agent_type,
        max(one.key, other.key),
        _earlier(
            one.started_at if one.start_exact is exact else 0,
            other.started_at if other.start_exact is exact else 0,
        ),
        exact,
        _shorter(one.first_token_seconds, other.first_token_seconds),
        max(one.thinking_seconds, other.thinking_seconds),
        max(one.stop_reason, other.stop_reason),
        max(one.error, other.error),
        max(one.shape, other.shape),
        max(one.skill, other.skill),
        max(one.speed, other.speed),
        max(one.geography, other.geography),
        max(one.web_searches, other.web_searches),
        claim,
        message=max(one.message, other.message),
        cause=max(one.cause, other.cause),
    )


def tool_call(one: ToolCall, other: ToolCall) -> ToolCall:
    """The lowest claim decides where it belongs, of two alike that of the main chain."""
    (claim, _), session, turn, request, agent = _lower(
        (_standing(one), one.session, one.turn, one.request, one.agent),
        (_standing(other), other.session, other.turn, other.request, other.agent),
    )
    return ToolCall(
        one.id,
        session,
        max(one.name, other.name),
        _earlier(one.started_at, other.started_at),
        turn,
        request,
        agent,
        max(one.ended_at, other.ended_at),
        one.failed or other.failed,
        _longer(one.permission_seconds, other.permission_seconds),
        claim,
    )


def turn(one: Turn, other: Turn) -> Turn:
    """The lowest claim decides whose it is; it lasts from its first line to its last."""
    (claim, _), session, *_ = _lower(
        ((one.claim, False), one.session, "", "", ""),
        ((other.claim, False), other.session, "", "", ""),
    )
    return Turn(
        one.id,
        session,
        _earlier(one.started_at, other.started_at),
        max(one.ended_at, other.ended_at),
        _longer(one.reported_seconds, other.reported_seconds),
        max(one.command, other.command),
        one.by_user and other.by_user,
        one.interrupted or other.interrupted,
        claim,
    )


def compaction(one: Compaction, other: Compaction) -> Compaction:
    """The lowest claim decides where it belongs."""
    (claim, _), session, turn, *_ = _lower(_place(one), _place(other))
    return Compaction(
        one.id,
        session,
        _earlier(one.at, other.at),
        turn,
        max(one.trigger, other.trigger),
        max(one.pre_tokens, other.pre_tokens),
        max(one.post_tokens, other.post_tokens),
        max(one.seconds, other.seconds),
        claim,
    )


def retry(one: Retry, other: Retry) -> Retry:
    """The lowest claim decides where it belongs."""
    (claim, _), session, turn, *_ = _lower(_place(one), _place(other))
    return Retry(
        one.id,
        session,
        _earlier(one.at, other.at),
        turn,
        max(one.status, other.status),
        max(one.seconds, other.seconds),
        claim,
    )


def session(one: Session, other: Session) -> Session:
    """The newest line decides what is in flight; of two folders, one that holds the other wins."""
    last_at, flying = max(
        (one.last_at, -one.in_flight_since), (other.last_at, -other.in_flight_since)
    )
    return Session(
        one.id,
        _known_least(one.root, other.root),
        max(one.version, other.version, key=release),
        _earlier(one.started_at, other.started_at),
        last_at,
        -flying,
        _longer(one.reported_cost_usd, other.reported_cost_usd),
        one.forked or other.forked,
    )


def telemetry(one: Telemetry, other: Telemetry) -> Telemetry:
    """What is known wins over what is not, the larger over the smaller."""
    return Telemetry(
        one.key,
        _earlier(one.at, other.at),
        max(one.session, other.session),
        max(one.tool, other.tool),
        _longer(one.seconds, other.seconds),
        _longer(one.first_token_seconds, other.first_token_seconds),
        _longer(one.permission_seconds, other.permission_seconds),
        max(one.model, other.model),
        _larger(one.tokens, other.tokens),
        max(one.source, other.source),
    )


def _standing(record: Request | ToolCall) -> _Standing:
    return record.claim, record.agent != ""


def _place(record: Compaction | Retry) -> _Claim:
    return (record.claim, False), record.session, record.turn, "", ""


def _lower(one: _Claim, other: _Claim) -> _Claim:
    """The lower claim with all it says; of two alike, what is known."""
    if one[0] != other[0]:
        return min(one, other)
    first, *rest = (max(pair) for pair in zip(one[1:], other[1:], strict=True))
    return one[0], first, rest[0], rest[1], rest[2]


def _larger(one: TokenUse, other: TokenUse) -> TokenUse:
    return max(one, other, key=_size)


def _size(tokens: TokenUse) -> tuple[int, int, int, int, int, int]:
    return (
        tokens.total,
        tokens.output_tokens,
        tokens.input_tokens,
        tokens.cache_creation_5m_input_tokens,
        tokens.cache_creation_1h_input_tokens,
        tokens.cache_read_input_tokens,
    )


def _earlier(one: int, other: int) -> int:
    """The smaller time; 0 is none."""
    return min(one, other) if one and other else one or other


def _known_least(one: str, other: str) -> str:
    return min(one, other) if one and other else one or other


def _longer(one: float | None, other: float | None) -> float | None:
    return max((value for value in (one, other) if value is not None), default=None)


def _shorter(one: float | None, other: float | None) -> float | None:
    return min((value for value in (one, other) if value is not None), default=None)
