"""Since when loads take another time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.model import Run, Trigger
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.series.turning import TurningPoint, turning_points
from dashboard.snapshot import Series
from tests.dashboard.analysis.pasts import a_framework, a_text
from tests.dashboard.builders import NOW, a_series, a_snapshot

STEP = 10_000
FRAMEWORK = a_framework(a_text("a.md", includes=("b.md",)), a_text("b.md"), a_text("c.md"))
TURN = NOW - 49 * STEP


def levels(*medians: float) -> list[float]:
    random = Random(3)
    return [level * random.lognormvariate(0, 0.02) for level in medians for _ in range(50)]


def found(
    loads: list[float], *others: Series, saved: Iterable[tuple[int, str]] = ((TURN, "b.md"),)
) -> tuple[TurningPoint, ...]:
    series = a_series("load_seconds", loads, step=STEP, mode="cold", module="a.md", phase="total")
    snapshot = a_snapshot(series, *others, framework=FRAMEWORK)
    saves = tuple(Run(at, Trigger.SAVE, (path,)) for at, path in saved)
    return turning_points(replace(snapshot, saves=saves), "a.md")


def test_a_save_of_what_is_loaded_makes_a_turn_suspect() -> None:
    (turn,) = found(levels(0.010, 0.013))
    assert (turn.at, turn.standing) == (TURN, Standing.SUSPECT)
    assert (turn.before, turn.after) == pytest.approx((0.010, 0.013), rel=0.02)


def test_a_turn_for_the_better_is_an_improvement() -> None:
    (turn,) = found(levels(0.010, 0.007))
    assert turn.standing is Standing.IMPROVED


def test_without_a_save_of_what_is_loaded_nothing_in_it_is_to_blame() -> None:
    for saved in ((), ((TURN, "c.md"),), ((TURN - 30 * STEP, "b.md"),)):
        (turn,) = found(levels(0.010, 0.013), saved=saved)
        assert turn.standing is Standing.ENVIRONMENT


def test_when_the_canary_turns_too_the_machine_is_to_blame() -> None:
    canary = a_series("canary_seconds", levels(0.0002, 0.00026), step=STEP)
    (turn,) = found(levels(0.010, 0.013), canary)
    assert turn.standing is Standing.ENVIRONMENT


def test_a_quiet_history_has_no_turn() -> None:
    assert found(levels(0.010, 0.010)) == ()


def test_a_module_that_was_never_loaded_has_no_turn() -> None:
    assert turning_points(a_snapshot(framework=FRAMEWORK), "a.md") == ()


@settings(max_examples=40)
@given(st.lists(st.floats(0, 1e300), min_size=1, max_size=60))
def test_no_history_crashes_it(loads: list[float]) -> None:
    moments = [turn.at for turn in found(loads)]
    assert moments == sorted(set(moments))
