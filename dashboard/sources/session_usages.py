"""The tokens of a session's requests, grouped so that each group costs alike and serves one end."""

from __future__ import annotations

from bisect import bisect_left
from typing import TypeAlias

from collectors.session import Request, TokenUse
from dashboard.sessions import PROMPT_BANDS, QUARTER_MS, Usage

_BANDS = (0, *PROMPT_BANDS)
_Key: TypeAlias = tuple[int, str, int, str, str, str, str, str, bool]


class Usages:
    """Groups that requests are added to and taken from; whole numbers, so that no error adds up."""

    def __init__(self) -> None:
        self._sums: dict[_Key, list[int]] = {}
        self._made: dict[_Key, Usage] = {}

    def add(self, request: Request, command: str, *, times: int = 1) -> None:
        """Count a request of a turn that began with a command; minus once takes it away."""
        tokens = request.tokens
        key = _key(request, command)
        self._made.pop(key, None)
        known = self._sums.get(key)
        if known is None:
            known = self._sums[key] = [0] * 7
        known[0] += times
        known[1] += times * tokens.input_tokens
        known[2] += times * tokens.output_tokens
        known[3] += times * tokens.cache_creation_5m_input_tokens
        known[4] += times * tokens.cache_creation_1h_input_tokens
        known[5] += times * tokens.cache_read_input_tokens
        known[6] += times * request.web_searches

    def whole(self) -> tuple[Usage, ...]:
        """The groups by time; one that did not change is the same object again."""
        made = self._made
        for key, sums in self._sums.items():
            if key not in made and sums[0]:
                made[key] = _usage(key, sums)
        return tuple(made[key] for key in sorted(made))


def _key(request: Request, command: str) -> _Key:
    return (
        request.ended_at - request.ended_at % QUARTER_MS,
        request.model,
        _BANDS[bisect_left(PROMPT_BANDS, request.tokens.prompt_tokens)],
        request.speed,
        request.geography,
        command,
        request.skill,
        request.agent_type,
        request.hidden,
    )


def _usage(key: _Key, sums: list[int]) -> Usage:
    at, model, band, speed, geography, command, skill, agent_type, hidden = key
    requests, *tokens, searches = sums
    return Usage(
        at,
        model,
        band,
        speed,
        geography,
        command,
        skill,
        agent_type,
        requests=requests,
        tokens=TokenUse(*tokens),
        web_searches=searches,
        hidden=hidden,
    )
