"""Whatever stands in a transcript, reading it never fails."""

from __future__ import annotations

import copy
import json
from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.session import Request, Turn
from tests.collectors.sessions.lines import (
    Line,
    aside,
    command,
    conversation,
    failure,
    line,
    only,
    prompt,
    reply,
    result,
    start,
    system,
    taken,
    thought,
    usage,
    use,
    write,
)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["<synthetic>", "tool_use", "user", "9999-12-31", "\ud800", "/", "[1m]"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "usage", "content", "status"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
SPENT = usage(
    cache_creation={"ephemeral_5m_input_tokens": 1},
    server_tool_use={"web_search_requests": 1},
    iterations=[{"type": "advisor_message", "model": "m", "usage": usage()}],
)
EVERY: list[Line] = [
    prompt(0, promptId="p", origin={"kind": "human"}),
    prompt(0, [{"type": "text", "text": "Hi"}], isMeta=True),
    command(1, "plan"),
    start(1, "r", shapeHash="s"),
    reply(2, thought(), requestRef="r", thinkingDurationMs=5, apiBlockIndex=0, spent=SPENT),
    reply(3, use("toolu_1", "Task", subagent_type="x"), requestSessionId="s"),
    result(4, "toolu_1"),
    failure(5, error={"type": "x"}),
    aside(reply(6, id="m")),
    line("progress", 7, data={"type": "agent_progress", "message": reply(6, id="m")}),
    line("attachment", 8, attachment={"type": "environment"}),
    system(9, "api_error", error={"status": 5, "cause": {"code": "x"}}, retryInMs=3),
    system(9, "compact_boundary", compactMetadata={"preTokens": 1}),
    system(9, "turn_duration", durationMs=1),
    {"type": "cost-state", "totalCostUSD": 1.0},
]


def spoiled(record: Line, data: st.DataObject) -> Line:
    """The same record with anything in place of one of its values, however deep."""
    written = copy.deepcopy(record)
    place: object = written
    while True:
        keys = [*place] if isinstance(place, dict) else [*range(len(place))]  # type: ignore[arg-type]  # a list
        key = data.draw(st.sampled_from(keys))
        inner = place[key]  # type: ignore[index]  # a dict or a list
        if isinstance(inner, dict | list) and inner and data.draw(st.booleans()):
            place = inner
            continue
        place[key] = data.draw(JSON)  # type: ignore[index]  # a dict or a list
        return written


def is_storable(value: object) -> bool:
    """Whether SQLite can keep a value."""
    if isinstance(value, str):
        return value.encode() is not None
    return not isinstance(value, int) or -(2**63) <= value < 2**63


@settings(max_examples=400)
@given(st.data())
def test_any_value_in_place_of_any_field_is_harmless(data: st.DataObject) -> None:
    lines = [
        spoiled(record, data) if data.draw(st.booleans()) else record
        for record in data.draw(st.lists(st.sampled_from(EVERY), min_size=1, max_size=6))
    ]
    reader = conversation(agent=data.draw(st.sampled_from(["", "a1"])))
    reader.read(json.dumps(each).encode() for each in lines)

    for record in taken(reader):
        assert all(is_storable(getattr(record, field.name)) for field in fields(record))
    again = conversation(carry=reader.carry)
    again.read(write([prompt(20, promptId="last"), reply(21, id="last", request="last")]))
    records = taken(again)
    assert len(only(records, Request)) == 1
    assert only(records, Turn)


@settings(max_examples=200)
@given(st.lists(st.binary(max_size=40) | st.sampled_from(write(EVERY)), max_size=8))
def test_any_bytes_are_harmless(lines: list[bytes]) -> None:
    reader = conversation()
    reader.read(lines)

    assert reader.lines == len(lines)
    assert reader.broken_lines <= len(lines)
    reader.take()


@settings(max_examples=200)
@given(st.sampled_from(write(EVERY)), st.data())
def test_a_torn_line_is_broken_and_nothing_else(line: bytes, data: st.DataObject) -> None:
    reader = conversation()
    reader.read([line[: data.draw(st.integers(1, len(line) - 1))]])

    assert (reader.broken_lines, reader.take(), reader.unknown) == (1, [], {})
