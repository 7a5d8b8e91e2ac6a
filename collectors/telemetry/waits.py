"""Spans that tell how long a tool call waited for the user.

The wait is a span of its own within the span of the tool call, which alone knows its id; it ends
first, and may come in an earlier export. https://code.claude.com/docs/en/monitoring-usage
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping

from collectors.session import Telemetry
from collectors.sessions import names
from collectors.telemetry.attributes import Json, attributes, name, objects, seconds

_TOOL, _WAIT = "claude_code.tool", "claude_code.tool.blocked_on_user"
_MOST_WAITS = 1_000


class Waits:
    """Joins waits to the tool calls that they were part of."""

    def __init__(self) -> None:
        self._waits: OrderedDict[str, float] = OrderedDict()
        """Seconds, by the span that they lie in, until that one comes."""

    def read(self, document: Mapping[str, Json], now: int) -> Iterator[Telemetry]:
        """Read an export of traces that came now (unix milliseconds)."""
        spans = [*_spans(document)]
        for span in spans:
            if span.get("name") == _WAIT:
                self._note(span)
        for span in spans:
            if span.get("name") == _TOOL:
                yield from self._tool(span, now)

    def _note(self, span: Mapping[str, Json]) -> None:
        within, waited = span.get("parentSpanId"), seconds(attributes(span), "duration_ms")
        if isinstance(within, str) and waited is not None:
            self._waits[within] = self._waits.pop(within, 0.0) + waited
        while len(self._waits) > _MOST_WAITS:
            self._waits.popitem(last=False)

    def _tool(self, span: Mapping[str, Json], now: int) -> Iterator[Telemetry]:
        found, own = attributes(span), span.get("spanId")
        waited = self._waits.pop(own, None) if isinstance(own, str) else None
        use, session = name(found, "tool_use_id"), names.kept_id(name(found, "session.id"))
        if use and waited is not None:
            yield Telemetry(
                names.tool_call(session, use),
                now,
                session=session,
                tool=names.tool(name(found, "tool_name")),
                permission_seconds=waited,
            )


def _spans(document: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    for resource in objects(document.get("resourceSpans")):
        for scope in objects(resource.get("scopeSpans")):
            yield from objects(scope.get("spans"))
