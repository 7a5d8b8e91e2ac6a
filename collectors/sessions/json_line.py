"""What a field of one line of JSON says, when it holds what it should; nothing when it does not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TypeAlias

import orjson

JsonObject: TypeAlias = dict[str, object]

_MOST = 1 << 43
"""No count of tokens is larger, and no moment in milliseconds."""
_LAST_MS = 4_102_444_800_000
"""No line is written after the year 2099."""
_DEAREST_USD = 1e9
_NOTHING: JsonObject = {}
_LONG = 2048
"""Bytes from which on it pays to look for output that need not be read."""
_OUTPUT, _OUTPUT_END, _RESULT_ID = b'"content":"', b'","is_error":', b'"tool_use_id":'
_WHOLE, _AFTER_WHOLE = b'"toolUseResult":', b',"sourceToolAssistantUUID":'
_ENVELOPE = {"isSidechain", "sessionId", "timestamp", "toolUseResult", "type", "uuid"}


def parsed(line: bytes) -> JsonObject | None:
    """Read one line; None when it is no JSON object."""
    if len(line) >= _LONG and (shorter := _without_output(line)) is not None:
        return shorter
    try:
        record: object = orjson.loads(line)
    except ValueError:
        record = _leniently(line)
    return record if isinstance(record, dict) else None


def _without_output(line: bytes) -> JsonObject | None:
    """Read the result of one tool call without its output, which is most of a transcript.

    No unescaped quote stands inside a string, so that what is found are keys. Whether they are
    those of the one result shows in what is left, and None is returned when it does not.
    """
    start = line.find(_OUTPUT) + len(_OUTPUT)
    end = line.find(_OUTPUT_END, start)
    if start < len(_OUTPUT) or end < 0 or line.find(_RESULT_ID, start, end) >= 0:
        return None
    whole = line.find(_WHOLE, end) + len(_WHOLE)
    rest = line.rfind(_AFTER_WHOLE, whole) if whole > end else -1
    shorter = (
        (line[:start], line[end:])
        if rest < 0
        else (line[:start], line[end:whole], b"0", line[rest:])
    )
    try:
        record = mapping(orjson.loads(b"".join(shorter)))
    except ValueError:
        return None
    return record if _is_one_result(record) else None


def _is_one_result(record: JsonObject) -> bool:
    """Whether nothing but output can have been left out."""
    parts = listed(mapping(record.get("message")).get("content"))
    result = mapping(parts[0]) if len(parts) == 1 else _NOTHING
    return (
        result.get("content") == ""
        and "tool_use_id" in result
        and isinstance(result.get("is_error"), bool)
        and record.keys() >= _ENVELOPE
        and ("agentId" in record or not record["isSidechain"])
    )


def _leniently(line: bytes) -> object:
    """Read what has a byte order mark, or halves of surrogate pairs.

    JavaScript writes halves where it cuts a text in two.
    """
    try:
        return json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None


def mapping(value: object) -> JsonObject:
    """An object; an empty one for anything else."""
    return value if isinstance(value, dict) else _NOTHING


def listed(value: object) -> list[object]:
    """A list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def text(value: object) -> str:
    """A string; empty for anything else."""
    return value if isinstance(value, str) else ""


def count(value: object) -> int:
    """A whole number from 0 up; 0 for anything else."""
    return value if type(value) is int and 0 <= value <= _MOST else 0


def seconds(milliseconds: object) -> float | None:
    """A duration that is given in milliseconds; None when it is none."""
    if type(milliseconds) is int or type(milliseconds) is float:
        return milliseconds / 1000 if 0 <= milliseconds <= _MOST else None
    return None


def dollars(value: object) -> float | None:
    """An amount of money; None when it is none."""
    if type(value) is int or type(value) is float:
        return float(value) if 0 <= value <= _DEAREST_USD else None
    return None


def moment(timestamp: object) -> int:
    """Unix milliseconds of an ISO 8601 time, UTC where it names no zone; 0 for anything else."""
    if not isinstance(timestamp, str):
        return 0
    try:
        at = datetime.fromisoformat(timestamp)
        since = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0
    milliseconds = int(since * 1000 + 0.5)
    return milliseconds if 0 < milliseconds <= _LAST_MS else 0
