from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.baseline import Baseline, Environment, LoadStatistics
from collectors.framework.module import Framework
from dashboard.analysis.comparison.drift import drift
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import a_series, a_snapshot


def a_compared(**now: float) -> Snapshot:
    """Modules that took a millisecond each in the baseline."""
    series = tuple(
        a_series("load_seconds", [seconds] * 3, mode="cold", module=module, phase="total")
        for module, seconds in now.items()
    )
    loads = tuple(LoadStatistics(module, (0.001, 0.001, 0.1)) for module in ("a", "b", "c"))
    return replace(a_snapshot(*series), baseline=Baseline("default", 1, Framework(), loads=loads))


def test_the_middle_module_decides() -> None:
    assert drift(a_compared(a=0.001, b=0.0011, c=0.5)) == pytest.approx(1.1)


def test_a_module_without_loads_in_the_baseline_has_no_vote() -> None:
    assert drift(a_compared(a=0.002, z=5.0)) == pytest.approx(2.0)


def test_nothing_to_compare_is_no_estimate() -> None:
    assert drift(a_compared(z=0.001)) is None


def test_another_machine_is_not_compared() -> None:
    moved = replace(a_compared(a=0.002), environment=Environment("another", 64, "3.13", "9"))
    assert drift(moved) is None
