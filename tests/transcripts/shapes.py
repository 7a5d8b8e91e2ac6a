"""How single lines of a session file look."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeAlias

import orjson

from collectors.session import TokenUse

Line: TypeAlias = dict[str, object]

NOTHING_USED = TokenUse()


def encoded(line: Line) -> bytes:
    """A line as Claude Code writes it, with its newline."""
    return orjson.dumps(line) + b"\n"


def moment(at: int) -> str:
    """Unix milliseconds as lines have them."""
    text = datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def command(name: str, arguments: str) -> str:
    """The body of a prompt that is a slash command."""
    return (
        f"<command-message>{name} is running…</command-message>\n"
        f"<command-name>/{name}</command-name>\n<command-args>{arguments}</command-args>"
    )


def user(content: object, **more: object) -> Line:
    """A prompt, or what accompanies one."""
    return {"type": "user", "message": {"role": "user", "content": content}, **more}


def result(call: str, text: str, *, failed: bool) -> Line:
    """How a tool ended."""
    part = {"tool_use_id": call, "type": "tool_result", "content": text, "is_error": failed}
    told: object = f"Error: {text}" if failed else {"stdout": text, "interrupted": False}
    return user([part], toolUseResult=told)


def usage(tokens: TokenUse, *, split: bool, **more: object) -> Line:
    """What a reply used; older clients did not split what was written to the cache."""
    parts = {
        "ephemeral_5m_input_tokens": tokens.cache_creation_5m_input_tokens,
        "ephemeral_1h_input_tokens": tokens.cache_creation_1h_input_tokens,
    }
    return {
        "input_tokens": tokens.input_tokens,
        "cache_creation_input_tokens": tokens.cache_creation_input_tokens,
        "cache_read_input_tokens": tokens.cache_read_input_tokens,
        "output_tokens": tokens.output_tokens,
        "server_tool_use": None,
        "service_tier": "standard",
        **({"cache_creation": parts} if split else {}),
        **more,
    }


def reply(model: str, message: str, part: Line, use: Line, stop: str | None) -> Line:
    """One block of a reply."""
    return {
        "type": "assistant",
        "message": {
            "id": message,
            "type": "message",
            "role": "assistant",
            "model": model,
            "content": [part],
            "stop_reason": stop,
            "stop_sequence": None,
            "usage": use,
        },
    }


def failure(message: str) -> Line:
    """What Claude Code writes in place of a reply that never came."""
    part: Line = {"type": "text", "text": "API Error: 500 Internal server error"}
    use = usage(NOTHING_USED, split=True)
    line = reply("<synthetic>", message, part, use, "stop_sequence")
    return {**line, "isApiErrorMessage": True, "error": "unknown"}


def retry(wait_ms: int) -> Line:
    """An attempt that failed and is made again."""
    error = {"status": 529, "message": "Overloaded"}
    return {"type": "system", "subtype": "api_error", "error": error, "retryInMs": wait_ms}


def start(ref: str, at: int, model: str, source: str) -> Line:
    """The line that is written when a request begins."""
    return {
        "type": "api-request",
        "id": ref,
        "timestamp": moment(at),
        "querySource": source,
        "params": {"model": model, "max_tokens": 64_000},
        "shapeHash": "5e1f",
    }


def compaction(before: int, after: int) -> Line:
    """The conversation was replaced by a summary of it."""
    told = {"trigger": "auto", "preTokens": before, "postTokens": after, "durationMs": 9_000}
    return {"type": "system", "subtype": "compact_boundary", "compactMetadata": told}


def echo(of: Line) -> Line:
    """How older clients told of a sub-agent's reply once more."""
    return {"type": "progress", "data": {"type": "agent_progress", "message": of}}
