from __future__ import annotations

from dataclasses import replace

from collectors.baseline import Baseline
from collectors.framework.module import Framework
from dashboard.analysis.comparison.gains import gains
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import a_module, a_series, a_snapshot

THEN = Framework(modules=(a_module("a.md", full_tokens=100), a_module("b.md", full_tokens=50)))
NOW = Framework(
    modules=(
        a_module("a.md", full_tokens=140),
        a_module("b.md", full_tokens=50),
        a_module("c.md", full_tokens=9),
    )
)


def a_compared(then: Framework = THEN) -> Snapshot:
    series = a_series("full_tokens", [120.0, 140.0], module="a.md", kind="command")
    return replace(a_snapshot(series, framework=NOW), baseline=Baseline("default", 1, then))


def test_the_baseline_is_what_tokens_are_held_against() -> None:
    it = gains(a_compared())
    assert it.since == "baseline"
    assert it.full["a.md"].delta == 40
    assert "b.md" not in it.full


def test_a_new_module_was_nothing_before() -> None:
    assert gains(a_compared()).full["c.md"].before is None


def test_all_tokens_are_compared_too() -> None:
    total = gains(a_compared()).total
    assert total is not None
    assert (total.before, total.after) == (THEN.tokens, NOW.tokens)


def test_without_a_baseline_the_start_is() -> None:
    it = gains(replace(a_compared(), baseline=Baseline("", 0, Framework())))
    assert it.since == "start"
    assert it.total is None


def test_a_baseline_that_was_counted_otherwise_says_nothing() -> None:
    assert gains(a_compared(replace(THEN, encoding="other"))).since == "start"


def test_what_was_first_measured_since_the_start_is_not_taken_for_new() -> None:
    series = a_series("full_tokens", [140.0], module="a.md", kind="command")
    assert gains(a_snapshot(series, framework=NOW)).full == {}
