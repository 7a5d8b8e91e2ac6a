"""What one transcript has told so far and later lines may refer to, within bounds."""

from __future__ import annotations

from itertools import islice
from typing import TypeAlias, TypeVar

from collectors import flat_record as flat
from collectors.session import Compaction, Retry
from collectors.sessions import names
from collectors.sessions.drafts import (
    CallDraft,
    Chain,
    Draft,
    RequestDraft,
    SessionDraft,
    TurnDraft,
)
from collectors.sessions.json_line import JsonObject, text

_CHAINS = 64
_SESSIONS = 16
_TURNS = 64
_REQUESTS = 256
_CALLS = 256
_STARTS = 64

COPY = 1
"""The claim of what names the session that it was copied from: only that one's own is lower."""

_Kept = TypeVar("_Kept")
Start: TypeAlias = tuple[int, str]
"""When a request began, and the shape of its system prompt and tools."""


class Notes:
    """All that is remembered of one transcript."""

    def __init__(self, *, session_id: str, agent_id: str, standing: int) -> None:
        self.session_id = session_id
        self.agent_id = agent_id
        self.standing = standing
        """The claim on what the file may have copied from another session."""
        self.agent_type = ""
        self.cause = ""
        """The tool call that started the sub-agent whose file this is, as its note says."""
        self.sessions: dict[str, SessionDraft] = {}
        self.chains: dict[tuple[str, str], Chain] = {}
        self.turns: dict[str, TurnDraft] = {}
        self.requests: dict[str, RequestDraft] = {}
        self.calls: dict[str, CallDraft] = {}
        self.starts: dict[str, Start] = {}
        self.nameless = ""
        """The root of the newest sub-agent in the file that has no id."""
        self._changed: list[Draft] = []
        self._events: list[Compaction | Retry] = []

    def session(self, session_id: str) -> SessionDraft:
        """The session of a raw id."""
        key = names.kept_id(session_id)
        if key not in self.sessions:
            self.sessions[key] = SessionDraft(key)
        return self.sessions[key]

    def chain(self, session: SessionDraft, agent: str) -> Chain:
        """The conversation of a session's main chain, or of one of its sub-agents."""
        known = self.chains.get((session.id, agent))
        if known is None:
            known = Chain(session, agent)
            if agent:
                self._introduce(known)
            self.chains[known.id] = known
        return known

    def _introduce(self, chain: Chain) -> None:
        """Let a sub-agent work for the turn, and be of the type, that started it."""
        main = self.chains.get((chain.session.id, ""))
        if main is not None:
            chain.turn, chain.turn_id = main.turn, main.turn_id
        newest = islice(reversed(self.calls.values()), _CALLS)
        asked = [call.agent_type for call in newest if call.agent_type and not call.ended_at]
        chain.agent_type = self.agent_type or (asked[0] if len(asked) == 1 else "")
        chain.cause = self.cause

    def begin(self, chain: Chain) -> None:
        """Let a turn that was waiting for a sign of the model begin."""
        if chain.pending is not None:
            self.open(chain, chain.pending)

    def open(self, chain: Chain, turn: TurnDraft) -> None:
        """Let what follows on a main chain belong to a turn."""
        chain.turn, chain.turn_id, chain.pending = turn, turn.id, None
        self.turns[turn.id] = turn
        self.mark(turn)

    def touch(self, chain: Chain, at: int) -> None:
        """Let the turn of a chain last until now."""
        turn = chain.turn
        if turn is not None:
            if at > turn.ended_at:
                turn.ended_at = at
                turn.started_at = turn.started_at or at
            if not turn.changed:
                self.mark(turn)

    def place(self, chain: Chain, session: str) -> None:
        """Let the turn of a main chain belong to the session that is sure to have made it."""
        turn = chain.turn
        if turn is not None and turn.claim and not chain.agent:
            turn.session, turn.claim = session, 0 if session == chain.session.id else COPY
            self.mark(turn)

    def turn_of(self, chain: Chain, line: JsonObject) -> str:
        """Id of the turn of a line: some name their prompt, others follow it."""
        prompt = names.kept_id(text(line.get("promptId")))
        return prompt if prompt in self.turns else chain.turn_id

    def mark(self, draft: Draft) -> None:
        """Let the next `take` tell of it."""
        if not draft.changed:
            draft.changed = True
            self._changed.append(draft)

    def add(self, event: Compaction | Retry) -> None:
        """Let the next `take` tell of what no later line completes."""
        self._events.append(event)

    def take(self) -> list[flat.Row]:
        """Return what is new or changed, and forget what is unlikely to be spoken of again."""
        taken = [draft.row() for draft in self._changed]
        taken += map(flat.row, self._events)
        for draft in self._changed:
            draft.changed = False
            if isinstance(draft, RequestDraft):
                draft.usage = None
        self._changed.clear()
        self._events.clear()
        self._forget()
        return taken

    def newest_chains(self, most: int) -> list[Chain]:
        """The chains that were last at work, the newest last."""
        return sorted(self.chains.values(), key=lambda chain: chain.before)[-most:]

    def _forget(self) -> None:
        _keep_newest(self.requests, _REQUESTS)
        _keep_newest(self.starts, _STARTS)
        _keep_newest(self.turns, _TURNS)
        answered = [id_ for id_, call in self.calls.items() if call.ended_at]
        for id_ in answered:
            del self.calls[id_]
        _keep_newest(self.calls, _CALLS)
        if len(self.chains) > _CHAINS:
            self.chains = {chain.id: chain for chain in self.newest_chains(_CHAINS)}
        if len(self.sessions) > _SESSIONS:
            known = {chain.session.id for chain in self.chains.values()}
            self.sessions = {id_: self.sessions[id_] for id_ in known if id_ in self.sessions}


def _keep_newest(kept: dict[str, _Kept], most: int) -> None:
    for key in list(kept)[: max(0, len(kept) - most)]:
        del kept[key]
