"""Tokens may shrink, and grow only when that was accepted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from collectors.baselines.token_figures import figures
from collectors.config import BudgetConfig
from collectors.framework.module import Framework, Kind
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.gating.allowance import budgets, growth
from dashboard.analysis.gating.ruling import Ruling
from tests.dashboard.analysis.checks import a_baseline, a_file, a_framework

PLAN, AGENT = a_file("plan.md", 1_000), a_file("agent.md", 500, kind=Kind.AGENT)
BASELINE = a_baseline(PLAN, AGENT)


def grown(framework: Framework, accepted: tuple[tuple[str, int], ...] = ()) -> dict[str, Ruling]:
    return {it.name: it for it in growth(BASELINE, framework, accepted)}


def severities(rulings: dict[str, Ruling]) -> dict[str, Severity]:
    return {name: ruling.severity for name, ruling in rulings.items() if ruling.severity}


def test_startup_total_kinds_and_commands_are_held_to_what_they_were() -> None:
    found = grown(BASELINE.framework)
    assert list(found) == ["startup", "total", "kind:agent", "kind:command", "plan.md"]
    assert severities(found) == {}
    assert {it.standing for it in found.values()} == {Standing.OK}


def test_a_command_that_grows_by_a_third_is_critical_where_that_is_much() -> None:
    found = grown(a_framework(a_file("plan.md", 1_300), AGENT))
    assert severities(found) == {
        "total": Severity.WARNING,
        "kind:command": Severity.CRITICAL,
        "plan.md": Severity.CRITICAL,
    }
    assert (found["plan.md"].baseline, found["plan.md"].current) == (1_000, 1_300)


def test_a_single_token_is_growth() -> None:
    found = grown(a_framework(PLAN, AGENT, startup=41))
    assert severities(found) == {"startup": Severity.WARNING}


def test_a_shrink_is_an_improvement() -> None:
    found = grown(a_framework(a_file("plan.md", 10), AGENT))
    assert severities(found) == {}
    assert found["plan.md"].standing is Standing.IMPROVED


def test_what_a_command_includes_is_its_growth() -> None:
    found = grown(a_framework(a_file("plan.md", 1_000, full=1_400), AGENT))
    assert severities(found) == {"plan.md": Severity.CRITICAL}


def test_a_command_that_was_renamed_is_held_to_what_it_was() -> None:
    moved = replace(PLAN, path="dev/plan.md")
    assert severities(grown(a_framework(moved, AGENT))) == {}
    bigger = replace(moved, full_tokens=1_300)
    assert severities(grown(a_framework(bigger, AGENT))) == {"dev/plan.md": Severity.CRITICAL}


def test_tokens_that_move_between_kinds_are_only_worth_a_note() -> None:
    found = grown(a_framework(a_file("plan.md", 900), replace(AGENT, tokens=600)))
    assert severities(found) == {"kind:agent": Severity.INFO}
    assert found["kind:agent"].standing is Standing.MOVED


def test_a_new_command_has_nothing_recorded_but_counts_in_the_whole() -> None:
    found = grown(a_framework(PLAN, AGENT, a_file("new.md", 50)))
    assert list(severities(found)) == ["total", "kind:command"]
    assert "new.md" not in found


def test_accepted_growth_passes_until_it_is_exceeded() -> None:
    accepted = (("plan.md", 1_300), ("total", 1_800), ("kind:command", 1_300))
    assert severities(grown(a_framework(a_file("plan.md", 1_300), AGENT), accepted)) == {}
    more = grown(a_framework(a_file("plan.md", 1_301), AGENT), accepted)
    assert list(severities(more)) == ["total", "kind:command", "plan.md"]


def test_a_total_that_was_accepted_accepts_no_kind() -> None:
    found = grown(
        a_framework(a_file("plan.md", 1_300), AGENT), (("plan.md", 1_300), ("total", 1_800))
    )
    assert found["kind:command"].standing is Standing.REGRESSION


def test_another_tokenizer_is_no_growth() -> None:
    found = grown(replace(a_framework(a_file("plan.md", 9_000)), encoding="o200k_base"))
    assert severities(found) == {"total": Severity.INFO}
    assert found["total"].detail.endswith("pin it anew")


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=8), st.data())
def test_what_only_shrinks_never_fails(tokens: list[int], data: st.DataObject) -> None:
    smaller = [data.draw(st.integers(0, count)) for count in tokens]
    before = a_baseline(*(a_file(f"{place}.md", count) for place, count in enumerate(tokens)))
    after = a_framework(*(a_file(f"{place}.md", count) for place, count in enumerate(smaller)))
    assert all(it.severity is None for it in growth(before, after, ()))


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)), min_size=1, max_size=8))
def test_what_is_accepted_whole_never_fails(tokens: list[tuple[int, int]]) -> None:
    before = a_baseline(*(a_file(f"{place}.md", old) for place, (old, _) in enumerate(tokens)))
    after = a_framework(*(a_file(f"{place}.md", new) for place, (_, new) in enumerate(tokens)))
    assert all(it.severity is None for it in growth(before, after, figures(after)))


def test_each_budget_has_its_figure() -> None:
    limits = BudgetConfig(startup=40, total=1_499, command=999, kinds=(("agent", 600),))
    found = {it.name: it.severity for it in budgets(BASELINE.framework, limits)}
    assert found == {
        "startup": Severity.INFO,
        "total": Severity.CRITICAL,
        "kind:agent": Severity.INFO,
        "plan.md": Severity.CRITICAL,
    }


def test_without_budgets_there_is_nothing_to_hold() -> None:
    assert list(budgets(BASELINE.framework, BudgetConfig())) == []


def test_far_from_its_budget_a_figure_passes() -> None:
    (found,) = budgets(BASELINE.framework, BudgetConfig(startup=400))
    assert (found.severity, found.limit, found.current) == (None, 400, 40)
