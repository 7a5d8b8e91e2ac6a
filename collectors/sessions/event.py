"""What else happens to a conversation: requests begin, are made again, the context is compacted."""

from __future__ import annotations

from dataclasses import replace

from collectors.session import Compaction, Retry, hashed
from collectors.sessions import names
from collectors.sessions.drafts import Chain
from collectors.sessions.json_line import JsonObject, count, dollars, mapping, seconds, text
from collectors.sessions.notes import Notes

_MAIN = ("repl_main_thread", "sdk")
_WORK = ("stop_hook_summary", "turn_duration")
_BY_HAND = "manual"
"""A compaction that the user asked for, when the turn before it was over."""


def read_start(notes: Notes, chain: Chain, line: JsonObject, at: int) -> None:
    """Take the line that is written when a request begins; no fork copies it."""
    ref = names.kept_id(text(line.get("id")))
    if not ref or not at:
        return
    notes.starts[ref] = at, names.kept_id(text(line.get("shapeHash")))
    source = text(line.get("querySource"))
    if not chain.agent and (not source or source.startswith(_MAIN)):
        notes.begin(chain)
        notes.place(chain, chain.session.id)
        if chain.session.flying:
            notes.add(_unanswered(chain, at))
        chain.session.flying, chain.session.in_flight_since = ref, at


def read_system(notes: Notes, chain: Chain, line: JsonObject, at: int) -> None:
    """Take a line that Claude Code wrote of itself."""
    subtype = line.get("subtype")
    if subtype == "api_error":
        notes.begin(chain)
        notes.touch(chain, at)
        notes.add(_retry(notes, chain, line, at))
        if not chain.agent:
            chain.session.flying = ""
    elif chain.agent:
        return
    elif subtype == "compact_boundary":
        compaction = _compaction(notes, chain, line, at)
        if compaction.trigger != _BY_HAND or chain.pending is not None:
            notes.begin(chain)
            notes.touch(chain, at)
            compaction = replace(compaction, turn=chain.turn_id)
        notes.add(compaction)
    elif subtype == "local_command":
        chain.pending = None
    elif subtype in _WORK:
        notes.touch(chain, at)
        if subtype == "turn_duration":
            _end(chain, line)


def read_cost(_: Notes, chain: Chain, line: JsonObject, __: int) -> None:
    """Take Claude Code's own running total."""
    cost = dollars(line.get("totalCostUSD"))
    if cost is not None:
        chain.session.reported_cost_usd = cost


def _end(chain: Chain, line: JsonObject) -> None:
    chain.session.land()
    took = seconds(line.get("durationMs"))
    if chain.turn is not None and took is not None:
        chain.turn.reported_seconds = took


def _id(chain: Chain, line: JsonObject, at: int) -> str:
    return hashed(text(line.get("uuid")) or f"{chain.session.id} {line.get('subtype')} {at}")


def _place(notes: Notes, chain: Chain) -> tuple[str, int]:
    """Session and claim of what no line tells more of than its turn."""
    turn = chain.turn
    return (turn.session, turn.claim) if turn else (chain.session.id, notes.standing)


def _retry(notes: Notes, chain: Chain, line: JsonObject, at: int) -> Retry:
    session, claim = _place(notes, chain)
    return Retry(
        _id(chain, line, at),
        session,
        at or chain.newest,
        chain.turn_id,
        _status(mapping(line.get("error"))),
        seconds(line.get("retryInMs")) or 0.0,
        claim,
    )


def _unanswered(chain: Chain, at: int) -> Retry:
    """An attempt that another one followed; beside a screen nothing else is written of it."""
    session, began = chain.session, chain.session.in_flight_since
    took = max(at - began, 0) / 1000
    return Retry(session.flying, session.id, began, chain.turn_id, seconds=took)


def _status(error: JsonObject) -> str:
    status = error.get("status")
    if type(status) is int and 100 <= status <= 599:
        return str(status)
    cause = mapping(error.get("cause"))
    told = (
        error.get("code"),
        cause.get("code"),
        error.get("type"),
        mapping(error.get("error")).get("type"),
    )
    return next((word for each in told if (word := names.word(text(each)))), names.UNKNOWN)


def _compaction(notes: Notes, chain: Chain, line: JsonObject, at: int) -> Compaction:
    session, claim = _place(notes, chain)
    told = mapping(line.get("compactMetadata"))
    return Compaction(
        _id(chain, line, at),
        session,
        at or chain.newest,
        trigger=names.word(text(told.get("trigger"))),
        pre_tokens=count(told.get("preTokens")),
        post_tokens=count(told.get("postTokens")),
        seconds=seconds(told.get("durationMs")) or 0.0,
        claim=claim,
    )
