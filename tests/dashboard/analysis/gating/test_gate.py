"""Whether a change may pass."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from collectors.baseline import NO_BASELINE, Commit
from collectors.config import BudgetConfig, Config
from collectors.framework.module import Kind
from collectors.framework.reference import Syntax
from collectors.model import Sample
from collectors.threshold import Threshold
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Cause
from dashboard.analysis.gating.gate import rule
from dashboard.analysis.gating.ruling import Rule, Terms, Untimed
from dashboard.reading import read
from dashboard.snapshot import Snapshot
from dashboard.sources.measured import MeasuredSource
from tests.dashboard.analysis.checks import (
    a_baseline,
    a_comparison,
    a_file,
    a_framework,
    a_reading,
    failed,
    names,
)
from tests.dashboard.builders import NOW, a_reference

STEPS = a_file("steps.md", 200, kind=Kind.COMPONENT)
INCLUDED = a_reference("steps.md", path="steps.md", syntax=Syntax.INCLUDE_PATH)
PLAN = a_file("plan.md", 1_000, full=1_200, references=(INCLUDED,))
BASELINE = a_baseline(PLAN, STEPS)
GROWN = a_framework(replace(PLAN, full_tokens=1_500), a_file("steps.md", 500, kind=Kind.COMPONENT))


def test_what_did_not_change_passes() -> None:
    outcome = rule(a_reading(BASELINE.framework, BASELINE), Terms())
    assert outcome.failed == outcome.noted == ()
    assert names(outcome.passed) == [
        "kind:command",
        "kind:component",
        "startup",
        "total",
        "plan.md",
        "references_missing",
    ]


def test_failures_come_worst_first_and_then_by_rule_and_module() -> None:
    outcome = rule(a_reading(GROWN, BASELINE), Terms())
    assert [(it.severity, it.name) for it in outcome.failed] == [
        (Severity.CRITICAL, "kind:component"),
        (Severity.CRITICAL, "total"),
        (Severity.CRITICAL, "plan.md"),
    ]


def test_only_what_is_critical_fails_when_asked_for() -> None:
    slight = a_framework(replace(PLAN, full_tokens=1_201), STEPS)
    terms = Terms(fail_on=Severity.CRITICAL)
    outcome = rule(a_reading(slight, BASELINE), terms)
    assert (failed(outcome), names(outcome.noted)) == ([], ["plan.md"])
    assert failed(rule(a_reading(slight, BASELINE), Terms())) == ["plan.md"]


def test_without_a_baseline_limits_alone_are_held() -> None:
    config = Config(budget=BudgetConfig(total=10), thresholds=())
    outcome = rule(a_reading(GROWN, config=config), Terms(against="none"))
    assert [(it.rule, it.name) for it in outcome.rulings] == [(Rule.BUDGET, "total")]
    assert outcome.baseline is NO_BASELINE


def test_what_the_configuration_accepts_passes() -> None:
    accepted = (("plan.md", 1_500), ("total", 1_500), ("kind:component", 500))
    config = Config(budget=BudgetConfig(accepted=accepted), thresholds=())
    assert failed(rule(a_reading(GROWN, BASELINE, config=config), Terms())) == []


def test_what_was_accepted_with_the_baseline_passes() -> None:
    accepted = {"plan.md": 1_500, "total": 1_500, "kind:component": 500}
    known = a_baseline(PLAN, STEPS, accepted=accepted)
    assert failed(rule(a_reading(GROWN, known), Terms())) == []


def test_the_commit_that_made_it_grow_is_its_cause() -> None:
    commit = Commit("f" * 40, NOW - 1_000, "Ada", "Add steps", ("steps.md",))
    known = Snapshot(NOW, 60, GROWN, baseline=BASELINE, commits=(commit,))
    reading = read(MeasuredSource(known, ()), Config(thresholds=()), NOW)
    causes = {it.name: it.cause for it in rule(reading, Terms()).failed}
    expected = Cause(NOW - 1_000, "f" * 40, "Ada", "Add steps", ("steps.md",))
    assert causes == {"kind:component": expected, "total": expected, "plan.md": expected}


def test_what_grew_over_its_budget_has_the_same_cause() -> None:
    commit = Commit("f" * 40, NOW - 1_000, "Ada", "Add steps", ("steps.md",))
    known = Snapshot(NOW, 60, GROWN, baseline=BASELINE, commits=(commit,))
    tight = Config(thresholds=(), budget=BudgetConfig(total=10))
    outcome = rule(read(MeasuredSource(known, ()), tight, NOW), Terms())
    (found,) = (it for it in outcome.failed if it.rule is Rule.BUDGET)
    assert found.cause.revision == commit.revision


def test_what_is_over_its_budget_as_before_has_no_cause() -> None:
    tight = Config(thresholds=(), budget=BudgetConfig(total=10))
    known = a_baseline(PLAN, STEPS)
    (found,) = rule(a_reading(known.framework, known, config=tight), Terms()).failed
    assert (found.rule, found.cause) == (Rule.BUDGET, Cause())


def test_a_change_of_tokenizer_is_nobodys_doing() -> None:
    recounted = replace(GROWN, encoding="p50k_base")
    (found,) = rule(a_reading(recounted, BASELINE), Terms()).noted
    assert ("counted in" in found.detail, found.cause) == (True, Cause())


def test_without_a_commit_the_changed_files_are_the_cause() -> None:
    outcome = rule(a_reading(GROWN, BASELINE), Terms())
    assert {it.cause for it in outcome.failed} == {Cause(paths=("steps.md",))}


def test_a_reference_that_broke_is_caused_by_the_file_that_is_gone() -> None:
    broken = a_reference("steps.md", syntax=Syntax.INCLUDE_PATH)
    alone = a_framework(replace(PLAN, full_tokens=1_000, references=(broken,)))
    (found,) = rule(a_reading(alone, BASELINE), Terms()).failed
    assert found.name == "plan.md → steps.md"
    assert found.cause == Cause(paths=("steps.md",))


def test_what_passes_has_no_cause_and_no_command() -> None:
    outcome = rule(a_reading(GROWN, BASELINE), Terms())
    assert {(it.cause, it.again) for it in outcome.passed} == {(Cause(), "")}


def test_a_failure_names_the_command_that_shows_it_again() -> None:
    terms = Terms("dev prompts", "HEAD^1")
    again = {it.again for it in rule(a_reading(GROWN, BASELINE), terms).failed}
    assert again == {"perfdash check 'dev prompts' --against 'HEAD^1' --no-timing"}


def test_a_slow_load_is_shown_again_by_timing() -> None:
    comparison = a_comparison(BASELINE, GROWN, "plan.md", *[1.5] * 5)
    outcome = rule(a_reading(GROWN, BASELINE, comparisons=(comparison,)), Terms())
    assert [it.again for it in outcome.failed if it.rule is Rule.LOAD] == ["perfdash check"]


def test_a_load_beyond_a_threshold_is_shown_again_by_loading_it() -> None:
    limits = Config(thresholds=(Threshold("load_seconds", 0.1, "warning"),))
    sample = Sample("load_seconds", 0.3, (("module", "plan.md"),))
    reading = a_reading(GROWN, NO_BASELINE, sample, config=limits)
    (found,) = rule(reading, Terms("prompts")).failed
    assert found.again == "perfdash load --root prompts -- plan.md"


def test_what_could_not_be_timed_is_noted_and_fails_nothing() -> None:
    outcome = rule(a_reading(BASELINE.framework, BASELINE), Terms(), (Untimed("plan.md", "why"),))
    assert (failed(outcome), names(outcome.noted)) == ([], ["load_seconds plan.md"])


@given(st.permutations(range(6)))
def test_the_order_of_modules_does_not_matter(order: list[int]) -> None:
    files = [a_file(f"{place}.md", 100 + place) for place in range(6)]
    bigger = [replace(it, full_tokens=it.tokens * 2) for it in files]
    shuffled = a_framework(*(bigger[place] for place in order))
    outcome = rule(a_reading(shuffled, a_baseline(*files)), Terms())
    assert failed(outcome) == [f"{place}.md" for place in range(6)]
