from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.sessions.json_line import count, dollars, moment, parsed, seconds
from tests.collectors.sessions.lines import Line, result, write

OUTPUT = "x" * 5000 + ' "quoted", \\ {"is_error":true},"tool_use_id":"no" é漢🚀'


@pytest.mark.parametrize(
    ("written", "milliseconds"),
    [
        ("2026-11-19T08:00:00.123Z", 1_795_075_200_123),
        ("2026-11-19T08:00:00Z", 1_795_075_200_000),
        ("2026-11-19T08:00:00", 1_795_075_200_000),
        ("2026-11-19T09:30:00.5+01:30", 1_795_075_200_500),
        ("2026-11-19", 1_795_046_400_000),
        ("0001-01-01T00:00:00+14:00", 0),
        ("9999-12-31T23:59:59Z", 0),
        ("1969-01-01T00:00:00Z", 0),
        ("yesterday", 0),
        ("", 0),
        (1_795_075_200_123, 0),
        (None, 0),
        ([], 0),
    ],
)
def test_a_moment_is_read_or_none(written: object, milliseconds: int) -> None:
    assert moment(written) == milliseconds


@given(st.integers(1, 4_102_444_800_000))
def test_every_moment_of_javascript_is_read_to_the_millisecond(milliseconds: int) -> None:
    whole, part = divmod(milliseconds, 1000)
    days, rest = divmod(whole, 86400)
    day = date.fromordinal(date(1970, 1, 1).toordinal() + days)
    clock = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"

    assert moment(f"{day}T{clock}.{part:03}Z") == milliseconds


@pytest.mark.parametrize("value", [-1, True, 1.5, "7", None, [], {}, 1 << 60])
def test_what_is_no_count_counts_nothing(value: object) -> None:
    assert count(value) == 0


@pytest.mark.parametrize("value", [-1, True, "7", None, float("nan"), float("inf")])
def test_what_is_no_amount_is_none(value: object) -> None:
    assert seconds(value) is None
    assert dollars(value) is None


def long_results() -> list[Line]:
    several = result(1, "a")
    part = {"type": "tool_result", "tool_use_id": "b", "content": OUTPUT}
    text = {"type": "text", "text": OUTPUT}
    return [
        {**several, "message": {"content": content}, **whole}
        for content in (
            [{**part, "is_error": True}],
            [{**part, "is_error": False}],
            [{"is_error": True, **part}],
            [part],
            [{"content": OUTPUT, "is_error": True, "tool_use_id": "b", "type": "tool_result"}],
            [part, {**part, "tool_use_id": "c", "is_error": True}],
            [{**part, "content": [text], "is_error": True}],
            [text],
            OUTPUT,
        )
        for whole in (
            {"toolUseResult": {"stdout": OUTPUT}},
            {"toolUseResult": {"content": OUTPUT, "is_error": True}},
            {"toolUseResult": {"content": [{"tool_use_id": "n", "x": "y", "is_error": True}]}},
            {"toolUseResult": {"list": [{"content": "y", "z": "", "is_error": True}]}},
            {"toolUseResult": "Error: no"},
            {},
        )
    ]


@pytest.mark.parametrize("order", [list, reversed, sorted])
@pytest.mark.parametrize("more", [{}, {"sourceToolAssistantUUID": "u"}])
@pytest.mark.parametrize("record", long_results())
def test_leaving_output_out_changes_nothing_else(
    record: Line, more: Line, order: Callable[[Line], Iterable[str]]
) -> None:
    whole = record | more
    (written,) = write([{key: whole[key] for key in order(whole)}])

    assert without_output(parsed(written)) == without_output(json.loads(written))


def test_what_stands_within_output_is_not_taken_for_what_stands_beside_it() -> None:
    inner = {**result(9, "inner"), "sourceToolAssistantUUID": "inner"}
    whole = {"list": [inner], "text": OUTPUT}
    outer = {**long_results()[0], "toolUseResult": whole, "sourceToolAssistantUUID": "outer"}
    (written,) = write([outer])
    (turned,) = write([dict(reversed(outer.items()))])

    assert without_output(parsed(written)) == without_output(json.loads(written))
    assert without_output(parsed(turned)) == without_output(json.loads(turned))


def test_the_output_of_an_ordinary_result_is_not_read() -> None:
    (written,) = write([long_results()[0]])

    assert result_of(parsed(written)) == {
        "type": "tool_result",
        "tool_use_id": "b",
        "content": "",
        "is_error": True,
    }


def result_of(record: object) -> object:
    assert isinstance(record, dict)
    return record["message"]["content"][0]


def without_output(record: object) -> object:
    """All but output; of the whole result only what is asked for where no flag tells."""
    told = json.loads(json.dumps(record).replace(json.dumps(OUTPUT), '""'))
    parts = told["message"]["content"]
    if isinstance(parts, list) and isinstance(parts[0].get("is_error"), bool):
        told.pop("toolUseResult", None)
    return told


def test_a_line_with_a_byte_order_mark_is_read() -> None:
    assert parsed(b'\xef\xbb\xbf{"type":"user"}') == {"type": "user"}
