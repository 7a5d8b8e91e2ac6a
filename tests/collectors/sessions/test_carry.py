from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.session import Compaction, Request, Retry, Session, ToolCall, Turn
from collectors.session_record import SessionRecord
from collectors.store.session_tables import completion
from tests.collectors.sessions.lines import (
    Line,
    aside,
    command,
    conversation,
    failure,
    one,
    only,
    prompt,
    reply,
    result,
    start,
    system,
    taken,
    thought,
    told,
    usage,
    use,
    write,
)

LINES: list[Line] = [
    prompt(0, promptId="p"),
    start(1, "r1", shapeHash="s"),
    system(1.5, "api_error", error={"status": 529}, retryInMs=200),
    reply(3, thought(), requestRef="r1", apiBlockIndex=0, thinkingDurationMs=900, spent=usage(5)),
    reply(4, use("toolu_1", "Task", subagent_type="reviewer"), requestRef="r1", apiBlockIndex=1),
    reply(4.5, use("Bash:0"), requestRef="r1", apiBlockIndex=2),
    result(5, "Bash:0", failed=True),
    aside(prompt(6, promptId="p")),
    aside(reply(7, use("toolu_2"), id="m2", request="q2")),
    aside(result(8, "toolu_2")),
    aside(prompt(8, parentUuid=None), agent=None),
    aside(reply(8.5, id="m3", request="q3"), agent=None),
    result(9, "toolu_1"),
    start(10, "r2"),
    failure(11, requestRef="r2", apiErrorStatus=500),
    prompt(12, "[Request interrupted by user]"),
    system(13, "turn_duration", durationMs=13000),
    {"type": "cost-state", "totalCostUSD": 1.5},
    system(14, "compact_boundary", compactMetadata={"trigger": "auto"}),
    command(20, "plan", promptId="p2"),
    prompt(20.1, isMeta=True, promptId="p2"),
    start(21, "r3"),
    reply(22, id="m4", request="q4", requestRef="r3", apiBlockIndex=0),
    reply(23, id="m4", request="q4", requestRef="r3", apiBlockIndex=1, spent=usage(99)),
    command(30, "clear"),
    prompt(31, "<local-command-stdout></local-command-stdout>"),
    prompt(40),
    reply(41, id="m5", request=None, requestSessionId="elsewhere"),
    reply(42, id="m5", request=None, requestSessionId="elsewhere"),
]


def merged(records: Iterator[SessionRecord]) -> dict[str, SessionRecord]:
    """What a store makes of records, by type and id."""
    kept: dict[str, SessionRecord] = {}
    for record in records:
        key = f"{type(record).__name__} {getattr(record, 'id', '')}"
        kept[key] = complete(kept[key], record) if key in kept else record
    return kept


def complete(one: SessionRecord, other: SessionRecord) -> SessionRecord:
    match one, other:
        case Request(), Request():
            return completion.belonging(one, other)
        case ToolCall(), ToolCall():
            return completion.belonging(one, other)
        case Turn(), Turn():
            return completion.belonging(one, other)
        case Session(), Session():
            return completion.session(one, other)
        case (Retry(), Retry()) | (Compaction(), Compaction()):
            return other
    raise AssertionError(one)


def read_in_pieces(lines: list[bytes], ends: list[int]) -> Iterator[SessionRecord]:
    carry, begin = b"", 0
    for end in [*sorted(ends), len(lines)]:
        reader = conversation(carry=carry)
        reader.read(lines[begin:end])
        yield from taken(reader)
        carry, begin = reader.carry, end


@given(st.lists(st.integers(0, len(LINES)), max_size=6))
def test_a_file_may_be_read_in_any_pieces(ends: list[int]) -> None:
    lines = write(LINES)

    whole = merged(iter(told(*LINES)))
    assert merged(read_in_pieces(lines, ends)) == whole


def test_a_file_may_be_read_line_by_line() -> None:
    lines = write(LINES)

    pieces = merged(read_in_pieces(lines, [*range(len(lines))]))
    assert pieces == merged(iter(told(*LINES)))


def test_a_command_that_waits_is_carried() -> None:
    first = conversation()
    first.read(write([command(1, "plan")]))
    second = conversation(carry=first.carry)
    second.read(write([start(2, "r")]))

    assert only(taken(first), Turn) == []
    assert one(taken(second), Turn).command == "/plan"


@pytest.mark.parametrize(
    "carry",
    [b"{", b"[]", b"7", b'{"format":0}', b'{"format":1,"sessions":7,"chains":[7,{}],"starts":[]}'],
)
def test_a_carry_that_cannot_be_read_is_none(carry: bytes) -> None:
    reader = conversation(carry=carry)
    reader.read(write([prompt(0), reply(1)]))

    assert len(only(taken(reader), Request)) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=4,
)


@given(st.data())
def test_a_damaged_carry_never_raises(data: st.DataObject) -> None:
    reader = conversation()
    reader.read(write(LINES[: data.draw(st.integers(1, len(LINES)))]))
    carry = json.loads(reader.carry)
    spoil(carry, data)

    second = conversation(carry=json.dumps(carry).encode())
    second.read(write(LINES))
    second.take()
    assert json.loads(second.carry)


def spoil(value: object, data: st.DataObject) -> None:
    """Put anything in place of one value somewhere within."""
    while True:
        keys = list(value) if isinstance(value, dict) else range(len(value))  # type: ignore[arg-type]  # a list
        key = data.draw(st.sampled_from(list(keys)))
        inner = value[key]  # type: ignore[index]  # a dict or a list
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            value[key] = data.draw(JSON)  # type: ignore[index]  # a dict or a list
            return
        value = inner
