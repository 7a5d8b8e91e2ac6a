"""Lines of transcripts, as Claude Code writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from collectors.flat_record import record
from collectors.session_record import SessionRecord
from collectors.sessions.conversation import Conversation

Line = dict[str, object]
_Kind = TypeVar("_Kind")

BEGIN = datetime(2026, 11, 19, 8, tzinfo=UTC)
SESSION = "11111111-1111-4111-8111-111111111111"
OTHER_SESSION = "22222222-2222-4222-8222-222222222222"
AGENT = "a0b1c2d3e4f5a6b7c"
STANDING = 777


def ms(seconds: float) -> int:
    return round((BEGIN.timestamp() + seconds) * 1000)


def stamp(seconds: float) -> str:
    moment = BEGIN + timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def line(kind: str, at: float, **fields: object) -> Line:
    return {
        "parentUuid": "before",
        "isSidechain": False,
        "sessionId": SESSION,
        "cwd": "/home/dev/shop",
        "version": "2.1.328",
        "type": kind,
        "uuid": f"{kind}-{at}",
        "timestamp": stamp(at),
        **fields,
    }


def prompt(at: float, said: object = "Hello there", **fields: object) -> Line:
    return line("user", at, message={"role": "user", "content": said}, **fields)


def command(at: float, name: str, **fields: object) -> Line:
    body = f"<command-message>{name}</command-message>\n<command-name>/{name}</command-name>"
    return prompt(at, body, **fields)


def usage(total: int = 10, **fields: object) -> Line:
    return {"input_tokens": 1, "output_tokens": total - 1, **fields}


def reply(
    at: float,
    *blocks: Line,
    id: object = "msg_1",  # noqa: A002  # it is called so
    request: object = "req_1",
    model: object = "claude-opus-5",
    spent: object = None,
    stop: object = "end_turn",
    **fields: object,
) -> Line:
    message = {
        "id": id,
        "model": model,
        "content": list(blocks) or [{"type": "text", "text": "Hi"}],
        "stop_reason": stop,
        "usage": usage() if spent is None else spent,
    }
    return line("assistant", at, message=message, requestId=request, **fields)


def failure(at: float, **fields: object) -> Line:
    return reply(
        at,
        id=f"failed-{at}",
        request=None,
        model="<synthetic>",
        spent=usage(1, input_tokens=0),
        stop="stop_sequence",
        **{"isApiErrorMessage": True, **fields},
    )


def thought() -> Line:
    return {"type": "thinking", "thinking": "hm", "signature": "s"}


def use(tool_use_id: str, name: str = "Bash", **given: object) -> Line:
    return {"type": "tool_use", "id": tool_use_id, "name": name, "input": given}


def result(at: float, tool_use_id: str, *, failed: object = False, **fields: object) -> Line:
    part = {
        "tool_use_id": tool_use_id,
        "type": "tool_result",
        "content": "done",
        "is_error": failed,
    }
    return prompt(at, [part], **{"toolUseResult": {"stdout": "done"}, **fields})


def start(at: float, ref: str, source: str = "repl_main_thread", **fields: object) -> Line:
    return {
        "type": "api-request",
        "id": ref,
        "sessionId": SESSION,
        "timestamp": stamp(at),
        "querySource": source,
        "params": {"model": "claude-opus-5"},
        **fields,
    }


def system(at: float, subtype: str, **fields: object) -> Line:
    return line("system", at, subtype=subtype, **fields)


def aside(written: Line, agent: str | None = AGENT) -> Line:
    """The same line, in a sub-agent's conversation."""
    return {**written, "isSidechain": True, **({"agentId": agent} if agent else {})}


def copied(written: Line, session: str = OTHER_SESSION) -> Line:
    """The same line, in a fork."""
    return {**written, "sessionId": session}


def write(lines: Iterable[Line]) -> list[bytes]:
    return [json.dumps(each, separators=(",", ":")).encode() for each in lines]


def conversation(session: str = SESSION, *, agent: str = "", carry: bytes = b"") -> Conversation:
    return Conversation(session_id=session, agent_id=agent, standing=STANDING, carry=carry)


def told(*lines: Line, session: str = SESSION, agent: str = "") -> list[SessionRecord]:
    reader = conversation(session, agent=agent)
    reader.read(write(lines))
    return taken(reader)


def taken(reader: Conversation) -> list[SessionRecord]:
    """What it tells since the last call."""
    return [*map(record, reader.take())]


def only(records: Iterable[SessionRecord], kind: type[_Kind]) -> list[_Kind]:
    return [record for record in records if isinstance(record, kind)]


def one(records: Iterable[SessionRecord], kind: type[_Kind]) -> _Kind:
    (record,) = only(records, kind)
    return record
