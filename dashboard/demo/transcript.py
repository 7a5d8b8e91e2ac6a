"""How a played session is written down, line by line, as Claude Code does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import orjson

from collectors.session import SYNTHETIC
from collectors.sessions.slug import slug
from dashboard.demo.conversation import BEFORE, Call, Exchange, Reply, exchanges

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Line: TypeAlias = "tuple[float, dict[str, Json]]"
"""The second at which something happened, and what is written of it."""

_SESSION = "0b7e5a1c-4d2f-4c8e-9a53-6f1d2c3b4a59"
_VERSION = "2.1.328"
_FIRST_CONTEXT = 24_000
_FIRST_TOKEN_SECONDS = 0.6
_GAP_SECONDS = 0.05
_LONGEST_WAIT_SECONDS = 0.25


class Transcript:
    """The lines of one session, in the order in which they are written."""

    def __init__(self, cwd: str) -> None:
        self._cwd = cwd
        self._context = _FIRST_CONTEXT
        self._cached: dict[str, int] = {}
        self._number = 0

    def lines(self, exchange: Exchange, began: float) -> Iterator[Line]:
        """All that is written of one exchange that began at a unix second."""
        if exchange.forgotten:
            self._cached.clear()
        yield began, self._prompt(exchange, self._id("prompt"))
        ended = began
        for reply in exchange.replies:
            lines = [*self._reply(reply, exchange.model, ended + _GAP_SECONDS)]
            yield from lines
            ended = lines[-1][0]
        seconds = round((ended - began) * 1000)
        yield ended, {"type": "system", "subtype": "turn_duration", "durationMs": seconds}

    def _prompt(self, exchange: Exchange, prompt: str) -> dict[str, Json]:
        name = exchange.command
        text = (
            f"<command-message>{name[1:]}</command-message>\n<command-name>{name}</command-name>"
            if name
            else "Go on."
        )
        return {"type": "user", "promptId": prompt, "message": {"role": "user", "content": text}}

    def _reply(self, reply: Reply, model: str, began: float) -> Iterator[Line]:
        start = self._id("start")
        asked: dict[str, Json] = {"model": model}
        yield began, {"type": "api-request", "id": start, "params": asked}
        if reply.retried:
            yield (
                began + _GAP_SECONDS,
                {
                    "type": "system",
                    "subtype": "api_error",
                    "error": {"status": 529},
                    "retryInMs": 500,
                },
            )
        ended = began + reply.seconds
        if reply.failed:
            yield ended, self._failure()
            return
        message = self._message(reply, model)
        about: dict[str, Json] = {"requestId": self._id("req"), "requestRef": start}
        if reply.thinking:
            thought = began + _FIRST_TOKEN_SECONDS + reply.thinking
            block: Json = {"type": "thinking", "thinking": ""}
            length = round(reply.thinking * 1000)
            line = {**about, "thinkingDurationMs": length, "apiBlockIndex": 0}
            yield thought, {"type": "assistant", **line, "message": {**message, "content": [block]}}
        calls = [(self._id("toolu"), call) for call in reply.calls]
        for block in [_text(), *(_use(name, call) for name, call in calls)]:
            yield ended, {"type": "assistant", **about, "message": {**message, "content": [block]}}
        for name, call in sorted(calls, key=lambda it: it[1].seconds):
            yield ended + call.seconds, _result(name, call)

    def _message(self, reply: Reply, model: str) -> dict[str, Json]:
        self._context += reply.grown
        read = self._cached.get(model, 0)
        written, self._cached[model] = self._context - read, self._context
        self._context += reply.output
        return {
            "id": self._id("msg"),
            "role": "assistant",
            "model": model,
            "stop_reason": "tool_use" if reply.calls else "end_turn",
            "usage": {
                "input_tokens": 4,
                "output_tokens": reply.output,
                "cache_read_input_tokens": read,
                "cache_creation_input_tokens": written,
                "cache_creation": {
                    "ephemeral_5m_input_tokens": written,
                    "ephemeral_1h_input_tokens": 0,
                },
            },
        }

    def _failure(self) -> dict[str, Json]:
        message: dict[str, Json] = {
            "id": self._id("none"),
            "role": "assistant",
            "model": SYNTHETIC,
            "content": [_text()],
            "usage": {"input_tokens": 0, "output_tokens": 0},
        }
        return {
            "type": "assistant",
            "isApiErrorMessage": True,
            "apiErrorStatus": 500,
            "message": message,
        }

    def _id(self, kind: str) -> str:
        self._number += 1
        return f"{kind}_{self._number:06d}"

    def written(self, line: Line) -> bytes:
        """A line as it lies in the file."""
        at, record = line
        about: dict[str, Json] = {
            "uuid": self._id("line"),
            "sessionId": _SESSION,
            "timestamp": _moment(at),
            "cwd": self._cwd,
            "version": _VERSION,
            "isSidechain": False,
        }
        return orjson.dumps({**about, **record}) + b"\n"


def play(
    root: Path, config_dir: Path, *, now: Callable[[], float], stopped: Callable[[float], bool]
) -> None:
    """Write what was said before, then go on in real time until `stopped(seconds)` says so."""
    file = config_dir / "projects" / slug(str(root)) / f"{_SESSION}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    transcript = Transcript(str(root))
    with file.open("ab", buffering=0) as out:
        for line in past(transcript, now()):
            out.write(transcript.written(line))
        for exchange in exchanges():
            if stopped(exchange.pause):
                return
            for line in transcript.lines(exchange, now()):
                while (wait := line[0] - now()) > 0:
                    if stopped(min(wait, _LONGEST_WAIT_SECONDS)):
                        return
                out.write(transcript.written(line))


def past(transcript: Transcript, now: float) -> Iterable[Line]:
    """The lines of what was said before, the last of them just now."""
    at = 0.0
    lines: list[Line] = []
    for exchange in BEFORE:
        lines += transcript.lines(exchange, at + exchange.pause)
        at = lines[-1][0]
    return [(now - at + when, record) for when, record in lines]


def _text() -> dict[str, Json]:
    return {"type": "text", "text": "…"}


def _use(name: str, call: Call) -> dict[str, Json]:
    return {"type": "tool_use", "id": name, "name": call.tool, "input": {}}


def _result(name: str, call: Call) -> dict[str, Json]:
    result: Json = {"type": "tool_result", "tool_use_id": name, "is_error": call.failed}
    return {"type": "user", "message": {"role": "user", "content": [result]}}


def _moment(at: float) -> str:
    from datetime import UTC, datetime

    text = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
