from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.baseline import Block
from dashboard.analysis.comparison.contrast import Contrast
from dashboard.piece import measure
from dashboard.spread import ends, spread
from tests.dashboard.pieces import words

TIMES = st.lists(st.floats(1e-6, 1e3), max_size=60).map(tuple)
BOTH = Contrast((0.001,) * 20, (0.002,) * 20, (Block(0.001, 0.002, 0.0002),))


def test_both_samples_have_rules_and_are_named() -> None:
    said = "\n".join(words(spread(BOTH, 70, 12)))
    for part in ("P50 then 1 ms", "now, 20 loads", "baseline, 20 loads", "1 block side by side"):
        assert part in said


def test_stored_loads_say_that_they_are_not_side_by_side() -> None:
    stored = Contrast(BOTH.before, BOTH.now)
    assert "not side by side" in words(spread(stored, 70, 12))[-1]


def test_one_sample_needs_no_legend() -> None:
    said = "\n".join(words(spread(Contrast(now=BOTH.now), 70, 12)))
    assert "P50 2 ms" in said
    assert "baseline" not in said


def test_the_right_end_is_called_what_it_is() -> None:
    outlier = Contrast(now=(0.001, *(0.002,) * 200, 0.5))
    assert ends(outlier) == ("1 ms", "P99 2 ms")
    assert words(spread(outlier, 70, 12))[-1].split("  ")[-1].strip() == "P99 2 ms"
    assert ends(Contrast((0.003,), (0.003,))) == ("3 ms", "6 ms")


def test_nothing_is_nothing() -> None:
    assert spread(Contrast(), 70, 12) == ()


@pytest.mark.parametrize("height", range(1, 9))
def test_no_height_is_too_small(height: int) -> None:
    assert len(spread(BOTH, 40, height)) <= height


@settings(max_examples=30)
@given(TIMES, TIMES, st.integers(4, 90))
def test_no_samples_go_over_the_edge(
    before: tuple[float, ...], now: tuple[float, ...], width: int
) -> None:
    assert all(measure(line) <= width for line in spread(Contrast(before, now), width, 9))
