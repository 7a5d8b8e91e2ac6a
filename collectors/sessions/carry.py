"""What a later reader of the same file has to know, as JSON: hashed ids, names and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeVar

import orjson

from collectors.sessions.drafts import CallDraft, Chain, RequestDraft, SessionDraft, TurnDraft
from collectors.sessions.json_line import JsonObject, count, listed, mapping, parsed, text
from collectors.sessions.notes import Notes

_FORMAT = 1
_CHAINS = 16
_TURNS = 8
_REQUESTS = 8
_CALLS = 64
_STARTS = 8
_TYPES: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "float | None": (float, int, type(None)),
    "bool": (bool,),
}
"""What each field of a draft may hold, by its annotation."""
_PASSING = ("changed", "usage")
"""Fields that no later reader needs."""
_KEPT = {
    kind: tuple(it.name for it in fields(kind) if it.name not in _PASSING)
    for kind in (SessionDraft, TurnDraft, RequestDraft, CallDraft)
}
_Draft = TypeVar("_Draft", SessionDraft, TurnDraft, RequestDraft, CallDraft)


def packed(notes: Notes) -> bytes:
    """Write down what is open, or may be told more of."""
    chains = notes.newest_chains(_CHAINS)
    turns = {chain.turn.id: chain.turn for chain in chains if chain.turn is not None}
    turns |= dict([*notes.turns.items()][-_TURNS:])
    calls = [call for call in notes.calls.values() if not call.ended_at]
    return orjson.dumps(
        {
            "format": _FORMAT,
            "nameless": notes.nameless,
            "sessions": [_fields(session) for session in notes.sessions.values()],
            "turns": [_fields(turn) for turn in turns.values()],
            "requests": [_fields(each) for each in [*notes.requests.values()][-_REQUESTS:]],
            "calls": [_fields(call) for call in calls[-_CALLS:]],
            "starts": dict([*notes.starts.items()][-_STARTS:]),
            "chains": [_chain_fields(chain) for chain in chains],
        }
    )


def unpack(carry: bytes, notes: Notes) -> None:
    """Remember what was written down; what cannot be read is not remembered."""
    told = parsed(carry) if carry else None
    if told is None or told.get("format") != _FORMAT:
        return
    notes.nameless = text(told.get("nameless"))
    notes.sessions = {draft.id: draft for draft in _drafts(SessionDraft, told.get("sessions"))}
    notes.turns = {draft.id: draft for draft in _drafts(TurnDraft, told.get("turns"))}
    notes.requests = {draft.id: draft for draft in _drafts(RequestDraft, told.get("requests"))}
    notes.calls = {draft.id: draft for draft in _drafts(CallDraft, told.get("calls"))}
    for ref, start in mapping(told.get("starts")).items():
        at, shape = (*listed(start), None, None)[:2]
        notes.starts[ref] = count(at), text(shape)
    notes.chains = {chain.id: chain for chain in _chains(notes, told)}


def _fields(draft: SessionDraft | TurnDraft | RequestDraft | CallDraft) -> JsonObject:
    written: JsonObject = {name: getattr(draft, name) for name in _KEPT[type(draft)]}
    if isinstance(draft, RequestDraft):
        written["blocks"] = [*draft.blocks]
    return written


def _chain_fields(chain: Chain) -> JsonObject:
    return {
        "session": chain.session.id,
        "agent": chain.agent,
        "agent_type": chain.agent_type,
        "cause": chain.cause,
        "turn_id": chain.turn_id,
        "before": chain.before,
        "pending": _fields(chain.pending) if chain.pending else None,
    }


def _chains(notes: Notes, told: JsonObject) -> Iterator[Chain]:
    for item in listed(told.get("chains")):
        written = mapping(item)
        session = notes.sessions.get(text(written.get("session")))
        if session is not None:
            turn_id = text(written.get("turn_id"))
            yield Chain(
                session,
                text(written.get("agent")),
                text(written.get("agent_type")),
                text(written.get("cause")),
                turn_id,
                notes.turns.get(turn_id),
                next(_drafts(TurnDraft, [written.get("pending")]), None),
                count(written.get("before")),
            )


def _drafts(kind: type[_Draft], told: object) -> Iterator[_Draft]:
    for item in listed(told):
        written = mapping(item)
        known: dict[str, Any] = {
            field.name: written[field.name]
            for field in fields(kind)
            if isinstance(written.get(field.name), _TYPES.get(str(field.type), ()))
            and field.name in written
        }
        if "blocks" in written:
            known["blocks"] = {block for block in listed(written["blocks"]) if type(block) is int}
        if "spent" in written:
            known["spent"] = tuple(count(tokens) for tokens in listed(written["spent"]))
        try:
            yield kind(**known)
        except TypeError:
            continue
