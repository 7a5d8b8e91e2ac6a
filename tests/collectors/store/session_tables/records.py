"""Small records of sessions to store."""

from __future__ import annotations

from collectors.session import Request, Session, Telemetry, TokenUse, ToolCall, Turn, hashed
from collectors.session_progress import Transcript
from tests.collectors.store.builders import NOON

A, B = hashed("session a"), hashed("session b")


def a_request(
    name: str = "one",
    session: str = A,
    *,
    at: int = NOON,
    output: int = 10,
    claim: int = 5,
    error: str = "",
    turn: str = "first",
) -> Request:
    """A request that took two seconds, and its key is of its name."""
    return Request(
        id=hashed(name),
        session=session,
        ended_at=at,
        model="claude-opus-5",
        tokens=TokenUse(1, output, 20, 30, 400),
        turn=hashed(turn),
        key=hashed("key", name),
        started_at=at - 2_000,
        start_exact=True,
        stop_reason="" if error else "end_turn",
        error=error,
        claim=claim,
    )


def a_call(name: str = "call", session: str = A, *, at: int = NOON) -> ToolCall:
    """A tool call that took a second."""
    return ToolCall(
        hashed(name), session, "Bash", at - 1_000, hashed("first"), ended_at=at, claim=5
    )


def a_turn(name: str = "first", session: str = A, *, at: int = NOON, claim: int = 5) -> Turn:
    """A turn of three seconds."""
    return Turn(hashed(name), session, at - 3_000, at, command="/plan", claim=claim)


def a_session(session: str = A, *, root: str = "/home/dev/it", last_at: int = NOON) -> Session:
    """A session of an hour."""
    return Session(session, root, "2.1.328", last_at - 3_600_000, last_at)


def a_transcript(name: str = "file") -> Transcript:
    """A file that was read to some place, on a disk that numbers files without a sign."""
    return Transcript(
        file=hashed(name),
        session=A,
        device=2**64 - 1,
        inode=2**63,
        offset=123,
        head="abcd",
        head_bytes=4,
        modified_ms=NOON,
        lines=7,
        broken_lines=1,
        unknown=(("new-type", 2),),
        carry=b'{"turn":"x"}',
    )


def telemetry_of(request: Request, *, first_token: float = 0.25) -> Telemetry:
    """What telemetry says of a request."""
    return Telemetry(
        request.key,
        request.ended_at + 3,
        request.session,
        seconds=2.0,
        first_token_seconds=first_token,
        model=request.model,
        tokens=request.tokens,
        source="main",
    )
