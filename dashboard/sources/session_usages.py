"""The tokens of a session's requests, grouped so that each group costs alike and serves one end."""

from __future__ import annotations

from typing import TypeAlias

from collectors.alike import Alike
from collectors.session import TokenUse
from dashboard.sessions import Usage

_Key: TypeAlias = tuple[int, str, int, str, str, str, str, str, bool]


class Usages:
    """Groups that requests are added to and taken from; whole numbers, so that no error adds up."""

    def __init__(self) -> None:
        self._sums: dict[_Key, list[int]] = {}
        self._made: dict[_Key, Usage] = {}

    def add(self, alike: Alike, command: str, *, times: int = 1) -> None:
        """Count requests of a turn that began with a command; minus once takes them away."""
        key = _key(alike, command)
        known = self._sums.get(key)
        if known is None:
            known = self._sums[key] = [0] * 7
        else:
            self._made.pop(key, None)
        known[0] += times * alike.requests
        known[1] += times * alike.input_tokens
        known[2] += times * alike.output_tokens
        known[3] += times * alike.cache_creation_5m_input_tokens
        known[4] += times * alike.cache_creation_1h_input_tokens
        known[5] += times * alike.cache_read_input_tokens
        known[6] += times * alike.web_searches

    def whole(self) -> tuple[Usage, ...]:
        """The groups by time; one that did not change is the same object again."""
        made = self._made
        for key, sums in self._sums.items():
            if key not in made and sums[0]:
                made[key] = _usage(key, sums)
        return tuple(made[key] for key in sorted(made))


def _key(alike: Alike, command: str) -> _Key:
    return (
        alike.at,
        alike.model,
        alike.band,
        alike.speed,
        alike.geography,
        command,
        alike.skill,
        alike.agent_type,
        alike.hidden,
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
