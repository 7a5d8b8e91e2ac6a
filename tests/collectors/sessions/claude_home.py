"""A folder such as Claude Code keeps, to be written to as it would."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from collectors.model import Record
from collectors.session import Request
from collectors.session_progress import Transcript
from collectors.sessions.session_file import Home, SessionFile, session_file
from collectors.sessions.slug import slug


def reply(number: int, *, cwd: str = "/work/app", session: str = "s1", text: str = "") -> bytes:
    """The line of a reply that took as many tokens as its number says."""
    record = {
        "type": "assistant",
        "sessionId": session,
        "cwd": cwd,
        "uuid": f"u{number}",
        "timestamp": "2026-11-19T10:00:00.000Z",
        "requestId": f"req_{number}",
        "message": {
            "id": f"msg_{number}",
            "model": "claude-sonnet-5",
            "content": [{"type": "text", "text": text}],
            "stop_reason": "end_turn",
            "usage": {"input_tokens": number, "output_tokens": 1},
        },
    }
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def answered(records: Sequence[Record]) -> list[int]:
    """The numbers of the replies that were understood, in order."""
    return [each.tokens.input_tokens for each in records if isinstance(each, Request)]


def positions(records: Sequence[Record]) -> list[Transcript]:
    """How far files were read."""
    return [each for each in records if isinstance(each, Transcript)]


def found(path: Path, *, near: bool = True) -> SessionFile:
    """A file as it lies there now."""
    file = session_file(str(path), path.lstat(), Home(near=near))
    assert file
    return file


@dataclass(frozen=True, slots=True)
class ClaudeHome:
    """The folder itself."""

    folder: Path

    def file(self, name: str = "s1", *, root: str = "/work/app", below: str = "") -> Path:
        """Where a session of a root is written to; its folders are made."""
        path = self.folder / "projects" / slug(root) / below / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self, *lines: bytes, name: str = "s1", root: str = "/work/app") -> Path:
        """Write a session anew."""
        path = self.file(name, root=root)
        path.write_bytes(b"".join(lines))
        return path


def append(path: Path, *parts: bytes) -> None:
    """Write on."""
    with path.open("ab") as file:
        file.writelines(parts)
