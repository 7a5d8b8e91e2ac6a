from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import units
from dashboard.analysis.verdict import Verdict
from dashboard.drilldown.loads import LoadPanel, SpreadPanel
from tests.dashboard.builders import a_series
from tests.dashboard.harbor import SAVED, a_reading
from tests.dashboard.worse import a_worse_reading

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


def test_the_two_curves_are_named() -> None:
    drawn = LoadPanel(1, PATH).draw(a_reading(), 80, 14).plain
    assert "⣿ P50 ⠒ P95 cold" in drawn


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


def test_the_spread_lays_now_over_the_baseline() -> None:
    drawn = SpreadPanel(2, PATH).draw(a_worse_reading(), 78, 16).plain
    assert "▲ regression  19 % slower, between 17 and 21 %, 5 blocks in one process" in drawn
    assert f"since save {units.clock(SAVED)} components/quality/checks.md" in drawn
    assert "P50 then 3.1 ms" in drawn
    assert "baseline, 50 loads" in drawn


def test_a_module_like_its_baseline_says_so() -> None:
    reading = a_worse_reading()
    quiet = replace(reading, verdict=Verdict())
    assert "no different from the baseline" in SpreadPanel(2, PATH).draw(quiet, 78, 16).plain


def test_a_module_that_the_baseline_never_loaded_says_so() -> None:
    drawn = SpreadPanel(2, PATH).draw(a_reading(), 78, 16).plain
    assert "nothing in the baseline to compare with" in drawn


def test_a_change_of_level_says_since_when_and_why() -> None:
    values = [0.0100, 0.0101, 0.0099] * 20 + [0.0130, 0.0131, 0.0129] * 20
    loads = a_series("load_seconds", values, mode="cold", module=PATH, phase="total")
    reading = a_reading()
    snapshot = replace(reading.snapshot, series=(loads,), saves=())
    drawn = LoadPanel(1, PATH).draw(replace(reading, snapshot=snapshot), 76, 14).plain
    assert "level 10 ms → 13 ms" in drawn
    assert "no save explains it" in drawn
