"""What a user line tells: a prompt, the end of a tool call, an interruption, or a companion."""

from __future__ import annotations

from collectors.session import hashed
from collectors.sessions import names
from collectors.sessions.command import command, is_interruption, is_local, is_notification
from collectors.sessions.drafts import Chain, TurnDraft
from collectors.sessions.json_line import JsonObject, listed, mapping, text
from collectors.sessions.notes import COPY, Notes

_HUMAN = ("", "human", "user")
_CAVEAT = "<local-command-caveat>"
_INTERRUPTED = "interrupted"


def read_user(notes: Notes, chain: Chain, line: JsonObject, at: int) -> None:
    """Take one user line."""
    content = mapping(line.get("message")).get("content")
    if not _end_calls(notes, chain, line, content, at):
        if chain.agent:
            _task(notes, chain, line)
        elif line.get("isCompactSummary") is not True:
            _read_body(notes, chain, line, _body(content), at)
    chain.before = max(chain.before, at)


def _task(notes: Notes, chain: Chain, line: JsonObject) -> None:
    """Let what a sub-agent does belong to the prompt that made it do so."""
    prompt = names.kept_id(text(line.get("promptId")))
    if prompt:
        chain.turn_id, chain.turn = prompt, notes.turns.get(prompt)


def _end_calls(notes: Notes, chain: Chain, line: JsonObject, content: object, at: int) -> bool:
    """Note how tool calls ended; False when the line speaks of none."""
    results = [
        part
        for part in listed(content)
        if isinstance(part, dict) and part.get("type") == "tool_result"
    ]
    if not results:
        return False
    lost = _is_lost(notes, chain, line)
    for result in results:
        written = names.written(result.get("tool_use_id"))
        call = notes.calls.get(written) or notes.calls.get(
            names.tool_call(chain.session.id, written)
        )
        if call is None:
            continue
        if not lost and at and call.started_at:
            call.ended_at = max(call.ended_at, at, call.started_at)
        call.failed = call.failed or _failed(result, line)
        notes.mark(call)
    if not lost:
        notes.touch(chain, at)
    return True


def _is_lost(notes: Notes, chain: Chain, line: JsonObject) -> bool:
    """Whether who resumes a session wrote it for a call that was killed: nobody knows how long ago.

    It names the prompt that comes next, where what the user interrupts names its own.
    """
    if line.get("toolDenialKind") != _INTERRUPTED or chain.agent:
        return False
    prompt = names.kept_id(text(line.get("promptId")))
    return prompt != "" and prompt not in notes.turns


def _failed(result: JsonObject, line: JsonObject) -> bool:
    told = result.get("is_error")
    return told if isinstance(told, bool) else text(line.get("toolUseResult")).startswith("Error: ")


def _body(content: object) -> str:
    """The text of a prompt, where it is one text."""
    if isinstance(content, str):
        return content
    parts = listed(content)
    return text(mapping(parts[0]).get("text")) if len(parts) == 1 else ""


def _read_body(notes: Notes, chain: Chain, line: JsonObject, body: str, at: int) -> None:
    if is_interruption(body):
        _interrupt(notes, chain, at)
    elif is_local(body):
        chain.pending = chain.pending if body.startswith(_CAVEAT) else None
    elif line.get("isMeta") is True:
        _accompany(notes, chain, line, at)
    else:
        _prompt(notes, chain, line, body, at)


def _interrupt(notes: Notes, chain: Chain, at: int) -> None:
    notes.begin(chain)
    chain.session.land()
    if chain.turn is not None:
        chain.turn.interrupted = True
        notes.touch(chain, at)


def _accompany(notes: Notes, chain: Chain, line: JsonObject, at: int) -> None:
    """Begin the command that this expands; a prompt of its own was none of the user's."""
    prompt = names.kept_id(text(line.get("promptId")))
    if chain.pending is not None and chain.pending.command:
        notes.begin(chain)
    elif prompt and prompt not in notes.turns and line.get("turnCompanion") is not True:
        chain.pending = _turn(notes, chain, prompt, at)
        chain.pending.by_user = False
        return
    notes.touch(chain, at)


def _prompt(notes: Notes, chain: Chain, line: JsonObject, body: str, at: int) -> None:
    id_ = names.kept_id(text(line.get("promptId"))) or hashed(
        text(line.get("uuid")) or f"{chain.session.id} {at}"
    )
    chain.session.land()
    known = notes.turns.get(id_)
    # Without a screen, a fork gives all that it copies the prompt id of its own first prompt.
    if known is not None and known.claim != COPY:
        notes.open(chain, known)
        return
    if chain.pending is not None and chain.pending.id == id_ and chain.pending.by_user:
        notes.begin(chain)
        return
    turn = _turn(notes, chain, id_, at)
    turn.command = command(body)
    turn.by_user = _by_user(line, body)
    if turn.command:
        chain.pending = turn
    else:
        notes.open(chain, turn)


def _turn(notes: Notes, chain: Chain, id_: str, at: int) -> TurnDraft:
    began = at or chain.newest
    return TurnDraft(id_, chain.session.id, began, notes.standing, ended_at=began)


def _by_user(line: JsonObject, body: str) -> bool:
    origin = mapping(line.get("origin")).get("kind")
    return text(origin) in _HUMAN and not is_notification(body)
