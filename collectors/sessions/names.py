"""Which names of a transcript are kept, and how long they may be.

A transcript may hold anything where a name is expected. What does not look like a name is not
kept: it could be text of a conversation, or an attack on who reads it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from collectors.session import SYNTHETIC, hashed

UNKNOWN = "unknown"
OTHER = "other"

_TOOL = re.compile(r"[A-Za-z0-9_][\w.:/-]{0,127}", re.ASCII)
_MODEL = re.compile(r"[A-Za-z0-9][\w.:/@~\[\]-]{0,159}", re.ASCII)
_CALLED = re.compile(r"\w[\w.:/-]{0,79}")
_WORD = re.compile(r"[A-Za-z0-9][\w.-]{0,39}", re.ASCII)
_TYPE = re.compile(r"[A-Za-z0-9][\w.:-]{0,63}", re.ASCII)
_LONGEST_PATH = 4096
_LONGEST_ID = 200
_LONG_ID = 20
"""Ids from here on are made at random; gateways number theirs anew in each session."""
_SEEN = 1024
"""How many are remembered; what is too long to be a name is not."""


def tool(name: str) -> str:
    """Name of a tool."""
    return name if _fits(_TOOL, name) else OTHER


def model(name: str) -> str:
    """Name of a model, as written: prices know prefixes and suffixes."""
    return name if name == SYNTHETIC or _fits(_MODEL, name) else UNKNOWN


def called(name: str) -> str:
    """Name of a command, a skill or a sub-agent type without its slash; empty if it is none."""
    return name if _fits(_CALLED, name) else ""


def word(name: str) -> str:
    """Word of the API or of Claude Code: a stop reason, an error, a version; else empty."""
    return name if _fits(_WORD, name) else ""


def record_type(name: str) -> str:
    """Type of a record."""
    return name if _fits(_TYPE, name) else OTHER


def folder(path: str) -> str:
    """Absolute path; empty if it is none, or could not be stored."""
    fits = path.startswith("/") or path[1:3] == ":\\"
    return path if fits and len(path) <= _LONGEST_PATH and path.isprintable() else ""


def kept_id(raw_id: str) -> str:
    """Id that a session, a prompt or a sub-agent is kept under; empty for none."""
    return _hashed(raw_id) if len(raw_id) <= _LONGEST_ID else hashed(raw_id)


def written(raw_id: object) -> str:
    """An id as it is written, for as long as the file is read; a hash of what is no short text."""
    if not isinstance(raw_id, str):
        return ""
    return raw_id if len(raw_id) <= _LONGEST_ID else hashed(raw_id)


def tool_call(session: str, tool_use_id: str) -> str:
    """Id that a use of a tool is kept under; a short one says little without its session."""
    if len(tool_use_id) >= _LONG_ID:
        return hashed(tool_use_id)
    return hashed(tool_use_id, session)


def _fits(pattern: re.Pattern[str], name: str) -> bool:
    return len(name) <= _LONGEST_ID and _matches(pattern, name)


@lru_cache(_SEEN)
def _matches(pattern: re.Pattern[str], name: str) -> bool:
    return pattern.fullmatch(name) is not None


@lru_cache(_SEEN)
def _hashed(raw_id: str) -> str:
    return hashed(raw_id)
