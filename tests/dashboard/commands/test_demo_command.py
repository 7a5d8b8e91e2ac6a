"""`perfdash demo`, as it is called."""

from __future__ import annotations

from tests.dashboard.commands.outcome import Perfdash


def test_without_a_terminal_the_demo_is_a_report(perfdash: Perfdash) -> None:
    told = perfdash("demo")
    assert told.code == 0
    assert "28 modules" in told.out
    assert "no terminal" in told.err
