"""How made-up lines come into files: all at once, or one after the other as time passes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes that are appended to a file at a moment."""

    at: int
    """Unix milliseconds."""
    path: str
    """Relative to the folder of Claude Code's configuration."""
    content: bytes


def lay_out(folder: Path, script: Iterable[Written]) -> None:
    """Write everything; a file was last written when its newest line was."""
    contents: dict[str, bytearray] = {}
    newest: dict[str, int] = {}
    for written in script:
        contents.setdefault(written.path, bytearray()).extend(written.content)
        newest[written.path] = max(newest.get(written.path, 0), written.at)
    for path, content in contents.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, ns=(newest[path] * 1_000_000, newest[path] * 1_000_000))


def append(folder: Path, script: Iterable[Written], *, torn: bool = False) -> Iterator[Written]:
    """Append one after the other, by time, and yield each before it is written.

    Where they are `torn`, a line comes in two halves: the first is yielded too, cut anywhere.
    """
    for written in sorted(script, key=lambda it: it.at):
        half = len(written.content) // 2 if torn else 0
        yield written
        _append(folder, written.at, written.path, written.content[:half])
        if half:
            yield Written(written.at, written.path, written.content[half:])
        _append(folder, written.at, written.path, written.content[half:])


def _append(folder: Path, at: int, path: str, content: bytes) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as opened:
        opened.write(content)
    os.utime(file, ns=(at * 1_000_000, at * 1_000_000))
