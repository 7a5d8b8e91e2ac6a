"""What the blocks of a comparison amount to."""

from __future__ import annotations

from math import inf, log, nan
from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.baseline import Block
from collectors.comparing.verdict import LOOKS, Outcome, decide, judge
from tests.benchmarks import trials
from tests.benchmarks.noise import KINDS, UNSEEN, Noise


def blocks(count: int, *, ratio: float = 1.0, noise: float = 0.0) -> list[Block]:
    """Blocks of a module that takes so many times as long, with normal noise of its logarithm."""
    chance = Random(0)
    return [Block(0.001, 0.001 * ratio * (1 + chance.gauss(0, noise)), 2e-4) for _ in range(count)]


@pytest.mark.parametrize(
    ("ratio", "outcome"),
    [
        (1.0, Outcome.OK),
        (1.03, Outcome.OK),
        (1.1, Outcome.REGRESSION),
        (1.2, Outcome.REGRESSION),
        (0.97, Outcome.OK),
        (0.9, Outcome.IMPROVED),
    ],
)
def test_a_quiet_machine_needs_five_blocks(ratio: float, outcome: Outcome) -> None:
    assert judge(blocks(4, ratio=ratio)).outcome is Outcome.CONTINUE
    assert judge(blocks(5, ratio=ratio)).outcome is outcome


def test_between_two_looks_nothing_is_decided() -> None:
    decided = {count for count in range(1, 25) if judge(blocks(count)).outcome != "continue"}
    assert decided == set(LOOKS) - {25}


def test_what_cannot_be_resolved_is_noisy_and_not_fine() -> None:
    assert judge(blocks(25, noise=0.3)).outcome is Outcome.NOISY
    for spread, outcome in ((0.19, Outcome.OK), (0.2, Outcome.NOISY)):
        assert decide([0.05 + spread * (place / 12 - 1) for place in range(25)]).outcome is outcome


@pytest.mark.parametrize("count", LOOKS[:-1])
def test_what_is_on_the_line_goes_on(count: int) -> None:
    around = [log(1.065) + step for step in (-0.1, 0.1)] * 13
    assert decide(around[:count]).outcome is Outcome.CONTINUE


def test_after_all_blocks_the_middle_decides() -> None:
    around = [log(1.066) + step for step in (-0.05, 0.05)] * 13
    assert decide(around[:25]).outcome is Outcome.REGRESSION


def test_the_interval_holds_the_ratio() -> None:
    said = judge(blocks(8, ratio=1.1, noise=0.01))
    assert said.low < said.ratio < said.high
    assert said.ratio == pytest.approx(1.1, rel=0.02)


def test_a_block_without_a_time_counts_as_taken_and_says_nothing() -> None:
    said = decide([nan] * 25)
    assert (said.outcome, said.blocks) == (Outcome.NOISY, 0)
    assert judge([Block(0.0, 0.001, 2e-4)]).blocks == 0


@settings(max_examples=100)
@given(st.lists(st.floats(), max_size=30))
def test_no_differences_crash_it(differences: list[float]) -> None:
    said = decide(differences)
    assert 0 <= said.low <= said.ratio <= said.high <= inf


@settings(max_examples=100)
@given(st.lists(st.floats(-1, 1), min_size=5, max_size=25), st.randoms())
def test_the_order_of_blocks_does_not_matter(differences: list[float], chance: Random) -> None:
    shuffled = differences.copy()
    chance.shuffle(shuffled)
    assert decide(shuffled) == decide(differences)


@settings(max_examples=100)
@given(st.lists(st.floats(-1, 0), min_size=5, max_size=25))
def test_no_improvement_is_a_regression(differences: list[float]) -> None:
    assert decide(differences).outcome is not Outcome.REGRESSION


@pytest.mark.parametrize("noise", [*KINDS.values(), *UNSEEN.values()], ids=[*KINDS, *UNSEEN])
def test_the_same_content_is_hardly_ever_slower_than_itself(noise: Noise) -> None:
    said = trials.confirmations(noise, ratio=1.0, seeds=30)
    assert sum(it.outcome is Outcome.REGRESSION for it in said) <= 1


@pytest.mark.parametrize("noise", KINDS.values(), ids=KINDS)
def test_a_tenth_more_is_nearly_always_confirmed(noise: Noise) -> None:
    said = trials.confirmations(noise, ratio=1.1, seeds=30)
    assert fmean(it.outcome is Outcome.REGRESSION for it in said) >= 0.9


@pytest.mark.parametrize("noise", KINDS.values(), ids=KINDS)
def test_the_interval_holds_the_truth_nine_times_in_ten(noise: Noise) -> None:
    said = trials.confirmations(noise, ratio=1.1, seeds=50)
    assert fmean(it.low <= 1.1 <= it.high for it in said) >= 0.9
