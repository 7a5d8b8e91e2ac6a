"""How texts and lists become columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import orjson

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


def encode(value: Json) -> str:
    """Write a value as compact JSON; lone surrogates are spelt out."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return orjson.dumps(_spelt_out(value)).decode()


def plain(text: str) -> str:
    """The text with what UTF-8 cannot hold spelt out, as SQLite takes it."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _spelt_out(value: Json) -> Json:
    match value:
        case str():
            return plain(value)
        case list() | tuple():
            return [_spelt_out(item) for item in value]
        case dict():
            return {plain(name): _spelt_out(item) for name, item in value.items()}
        case _:
            return value
