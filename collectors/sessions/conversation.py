"""What one transcript tells, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from collectors.flat_record import Row
from collectors.sessions import carry as carried
from collectors.sessions import names
from collectors.sessions.drafts import Chain
from collectors.sessions.event import read_cost, read_start, read_system
from collectors.sessions.json_line import JsonObject, moment, parsed, text
from collectors.sessions.notes import Notes
from collectors.sessions.prompt import read_user
from collectors.sessions.reply import read_echo, read_reply

_Reader: TypeAlias = Callable[[Notes, Chain, JsonObject, int], None]


def _read_attachment(_: Notes, chain: Chain, __: JsonObject, at: int) -> None:
    chain.before = max(chain.before, at)


_READERS: Mapping[str, _Reader] = {
    "user": read_user,
    "assistant": read_reply,
    "api-request": read_start,
    "system": read_system,
    "attachment": _read_attachment,
    "progress": read_echo,
    "cost-state": read_cost,
}
_BOOKKEEPING = frozenset(
    (
        "agent-name", "ai-title", "api-request-blob", "api-request-shape", "atis-latch",
        "continued-in", "custom-title", "file-history-delta", "file-history-snapshot",
        "fork-context-ref", "last-prompt", "mode", "permission-mode", "pr-link",
        "queue-operation", "result", "started", "summary", "tools-used", "worktree-state",
    )
)  # fmt: skip
"""Records that tell nothing of time, tokens or tools."""
_SKIPPED = tuple(f'{{"type":"{kind}",'.encode() for kind in sorted(_BOOKKEEPING))
_LONG = 4096
"""Bytes from which on it pays to look before a line is parsed."""
_KINDS = 50
"""How many types that are not known are told apart."""
_VOICES = 1024
"""So many who speak are known again without looking into their ids."""
_PLAIN = (str, bool, type(None))


def _is_bookkeeping(line: bytes) -> bool:
    return line.startswith(b'{"type":"') and line.startswith(_SKIPPED) and line.endswith(b"}")


def _voice(record: JsonObject) -> tuple[object, object, object]:
    return record.get("sessionId"), record.get("agentId"), record.get("isSidechain")


class Conversation:
    """What one transcript tells, line by line.

    `session_id` and `agent_id` are raw, as the file's path names them; `standing` is the claim on
    what the file may have copied; `carry` is what an earlier reader of the same file left.
    """

    def __init__(
        self,
        *,
        session_id: str,
        agent_id: str,
        standing: int,
        carry: bytes,
    ) -> None:
        self.lines = 0
        """Lines that this reader took, blank ones included."""
        self.broken_lines = 0
        """Those that are no JSON object."""
        self.unknown: dict[str, int] = {}
        """Types of records that are not known, with how many there were."""
        self._notes = Notes(session_id=session_id, agent_id=agent_id, standing=standing)
        self._voices: dict[tuple[object, object, object], Chain] = {}
        carried.unpack(carry, self._notes)

    def note_agent(self, meta: bytes) -> None:
        """Take what the file beside a sub-agent's transcript says of it."""
        told = parsed(meta) or {}
        call = names.written(told.get("toolUseId"))
        session = names.kept_id(self._notes.session_id)
        self._notes.agent_type = names.called(text(told.get("agentType")))
        self._notes.cause = names.tool_call(session, call) if call else ""

    def read(self, lines: Iterable[bytes]) -> None:
        """Take whole lines without their newline, whatever bytes they are."""
        for line in lines:
            self.lines += 1
            if len(line) >= _LONG and _is_bookkeeping(line):
                continue
            record = parsed(line)
            if record is not None:
                self._take_in(record)
            elif line and not line.isspace():
                self.broken_lines += 1

    def take(self) -> list[Row]:
        """Return what is new or changed since the last call, each once."""
        self._voices.clear()
        return self._notes.take()

    @property
    def carry(self) -> bytes:
        """What a later reader has to know to go on, without any text."""
        return carried.packed(self._notes)

    def _take_in(self, record: JsonObject) -> None:
        kind = text(record.get("type"))
        reader = _READERS.get(kind)
        if reader is None:
            if kind not in _BOOKKEEPING:
                self._count_unknown(names.record_type(kind))
            return
        at = moment(record.get("timestamp"))
        try:
            chain = self._voices[_voice(record)]
        except (KeyError, TypeError):  # an id may be anything, even what cannot be a key
            chain = self._heard(record)
        if not self._notes.agent_id:
            self._tell_session(chain, record, at)
        reader(self._notes, chain, record, at)

    def _count_unknown(self, kind: str) -> None:
        if kind not in self.unknown and len(self.unknown) >= _KINDS:
            kind = names.OTHER
        self.unknown[kind] = self.unknown.get(kind, 0) + 1

    def _heard(self, record: JsonObject) -> Chain:
        """Find who speaks; a sub-agent of an older client may have no id."""
        notes = self._notes
        session = notes.session(text(record.get("sessionId")) or notes.session_id)
        aside = notes.agent_id or record.get("isSidechain") is True
        agent = names.kept_id((text(record.get("agentId")) or notes.agent_id) if aside else "")
        if aside and not agent:
            if record.get("parentUuid") is None or not notes.nameless:
                notes.nameless = names.kept_id(text(record.get("uuid")) or session.id)
            return notes.chain(session, notes.nameless)
        chain = notes.chain(session, agent)
        voice = _voice(record)
        if len(self._voices) < _VOICES and all(type(part) in _PLAIN for part in voice):
            self._voices[voice] = chain
        return chain

    def _tell_session(self, chain: Chain, record: JsonObject, at: int) -> None:
        session = chain.session
        if at > session.last_at:
            session.last_at = at
        if at and (at < session.started_at or not session.started_at):
            session.started_at = at
        version = record.get("version")
        if version and version != session.version:
            session.version = names.word(text(version)) or session.version
        if not session.root and not chain.agent:
            session.root = names.folder(text(record.get("cwd")))
        if not session.changed:
            self._notes.mark(session)
