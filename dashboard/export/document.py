"""How a document of plain values becomes JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

import orjson

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"


def encode(document: Mapping[str, Json]) -> bytes:
    """Encode as indented UTF-8; NaN and the infinities become null."""
    try:
        return orjson.dumps(document, option=orjson.OPT_INDENT_2)
    except TypeError:  # orjson refuses strings that are not Unicode, and names on disk may be such
        return orjson.dumps(_unicode(document), option=orjson.OPT_INDENT_2)


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


def _unicode(value: Json) -> Json:
    """Write lone surrogates as escapes."""
    if isinstance(value, str):
        return value.encode(errors="backslashreplace").decode()
    if isinstance(value, Mapping):
        return {str(_unicode(name)): _unicode(child) for name, child in value.items()}
    if isinstance(value, Sequence):
        return [_unicode(child) for child in value]
    return value
