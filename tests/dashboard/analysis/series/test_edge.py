"""Whether two neighbouring stretches of a series are two levels."""

from __future__ import annotations

from random import Random

import pytest

from dashboard.analysis.series.edge import doubt

CHANCE = Random(1)
LOW = [CHANCE.gauss(0, 0.01) for _ in range(20)]
NOISY = [CHANCE.gauss(0, 0.1) for _ in range(40)]


def test_two_levels_far_apart_are_not_doubted() -> None:
    assert doubt(LOW, [value + 0.2 for value in LOW], inertia=1) < 1e-9


def test_a_difference_too_small_to_matter_is_doubted() -> None:
    assert doubt(LOW, [value + 0.04 for value in LOW], inertia=1) >= 1


def test_a_slope_cut_in_two_is_doubted() -> None:
    assert (
        doubt([0.01 * it for it in range(30)], [0.3 + 0.01 * it for it in range(30)], inertia=1)
        >= 1
    )


def test_a_slope_between_two_levels_is_doubted() -> None:
    ramp = [0.02 * it for it in range(10)]
    assert doubt([0.0] * 20 + ramp[:5], [*ramp[5:], *[0.2] * 20], inertia=1) >= 1


def test_what_noise_makes_likely_is_doubted() -> None:
    assert doubt(NOISY[:20], [value + 0.05 for value in NOISY[20:]], inertia=1) > 0.01


@pytest.mark.parametrize("inertia", [2.0, 5.0])
def test_neighbours_that_resemble_each_other_raise_doubt(inertia: float) -> None:
    after = [value + 0.3 for value in NOISY[20:]]
    assert doubt(NOISY[:20], after, inertia=inertia) > doubt(NOISY[:20], after, inertia=1)
