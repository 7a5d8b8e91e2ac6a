from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.drilldown.loads import LoadPanel, SpreadPanel
from tests.dashboard.harbor import a_reading

PATH = ".claude/commands/release.md"


def test_phases_are_named_with_their_shares() -> None:
    drawn = LoadPanel(1, PATH).draw(a_reading(), 80, 14).plain
    assert "read 31 %" in drawn
    assert "assemble 14 %" in drawn


@pytest.mark.parametrize("width", [20, 41, 70, 133])
def test_the_phases_fill_the_bar_exactly(width: int) -> None:
    bar = LoadPanel(1, PATH).draw(a_reading(), width, 14).plain.splitlines()[0]
    assert len(bar) == width
    assert set(bar) <= set("█▓▒░▞")


def test_modes_are_compared_with_cold() -> None:
    drawn = LoadPanel(1, PATH).draw(a_reading(), 70, 14).plain
    assert "warm" in drawn
    assert "4.5×" in drawn


def test_a_module_that_was_never_loaded_says_which_key_helps() -> None:
    for panel in (LoadPanel(1, "CLAUDE.md"), SpreadPanel(2, "CLAUDE.md")):
        assert "r asks for one" in panel.draw(a_reading(), 70, 14).plain


def test_the_spread_has_rules_at_p50_and_p95() -> None:
    drawn = SpreadPanel(2, PATH).draw(a_reading(), 70, 14).plain
    assert "P50 3.7 ms" in drawn
    assert "P95 8." in drawn


@pytest.mark.parametrize("height", range(1, 16))
def test_no_height_is_too_small(height: int) -> None:
    for panel in (LoadPanel(1, PATH), SpreadPanel(2, PATH)):
        assert len(panel.draw(a_reading(), 40, height).plain.splitlines()) <= height


def test_one_load_is_enough() -> None:
    reading = a_reading()
    series = tuple(
        replace(one, times=one.times[-1:], values=one.values[-1:])
        for one in reading.snapshot.series
    )
    single = replace(reading, snapshot=replace(reading.snapshot, series=series))
    assert SpreadPanel(2, PATH).draw(single, 70, 14).plain.strip()
