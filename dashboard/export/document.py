"""How a document of plain values becomes JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

import orjson

from dashboard.hidden_character import is_hidden

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"

_BELOW_DELETE = bytes(range(0x7F))


def encode(document: Mapping[str, Json]) -> bytes:
    """Encode as indented UTF-8; NaN and the infinities become null.

    What a terminal would obey, hide or reorder is escaped, which means the same.
    """
    try:
        encoded = orjson.dumps(document, option=orjson.OPT_INDENT_2)
    except TypeError:  # orjson refuses strings that are not Unicode, and names on disk may be such
        encoded = orjson.dumps(_unicode(document), option=orjson.OPT_INDENT_2)
    return escaped(encoded, _json_escape)


def escaped(encoded: bytes, escape: Callable[[str], str]) -> bytes:
    """Replace what a terminal would not show by its escape, but for ASCII below DEL."""
    rare = set(encoded.translate(None, _BELOW_DELETE).decode())
    hidden = {ord(it): escape(it) for it in rare if is_hidden(it)}
    return encoded.decode().translate(hidden).encode() if hidden else encoded


def moment(at: int) -> str | None:
    """Unix milliseconds as RFC 3339 in UTC; None for 0, which means unknown or never.

    None also for what no calendar has: a commit may claim any date.
    """
    if not at:
        return None
    try:
        text = datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds")
    except (OverflowError, ValueError, OSError):
        return None
    return text.replace("+00:00", "Z")


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _unicode(value: Json) -> Json:
    """Write lone surrogates as escapes."""
    if isinstance(value, str):
        return value.encode(errors="backslashreplace").decode()
    if isinstance(value, Mapping):
        return {str(_unicode(name)): _unicode(child) for name, child in value.items()}
    if isinstance(value, Sequence):
        return [_unicode(child) for child in value]
    return value
