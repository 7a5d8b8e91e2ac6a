"""Records of two sessions that share rows, few enough to meet often."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import strategies as st

from collectors.alike import PROMPT_BANDS, QUARTER_MS
from collectors.session import (
    SYNTHETIC,
    Compaction,
    Request,
    Retry,
    Session,
    Telemetry,
    TokenUse,
    ToolCall,
    Turn,
    hashed,
)
from collectors.session_record import SessionRecord
from tests.collectors.store.session_tables.records import A, B

_SMALL = st.integers(0, 3)
_TOKENS = _SMALL | st.sampled_from([*PROMPT_BANDS, PROMPT_BANDS[-1] + 1])
_NAMES = st.sampled_from(["", "x", "y"])
_IDS = st.sampled_from([hashed("1"), hashed("2")])
_SESSIONS = st.sampled_from([A, B])
_SECONDS = st.none() | st.sampled_from([0.5, 1.5])

_REQUESTS = st.builds(
    lambda **fields: Request(key=hashed("key", fields["id"]), **fields),
    id=_IDS,
    session=_SESSIONS,
    ended_at=_SMALL | st.just(QUARTER_MS),
    model=st.sampled_from(["", "x", SYNTHETIC]),
    tokens=st.builds(TokenUse, _TOKENS, _SMALL, _SMALL, _SMALL, _TOKENS),
    turn=st.just("") | _IDS,
    agent=st.just("") | _IDS,
    agent_type=_NAMES,
    started_at=_SMALL,
    start_exact=st.booleans(),
    first_token_seconds=_SECONDS,
    stop_reason=st.sampled_from(["", "end_turn", "max_tokens", "tool_use"]),
    error=_NAMES,
    skill=_NAMES,
    speed=_NAMES,
    geography=_NAMES,
    web_searches=_SMALL,
    claim=_SMALL,
    message=st.just("") | _IDS,
    cause=st.just("") | _IDS,
)
_CALLS = st.builds(
    ToolCall,
    id=_IDS,
    session=_SESSIONS,
    name=_NAMES,
    started_at=_SMALL,
    turn=st.just("") | _IDS,
    request=_IDS,
    agent=st.just("") | _IDS,
    ended_at=_SMALL,
    failed=st.booleans(),
    claim=_SMALL,
)
_TURNS = st.builds(
    Turn,
    id=_IDS,
    session=_SESSIONS,
    started_at=_SMALL,
    ended_at=_SMALL,
    reported_seconds=_SECONDS,
    command=_NAMES,
    by_user=st.booleans(),
    interrupted=st.booleans(),
    claim=_SMALL,
)
_KEYS = _IDS.map(lambda it: hashed("key", it))
_TELEMETRY = st.builds(Telemetry, key=_KEYS, at=_SMALL, session=_SESSIONS, seconds=_SECONDS)
RECORDS: st.SearchStrategy[SessionRecord] = st.one_of(
    _REQUESTS,
    _TELEMETRY,
    _CALLS,
    _TURNS,
    st.builds(Compaction, id=_IDS, session=_SESSIONS, at=_SMALL, turn=_IDS, claim=_SMALL),
    st.builds(Retry, id=_IDS, session=_SESSIONS, at=_SMALL, status=_NAMES, claim=_SMALL),
    st.builds(
        Session,
        id=_SESSIONS,
        root=_NAMES,
        version=st.sampled_from(["", "2.1.9", "2.1.10"]),
        started_at=_SMALL,
        last_at=_SMALL,
        in_flight_since=_SMALL,
        reported_cost_usd=_SECONDS,
    ),
)

WORK: st.SearchStrategy[list[SessionRecord]] = st.tuples(
    st.lists(_TURNS, min_size=1, max_size=3),
    st.lists(_REQUESTS, max_size=3),
    st.lists(_CALLS, min_size=1, max_size=3),
).map(lambda kinds: [replace(record, session=A) for kind in kinds for record in kind])
"""What is done in one session for a turn or two."""


_VARYING = sorted({it.name for it in fields(Request)} - {"id", "session", "turn", "message", "key"})


def _varied(first: Request, others: list[tuple[Request, str]]) -> list[SessionRecord]:
    settled = replace(first, session=A, turn=hashed("1"), message="", key="")
    varied = (
        replace(settled, id=hashed("other", str(at)), **{name: getattr(other, name)})
        for at, (other, name) in enumerate(others)
    )
    return [Turn(hashed("1"), A, 1, 3), settled, *varied]


VARIED: st.SearchStrategy[list[SessionRecord]] = st.builds(
    _varied,
    _REQUESTS,
    st.lists(st.tuples(_REQUESTS, st.sampled_from(_VARYING)), min_size=1, max_size=6),
)
"""Requests of one turn, each of which differs from the first in one field."""
