"""Events that tell of a request: its true time to the first token, and that it was made at all.

No transcript shows some of them.
https://code.claude.com/docs/en/monitoring-usage
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from collectors.session import Telemetry, TokenUse
from collectors.sessions import names
from collectors.telemetry.attributes import (
    Attributes,
    Json,
    attributes,
    count,
    name,
    objects,
    seconds,
)

_PREFIX = "claude_code."
_MILLION = 1_000_000


def logs(document: Mapping[str, Json], now: int) -> Iterator[Telemetry]:
    """Read an export of logs; what came at no time came now (unix milliseconds)."""
    for record in _records(document):
        found = attributes(record)
        if _event(record, found) == "api_request":
            yield from _request(found, _at(record) or now)


def _records(document: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    for resource in objects(document.get("resourceLogs")):
        for scope in objects(resource.get("scopeLogs")):
            yield from objects(scope.get("logRecords"))


def _event(record: Mapping[str, Json], found: Attributes) -> str:
    body = record.get("body")
    text = body.get("stringValue") if isinstance(body, dict) else None
    told = text if isinstance(text, str) else name(found, "event.name")
    return told.removeprefix(_PREFIX)


def _at(record: Mapping[str, Json]) -> int:
    """Unix milliseconds; 0 when no time is told."""
    told = record.get("timeUnixNano")
    digits = str(told) if isinstance(told, str | int) else ""
    return int(digits) // _MILLION if digits.isdecimal() and len(digits) < 20 else 0


def _request(found: Attributes, at: int) -> Iterator[Telemetry]:
    key = names.kept_id(name(found, "request_id"))
    if key:
        yield Telemetry(
            key,
            at,
            session=names.kept_id(name(found, "session.id")),
            seconds=seconds(found, "duration_ms"),
            first_token_seconds=seconds(found, "ttft_ms"),
            model=names.model(name(found, "model")),
            tokens=_tokens(found),
            source=names.word(name(found, "query_source")),
        )


def _tokens(found: Attributes) -> TokenUse:
    """The tokens of a request; what was written to the cache lives 5 minutes unless split."""
    lasting = count(found, "cache_creation_1h_tokens")
    split = "cache_creation_5m_tokens" in found or lasting
    written = count(found, "cache_creation_tokens")
    return TokenUse(
        count(found, "input_tokens"),
        count(found, "output_tokens"),
        count(found, "cache_creation_5m_tokens") if split else written,
        lasting,
        count(found, "cache_read_tokens"),
    )
