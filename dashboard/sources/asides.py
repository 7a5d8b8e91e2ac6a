"""What was done aside of a session's main chain: for which turn, and what is but told again.

A side question repeats replies of the main chain under request ids of its own: they do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from collectors.session import Request, ToolCall
from collectors.store.session_tables.detail import SessionRows
from dashboard.sources.agent_turns import agent_turns
from dashboard.sources.gathered import Gathered

_Row = TypeVar("_Row", Request, ToolCall)


@dataclass(frozen=True, slots=True)
class Settled:
    """Rows as they count, and which of those known do not any more."""

    read: SessionRows
    gone: frozenset[str] = frozenset()
    """Ids of requests."""


class Asides:
    """Remembers what may turn out otherwise once more of the session is read."""

    def __init__(self) -> None:
        self._messages: set[str] = set()
        """Of the main chain."""
        self._requests: dict[str, Request] = {}
        """Those of sub-agents, as stored."""
        self._calls: dict[str, ToolCall] = {}
        """Those of sub-agents that name no turn, as stored."""

    def settle(self, read: SessionRows, known: Gathered) -> Settled:
        """Say what counts of rows that are new, and of those known what they change."""
        unsure = self._unsure(read, known)
        self._requests = _without_main(self._requests, read.requests)
        self._calls = {
            id_: call
            for id_, call in _without_main(self._calls, read.tool_calls).items()
            if not call.turn
        }
        if not self._requests and not self._calls:
            return Settled(read)
        return self._settled(read, known, unsure)

    def _unsure(self, read: SessionRows, known: Gathered) -> set[str]:
        """The messages that make a difference now; before anything of it is remembered."""
        told = {it.message for it in read.requests if not it.agent}
        was_main = {
            it.message
            for it in read.requests
            if it.agent and (was := known.requests.by_id.get(it.id)) and not was.agent
        }
        new = told - self._messages
        self._messages |= told
        if was_main:
            ids = {it.id for it in read.requests}
            mine = (it for it in known.requests.by_id.values() if it.id not in ids and not it.agent)
            self._messages = told | {it.message for it in mine}
        self._messages.discard("")
        return new | was_main

    def _settled(self, read: SessionRows, known: Gathered, unsure: set[str]) -> Settled:
        asked = {it.id for it in read.requests}
        looked_at = [
            it
            for it in self._requests.values()
            if not it.turn or it.id in asked or it.message in unsure
        ]
        again = {it.id for it in looked_at if it.message in self._messages}
        counting = [it for it in looked_at if it.id not in again]
        turns = agent_turns(counting, self._calls.values(), read, known)
        return Settled(
            replace(
                read,
                requests=(
                    *(it for it in read.requests if not it.agent),
                    *_changed(counting, turns, known.requests.by_id),
                ),
                tool_calls=(
                    *(it for it in read.tool_calls if it.id not in self._calls),
                    *_changed(self._calls.values(), turns, known.tool_calls.by_id),
                ),
            ),
            frozenset(again & known.requests.by_id.keys()),
        )


def _without_main(known: dict[str, _Row], read: Iterable[_Row]) -> dict[str, _Row]:
    """Add rows of sub-agents; one that turned out to be the main chain's is none."""
    aside = {it.id: it for it in read if it.agent}
    if not known:
        return aside
    main = {it.id for it in read if not it.agent}
    return {id_: it for id_, it in known.items() if id_ not in main} | aside


def _changed(
    rows: Iterable[_Row], turns: Mapping[str, str], known: Mapping[str, _Row]
) -> Iterator[_Row]:
    """Yield rows with the turn of their sub-agent that are not known like this."""
    for row in rows:
        turn = row.turn or turns.get(row.agent, "")
        settled = row if turn == row.turn else replace(row, turn=turn)
        if known.get(row.id) != settled:
            yield settled
