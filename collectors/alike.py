"""Requests of one turn that count alike: they cost the same, serve one end and ended at one time.

Rows are made into these one by one while a session is at work, and where they are stored once it
is over: whatever is counted of requests is counted of these.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from collectors.session import Request

PROMPT_BANDS = (100_000, 200_000)
QUARTER_MS = 15 * 60 * 1000
END_REASONS = frozenset({"end_turn", "stop_sequence"})
"""Why the model stops when it has nothing more to do."""
WENT_ON, DONE = 0, 2
"""How a request leaves its turn: to be asked again, or ended by the model; else in between."""
WAYS = 4
UNTOLD = -1
"""The ending of what is not of the main chain."""
_BANDS = (0, *PROMPT_BANDS)


class Alike(NamedTuple):
    """One request or many; a tuple, because thousands are made of rows at once."""

    turn: str
    counts: bool
    """Whether they ended in the time that counts."""
    at: int
    """Start of the quarter of an hour in which they ended, unix milliseconds."""
    model: str
    band: int
    """The largest of the bands that their prompts exceeded, in tokens; 0 for none."""
    speed: str
    geography: str
    skill: str
    agent_type: str
    requests: int
    input_tokens: int
    output_tokens: int
    cache_creation_5m_input_tokens: int
    cache_creation_1h_input_tokens: int
    cache_read_input_tokens: int
    web_searches: int
    failures: int
    ending: int
    """The largest of theirs."""
    began: int
    """The first of them, unix milliseconds."""
    hidden: bool = False


def alone(request: Request, *, counts: bool) -> Alike:
    """One request by itself."""
    tokens = request.tokens
    return Alike(
        request.turn,
        counts,
        request.ended_at - request.ended_at % QUARTER_MS,
        request.model,
        _BANDS[bisect_left(PROMPT_BANDS, tokens.prompt_tokens)],
        request.speed,
        request.geography,
        request.skill,
        request.agent_type,
        1,
        tokens.input_tokens,
        tokens.output_tokens,
        tokens.cache_creation_5m_input_tokens,
        tokens.cache_creation_1h_input_tokens,
        tokens.cache_read_input_tokens,
        request.web_searches,
        int(bool(request.error)),
        ending(request),
        request.started_at or request.ended_at,
        request.hidden,
    )


def ending(request: Request) -> int:
    """What ended later is larger; of what ended at one time, what ends a turn."""
    if request.agent or request.hidden:
        return UNTOLD
    return WAYS * request.ended_at + request.ends_turn + (request.stop_reason in END_REASONS)


def way(ending: int) -> int:
    """How it ended."""
    return ending % WAYS
