"""How long tool calls waited for the user."""

from __future__ import annotations

from collectors.session import hashed
from collectors.telemetry.waits import Waits
from tests.collectors.telemetry.exports import span, traces

USE = "toolu_01ABCDEFGHIJKLMNOP"
WAIT = span("claude_code.tool.blocked_on_user", "b", "a", duration_ms=2_500)
TOOL = span("claude_code.tool", "a", tool_use_id=USE, tool_name="Edit", session__id="s")


def test_a_wait_is_joined_to_the_call_around_it() -> None:
    (told,) = Waits().read(traces(WAIT, TOOL), now=7)
    assert (told.key, told.tool, told.at) == (hashed(USE), "Edit", 7)
    assert told.permission_seconds == 2.5


def test_a_wait_may_come_in_an_earlier_export() -> None:
    waits = Waits()
    assert list(waits.read(traces(WAIT), now=7)) == []
    assert [it.permission_seconds for it in waits.read(traces(TOOL), now=8)] == [2.5]


def test_a_call_that_nobody_had_to_allow_tells_no_wait() -> None:
    assert list(Waits().read(traces(TOOL), now=7)) == []


def test_waits_without_a_call_are_forgotten() -> None:
    waits = Waits()
    for number in range(1_500):
        other = span("claude_code.tool.blocked_on_user", "x", str(number), duration_ms=1)
        assert list(waits.read(traces(other), now=7)) == []
    late = span("claude_code.tool", "3", tool_use_id=USE)
    assert list(waits.read(traces(late), now=8)) == []
