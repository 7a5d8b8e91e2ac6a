"""The line that says where a screen stands, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from dashboard.parts import Part, line
from dashboard.safe_text import safe_text


def breadcrumb(steps: Sequence[str], facts: Sequence[Part], width: int) -> Content:
    """Set the way on the left, and facts on the right as far as there is room."""
    return line((Part(_way(steps)), *facts), width - 2, gap=3).pad(1, 1)


def _way(steps: Sequence[str]) -> Content:
    named = [safe_text(step, cells=64) for step in steps]
    way = Content.styled(" › ".join(named[:-1]) + " › ", "$foreground-muted")
    return way + Content.styled(named[-1], "bold")
