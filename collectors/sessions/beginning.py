"""In which folder a session began, as its first lines tell."""

from __future__ import annotations

import os

import orjson

_PIECE = 64 * 1024
_FARTHEST = 1024 * 1024
"""How many bytes are looked through: a session opens with 200 KB that name no folder."""
_KEY = b'"cwd"'


def folder(descriptor: int) -> str:
    """Return the first folder that a whole line of an open file names; empty when none does."""
    head = b""
    while len(head) < _FARTHEST:
        piece = os.pread(descriptor, _PIECE, len(head))
        found = _in_lines(head, piece)
        if found or not piece:
            return found
        head += piece
    return ""


def _in_lines(head: bytes, piece: bytes) -> str:
    """What the lines tell that end within the newest piece."""
    start, end = head.rfind(b"\n") + 1, piece.rfind(b"\n")
    if end < 0:
        return ""
    for line in (head[start:] + piece[:end]).split(b"\n"):
        if _KEY in line and (found := _named(line)):
            return found
    return ""


def _named(line: bytes) -> str:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return ""
    found = record.get("cwd") if isinstance(record, dict) else None
    return found if isinstance(found, str) else ""
