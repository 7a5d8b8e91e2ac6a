"""How bad growth is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.config import BudgetConfig, Config
from collectors.framework.module import Kind
from collectors.threshold import Threshold
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison import growth
from dashboard.analysis.comparison.difference import Figure

SIZES = st.floats(0, 1e9)
PLAN = Figure("full_tokens", "plan.md")
BUDGET = growth.Ceiling(1_000, Severity.CRITICAL)


@pytest.mark.parametrize(
    ("current", "severity"),
    [(1_099, Severity.INFO), (1_100, Severity.WARNING), (1_250, Severity.CRITICAL)],
)
def test_growth_is_judged_by_its_share(current: float, severity: Severity) -> None:
    assert growth.of_figure("tokens", 1_000, current) is severity


def test_a_few_tokens_are_a_note_however_small_the_file() -> None:
    assert growth.of_figure("tokens", 12, 37) is Severity.INFO
    assert growth.of_figure("tokens", 12, 38) is Severity.CRITICAL


def test_what_did_not_exist_has_no_percentage() -> None:
    assert growth.of_figure("tokens", 0, 5_000) is Severity.INFO


def test_a_budget_is_neared_and_exceeded() -> None:
    assert growth.of_figure("tokens", 790, 800, (BUDGET,)) is Severity.INFO
    assert growth.of_figure("tokens", 790, 801, (BUDGET,)) is Severity.WARNING
    assert growth.of_figure("tokens", 990, 1_000, (BUDGET,)) is Severity.WARNING
    assert growth.of_figure("tokens", 990, 1_001, (BUDGET,)) is Severity.CRITICAL


@pytest.mark.parametrize("severity", Severity)
def test_what_breaks_a_limit_is_as_bad_as_that_limit_says(severity: Severity) -> None:
    ceiling = growth.Ceiling(1_000, severity)
    assert growth.of_figure("tokens", 990, 1_001, (ceiling,)) is severity


def test_a_limit_makes_growth_no_milder_than_its_share() -> None:
    mild = growth.Ceiling(1_000, Severity.WARNING)
    assert growth.of_figure("tokens", 500, 1_001, (mild,)) is Severity.CRITICAL


def test_of_several_limits_the_worst_that_is_broken_counts() -> None:
    mild, grave = growth.Ceiling(900, Severity.WARNING), growth.Ceiling(1_000, Severity.CRITICAL)
    assert growth.of_figure("tokens", 890, 950, (mild, grave)) is Severity.WARNING
    assert growth.of_figure("tokens", 990, 1_010, (mild, grave)) is Severity.CRITICAL


def test_to_near_a_limit_that_is_a_note_is_a_note() -> None:
    note = growth.Ceiling(1_000, Severity.INFO)
    assert growth.of_figure("tokens", 840, 850, (note,)) is Severity.INFO


def test_shrinking_within_a_budget_that_is_exceeded_is_a_note() -> None:
    assert growth.of_figure("tokens", 2_000, 1_500, (BUDGET,)) is Severity.INFO


def test_missing_references_are_worth_a_warning_however_many() -> None:
    assert growth.of_figure("references", 100, 101) is Severity.WARNING
    assert growth.of_figure("references", 2, 16) is Severity.WARNING


def test_a_load_is_judged_by_where_its_interval_begins() -> None:
    def judged(low: float, *, is_over_limit: bool = False) -> Severity:
        return growth.of_load(ratio=1.3, low=low, gained=0.01, is_over_limit=is_over_limit)

    assert judged(1.25) is Severity.CRITICAL
    assert judged(1.24) is Severity.WARNING
    assert judged(1.1, is_over_limit=True) is Severity.CRITICAL
    assert judged(1.09, is_over_limit=True) is Severity.WARNING


@pytest.mark.parametrize(
    ("gained", "severity"), [(49e-6, Severity.INFO), (50e-6, Severity.CRITICAL)]
)
def test_some_microseconds_are_a_note(gained: float, severity: Severity) -> None:
    assert growth.of_load(ratio=2.0, low=1.9, gained=gained, is_over_limit=True) is severity


def test_some_memory_is_a_note_however_little_there_was() -> None:
    assert growth.of_memory(1_000, 66_536) is Severity.INFO
    assert growth.of_memory(1_000, 66_537) is Severity.CRITICAL


def test_the_limits_of_a_figure_are_known_least_first() -> None:
    config = Config(
        thresholds=(Threshold("full_tokens", 400, "warning", labels=(("kind", "command"),)),),
        budget=BudgetConfig(command=300),
    )
    limit = growth.Ceiling(400, Severity.WARNING)
    budget = growth.Ceiling(300, Severity.CRITICAL)
    assert growth.ceilings(PLAN, Kind.COMMAND, config) == (budget, limit)
    assert growth.ceilings(PLAN, Kind.SKILL, config) == ()


def test_budgets_of_the_whole_and_of_kinds_are_told_apart() -> None:
    config = Config(thresholds=(), budget=BudgetConfig(total=9, kinds=(("agent", 3),), startup=5))

    def least(figure: Figure) -> float:
        return growth.ceilings(figure, None, config)[0].most

    assert least(Figure("framework_tokens")) == 9
    assert least(Figure("framework_tokens", part="agent")) == 3
    assert least(Figure("startup_tokens")) == 5


@given(SIZES, SIZES, SIZES, st.sampled_from(["tokens", "bytes", "references", ""]))
def test_an_improvement_is_never_worse_than_a_note(
    one: float, other: float, budget: float, unit: str
) -> None:
    ceilings = (growth.Ceiling(budget, Severity.CRITICAL),)
    assert growth.of_figure(unit, max(one, other), min(one, other), ceilings) is Severity.INFO


@given(SIZES, SIZES, SIZES)
def test_more_is_never_milder(baseline: float, one: float, other: float) -> None:
    less, more = sorted((one, other))
    mild, bad = (growth.of_figure("tokens", baseline, size, (BUDGET,)) for size in (less, more))
    assert mild.rank <= bad.rank
