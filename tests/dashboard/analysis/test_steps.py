"""Where a series changed its level for good."""

from __future__ import annotations

from math import inf, nan, sin
from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.steps import detect
from tests.benchmarks import histories, trials
from tests.benchmarks.noise import KINDS, UNSEEN, Noise, milder, normal

NOISES = {**KINDS, **UNSEEN}
STEADY = {name: noise for name, noise in NOISES.items() if name != "sticky_modes"}
SOME = {
    name: KINDS[name] for name in ("normal", "heavy_tails", "two_modes", "autocorrelated", "bursts")
}


@pytest.mark.parametrize("noise", SOME.values(), ids=SOME)
def test_most_steps_are_found_and_little_else(noise: Noise) -> None:
    score = trials.score(noise, seeds=40)
    assert score.hits / score.claims >= 0.9
    assert score.hits / score.steps >= 0.8


@pytest.mark.parametrize("noise", STEADY.values(), ids=STEADY)
def test_noise_is_hardly_ever_a_step(noise: Noise) -> None:
    assert trials.alarmed_share(histories.quiet, noise, seeds=10) <= 0.05


@pytest.mark.parametrize("shape", histories.DRIFTING)
def test_a_drift_is_hardly_ever_a_step(shape: str) -> None:
    draw = histories.DRIFTING[shape]
    shares = [trials.alarmed_share(draw, noise, seeds=5) for noise in SOME.values()]
    assert fmean(shares) <= 0.05


def test_a_step_is_dated_to_the_first_value_of_the_new_level() -> None:
    assert detect([1.0] * 20 + [1.2] * 20) == [20]


def test_going_down_is_a_step_too() -> None:
    assert detect([1.2] * 20 + [1.0] * 20) == [20]


def test_a_level_that_holds_for_a_while_has_two_ends() -> None:
    assert detect([1.0] * 30 + [1.3] * 15 + [1.0] * 30) == [30, 45]


def test_a_short_burst_is_no_step() -> None:
    assert detect([1.0] * 30 + [1.3] * 10 + [1.0] * 30) == []


def test_what_is_revisited_is_no_step() -> None:
    short, long = [1.0] * 15 + [1.3] * 7, [1.0] * 15 + [1.3] * 14
    assert detect([*short, *long, *short, *short, *([1.0] * 15)]) == []


def test_a_level_that_outlasts_its_visits_is_one() -> None:
    visit = [1.0] * 12 + [1.2] * 4
    assert detect([*visit, *visit, *([1.0] * 12), *([1.2] * 40)]) == [44]


def test_a_burst_hides_no_step() -> None:
    burst = [1.0] * 20 + [1.9] * 6 + [1.0] * 14
    raised = [1.15 * value for value in burst]
    assert detect([*burst, *raised]) == [40]


def test_a_swing_is_no_step() -> None:
    assert detect([1 + 0.1 * sin(place / 12) for place in range(75)]) == []


def test_a_new_level_is_not_believed_at_once() -> None:
    assert detect([1.0] * 30 + [1.3] * 6) == []
    assert detect([1.0] * 30 + [1.3] * 8) == [30]


def test_less_than_a_twentieth_is_no_step() -> None:
    assert detect([1.0] * 30 + [1.04] * 30) == []
    assert detect([1.0] * 30 + [1.05] * 30) == [30]


def test_what_takes_long_to_come_about_is_no_step() -> None:
    def slope(length: int) -> list[float]:
        return [1 + 0.3 * place / (length + 1) for place in range(1, length + 1)]

    assert detect([*([1.0] * 30), *slope(7), *([1.3] * 30)]) == [33]
    assert detect([*([1.0] * 30), *slope(8), *([1.3] * 30)]) == []


def test_spikes_are_no_steps() -> None:
    assert detect(([1.0] * 9 + [50.0]) * 10) == []


def test_a_straight_line_has_no_step() -> None:
    assert detect([100.0 + place for place in range(100)]) == []


def test_a_gap_in_the_numbers_does_not_move_a_step() -> None:
    assert detect([1.0] * 10 + [nan, inf] + [1.0] * 10 + [2.0] * 20) == [22]


def test_a_count_that_was_zero_can_step() -> None:
    assert detect([0.0] * 20 + [5.0] * 20) == [20]


def test_a_value_below_zero_can_step() -> None:
    assert detect([-4.0] * 20 + [-2.0] * 20) == [20]


def test_in_a_long_series_steps_are_found_where_they_are() -> None:
    values = milder(normal(Random(1), 10_000))
    raised = [value * (1.0 if place < 4321 else 1.2) for place, value in enumerate(values)]
    (mark,) = detect(raised)
    assert abs(mark - 4321) <= 3


@pytest.mark.parametrize("value", [0.0, 1.0, -1.0, 5e-324, 1.7e308])
def test_a_constant_has_no_step(value: float) -> None:
    assert detect([value] * 100) == []


@settings(max_examples=60)
@given(st.lists(st.floats(), max_size=120))
def test_any_numbers_can_be_looked_at(series: list[float]) -> None:
    found = detect(series)
    assert found == sorted(set(found))
    assert all(0 < mark < len(series) for mark in found)


@settings(max_examples=30)
@given(st.integers(0, 100), st.integers(-40, 40))
def test_the_unit_does_not_matter(seed: int, power: int) -> None:
    values = histories.stepped(normal, Random(seed), 60).values
    assert detect([value * 2.0**power for value in values]) == detect(values)
