"""Loads that were timed side by side."""

from __future__ import annotations

from dataclasses import replace

from collectors.baseline import Baseline
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Evidence, Standing
from dashboard.analysis.gating.ruling import Ruling, Untimed
from dashboard.analysis.gating.slowdown import loads, untimed
from tests.dashboard.analysis.checks import (
    a_baseline,
    a_comparison,
    a_file,
    a_framework,
    a_reading,
)

BASELINE = a_baseline(a_file("plan.md", text="old"))
NOW = a_framework(a_file("plan.md", 130, text="new"))
NOISE = (0.5, 2.0, 0.7, 1.6, 1.1) * 5


def timed(*ratios: float, baseline: Baseline = BASELINE, fresh: bool = False) -> Ruling:
    comparison = a_comparison(baseline, NOW, "plan.md", *ratios, fresh=fresh)
    (found,) = loads(a_reading(NOW, baseline, comparisons=(comparison,)))
    return found


def accepting(tokens: int) -> Baseline:
    return replace(BASELINE, accepted=(("plan.md", tokens),))


def test_a_slower_load_fails_with_its_interval() -> None:
    found = timed(*[1.5] * 5, fresh=True)
    assert (found.standing, found.severity) == (Standing.REGRESSION, Severity.CRITICAL)
    assert found.name == "load_seconds plan.md"
    assert found.interval
    assert (found.interval.blocks, found.interval.evidence) == (5, Evidence.PROCESSES)
    assert found.interval.low > 1.4


def test_a_load_that_is_as_it_was_passes() -> None:
    found = timed(*[1.0] * 5)
    assert (found.standing, found.severity) == (Standing.OK, None)


def test_a_faster_load_passes() -> None:
    found = timed(*[0.5] * 5)
    assert (found.standing, found.severity) == (Standing.IMPROVED, None)


def test_noise_is_only_worth_a_note() -> None:
    found = timed(*NOISE)
    assert (found.standing, found.severity) == (Standing.NOISY, Severity.INFO)


def test_a_comparison_that_is_not_decided_is_only_worth_a_note() -> None:
    found = timed(1.5, 1.5)
    assert (found.standing, found.severity) == (Standing.SUSPECT, Severity.INFO)


def test_a_slowdown_too_small_to_be_told_of_passes() -> None:
    found = timed(*[1.08] * 5)
    assert (found.standing, found.severity) == (Standing.GROWTH, None)
    assert found.detail == "too little to be told of"


def test_a_command_whose_growth_was_accepted_may_take_longer() -> None:
    found = timed(*[1.5] * 5, baseline=accepting(130))
    assert (found.severity, found.detail) == (Severity.INFO, "its growth was accepted")


def test_growth_beyond_what_was_accepted_may_not() -> None:
    assert timed(*[1.5] * 5, baseline=accepting(129)).severity is Severity.CRITICAL


def test_a_comparison_of_other_contents_says_nothing_against_these() -> None:
    other = a_framework(a_file("plan.md", text="newer"))
    comparison = a_comparison(BASELINE, other, "plan.md", *[1.5] * 5)
    (found,) = loads(a_reading(NOW, BASELINE, comparisons=(comparison,)))
    assert found.severity is None


def test_what_could_not_be_timed_is_noted() -> None:
    found = untimed(Untimed("plan.md", "plan.md: loads 9,000,000 bytes"))
    assert (found.standing, found.severity) == (Standing.INSUFFICIENT, Severity.INFO)
    assert found.detail == "not timed: plan.md: loads 9,000,000 bytes"
