from __future__ import annotations

from dataclasses import replace

from dashboard.session_screens.tools_panel import ToolsPanel, by_tool
from dashboard.sessions import ToolUse
from tests.dashboard.logbook import SESSIONS, SUMMARY, with_sessions
from tests.dashboard.pieces import words
from tests.dashboard.session_screens.summing import drawn


def test_tools_are_added_up_the_longest_first() -> None:
    found = by_tool(SESSIONS.summaries)
    assert [it.name for it in found] == ["Bash", "Agent", "Read", "Edit", "Grep"]
    assert (found[0].calls, found[0].errors, found[0].seconds) == (62, 6, 698)


def test_one_call_is_told_in_the_singular() -> None:
    once = replace(SUMMARY, tools=(ToolUse("Read", 1, 0, 0.5),))
    reading = with_sessions(replace(SESSIONS, summaries=(once,)))
    assert words(ToolsPanel(1).headline(reading))[0] == "1 call"


def test_a_wide_panel_draws_a_bar_for_each_tool() -> None:
    assert drawn(ToolsPanel(1))[1].endswith("██████████")
    assert "█" not in "".join(drawn(ToolsPanel(1), 50))
