"""Attributes as OTLP writes them in JSON, read as numbers and names.

One exporter writes a number as `intValue`, as its digits in a string, or as a `stringValue`; what
is none of these counts as absent. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"
Attributes: TypeAlias = "Mapping[str, str | float]"

_LONGEST = 200
_LARGEST = 1e15
_KINDS = ("stringValue", "intValue", "doubleValue")


def attributes(record: Mapping[str, Json]) -> Attributes:
    """The attributes of a log record or a span that are texts or numbers, by key."""
    return {
        key: value
        for entry in objects(record.get("attributes"))
        if isinstance(key := entry.get("key"), str)
        and (value := _value(entry.get("value"))) is not None
    }


def objects(value: Json) -> Iterator[Mapping[str, Json]]:
    """The objects of a list; none when it is no list."""
    return (
        (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
    )


def number(found: Attributes, key: str) -> float | None:
    """A number that is not negative, however it is written; None when there is none."""
    value = found.get(key)
    try:
        known = float(value) if value is not None else None
    except ValueError:
        return None
    return known if known is not None and isfinite(known) and 0 <= known <= _LARGEST else None


def count(found: Attributes, key: str) -> int:
    """A whole number; 0 when there is none."""
    return int(number(found, key) or 0)


def seconds(found: Attributes, key: str) -> float | None:
    """A duration that is written in milliseconds."""
    milliseconds = number(found, key)
    return None if milliseconds is None else milliseconds / 1000


def name(found: Attributes, key: str) -> str:
    """A short text; empty when there is none."""
    value = found.get(key, "")
    return value if isinstance(value, str) else ""


def _value(value: Json) -> str | float | None:
    if not isinstance(value, dict):
        return None
    found = next((value[kind] for kind in _KINDS if kind in value), None)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return None
    return found[:_LONGEST] if isinstance(found, str) else found
