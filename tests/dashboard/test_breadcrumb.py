from __future__ import annotations

from textual.content import Content

from dashboard.breadcrumb import breadcrumb
from dashboard.parts import Part


def test_the_last_step_is_where_the_screen_stands() -> None:
    drawn = breadcrumb(("harbor", "sessions", "08:00"), (), 60)
    assert drawn.plain.strip() == "harbor › sessions › 08:00"
    (bold,) = (span for span in drawn.spans if span.style == "bold")
    assert drawn.plain[bold.start : bold.end] == "08:00"


def test_facts_leave_before_the_way_does() -> None:
    fact = Part(Content("Claude Code 2.1.328"), rank=1)
    assert "Claude Code" in breadcrumb(("harbor", "sessions"), (fact,), 60).plain
    assert breadcrumb(("harbor", "sessions"), (fact,), 26).plain.strip() == "harbor › sessions"


def test_a_hostile_step_is_escaped() -> None:
    assert "\x1b" not in breadcrumb(("harbor", "\x1b[2J"), (), 60).plain
