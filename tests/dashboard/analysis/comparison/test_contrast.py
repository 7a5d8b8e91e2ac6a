from __future__ import annotations

from dataclasses import replace

from collectors.baseline import Environment
from dashboard.analysis.comparison.contrast import contrast
from dashboard.snapshot import Snapshot
from tests.dashboard.harbor import SAVED
from tests.dashboard.worse import PLAN, RELEASE, a_worse_reading

BUILD = ".claude/commands/build.md"


def a_compared() -> Snapshot:
    return a_worse_reading().snapshot


def test_loads_timed_side_by_side_are_preferred() -> None:
    it = contrast(a_compared(), RELEASE)
    assert (len(it.before), len(it.now), len(it.blocks)) == (50, 50, 5)


def test_else_stored_loads_are_held_against_those_of_the_baseline() -> None:
    it = contrast(a_compared(), BUILD)
    assert len(it.before) == 40
    assert it.blocks == ()


def test_only_loads_since_the_last_change_are_of_now() -> None:
    series = a_compared().find("load_seconds", mode="cold", module=BUILD, phase="total")
    assert series is not None
    assert len(contrast(a_compared(), BUILD).now) == sum(at > SAVED for at in series.times) == 1


def test_a_comparison_of_other_contents_does_not_count() -> None:
    old = tuple(replace(it, current_digest="other") for it in a_compared().comparisons)
    assert contrast(replace(a_compared(), comparisons=old), PLAN).blocks == ()


def test_loads_of_another_machine_are_not_laid_beside() -> None:
    moved = replace(a_compared(), environment=Environment("another", 64, "3.13", "9"))
    assert contrast(moved, BUILD).before == ()


def test_a_module_that_was_never_loaded_has_nothing_to_show() -> None:
    it = contrast(a_compared(), "CLAUDE.md")
    assert (it.before, it.now) == ((), ())
