"""Exports as Claude Code makes them, built from keywords."""

from __future__ import annotations

from typing import TypeAlias

from collectors.telemetry.attributes import Json

Fields: TypeAlias = dict[str, Json]


def written(fields: Fields) -> list[Json]:
    """Attributes, each in the form that its type has in JSON."""
    return [{"key": key, "value": _value(value)} for key, value in fields.items()]


def log(event: str, **fields: Json) -> Fields:
    """An export of one event, told at second 5; a dot in a key is written as two underscores."""
    found = {key.replace("__", "."): value for key, value in fields.items()}
    record: Json = {
        "timeUnixNano": "5000000000",
        "body": {"stringValue": f"claude_code.{event}"},
        "attributes": written(found),
    }
    return {"resourceLogs": [{"scopeLogs": [{"logRecords": [record]}]}]}


def span(name: str, own: str, within: str = "", **fields: Json) -> Fields:
    """A span with its id and that of the span it lies in."""
    return {
        "name": name,
        "spanId": own,
        "parentSpanId": within,
        "attributes": written({key.replace("__", "."): it for key, it in fields.items()}),
    }


def traces(*spans: Fields) -> Fields:
    """An export of spans."""
    return {"resourceSpans": [{"scopeSpans": [{"spans": [*spans]}]}]}


def _value(value: Json) -> Json:
    if isinstance(value, str):
        return {"stringValue": value}
    return {"intValue": str(value)} if isinstance(value, int) else {"doubleValue": value}
