"""How all that changed stands against the baseline."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.baseline import Baseline, Comparison, Environment
from collectors.config import Config
from collectors.framework.module import Framework
from collectors.model import Run, Trigger
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Evidence, Regression, Standing
from dashboard.analysis.comparison.standings import standings
from dashboard.snapshot import Series, Snapshot
from tests.dashboard.analysis.pasts import (
    PINNED,
    a_baseline,
    a_comparison,
    a_framework,
    a_text,
)
from tests.dashboard.builders import NOW, a_series

BEFORE = a_framework(a_text("a.md", 400), a_text("b.md", 50))
AFTER = a_framework(a_text("a.md", 520), a_text("b.md", 50))
SLOW = a_series("load_seconds", [0.013] * 40, step=5_000, mode="cold", module="a.md", phase="total")
FAST_THEN = {"a.md": [0.010] * 40}


def a_snapshot(
    *series: Series,
    framework: Framework = AFTER,
    baseline: Baseline | None = None,
    comparisons: tuple[Comparison, ...] = (),
    saves: tuple[Run, ...] = (),
) -> Snapshot:
    held = baseline or a_baseline(BEFORE)
    return Snapshot(
        NOW, 3_600, framework, series, baseline=held, comparisons=comparisons, saves=saves
    )


def judged(snapshot: Snapshot) -> dict[tuple[str, str, str], Regression]:
    return {(it.metric, it.module, it.part): it for it in standings(snapshot, Config())}


def test_growth_is_a_regression_with_its_cause() -> None:
    save = Run(NOW - 60_000, Trigger.SAVE, ("a.md",))
    grown = a_series("module_tokens", [400, 520], step=60_000, end=NOW - 60_000, module="a.md")
    found = judged(a_snapshot(grown, saves=(save,)))["module_tokens", "a.md", ""]
    assert (found.standing, found.severity) == (Standing.REGRESSION, Severity.CRITICAL)
    assert (found.ratio, found.low, found.high) == (1.3, 1.3, 1.3)
    assert (found.cause.at, found.cause.paths) == (NOW - 60_000, ("a.md",))


def test_less_is_an_improvement() -> None:
    found = judged(a_snapshot(framework=BEFORE, baseline=a_baseline(AFTER)))
    assert {it.standing for it in found.values()} == {Standing.IMPROVED}
    assert {it.severity for it in found.values()} == {Severity.INFO}


def test_small_steps_add_up_against_the_baseline() -> None:
    creep = a_framework(a_text("a.md", 448), a_text("b.md", 50))
    steps = a_series("module_tokens", [416, 432, 448], module="a.md")
    found = judged(a_snapshot(steps, framework=creep))["module_tokens", "a.md", ""]
    assert (found.baseline, found.severity) == (400, Severity.WARNING)


def test_what_moved_is_no_regression() -> None:
    after = a_framework(a_text("a.md", 300), a_text("b.md", 150))
    found = judged(a_snapshot(framework=after))
    assert found["module_tokens", "b.md", ""].standing is Standing.MOVED
    assert found["full_tokens", "b.md", ""].severity is Severity.INFO


def test_another_encoding_is_no_regression() -> None:
    after = replace(AFTER, encoding="o200k_base")
    found = judged(a_snapshot(framework=after))
    assert found["framework_tokens", "", ""].standing is Standing.ENVIRONMENT
    assert ("module_tokens", "a.md", "") not in found


def test_a_suspect_is_no_more_than_a_note() -> None:
    found = judged(a_snapshot(SLOW, baseline=a_baseline(BEFORE, loads=FAST_THEN)))
    load = found["load_seconds", "a.md", ""]
    assert (load.standing, load.severity) == (Standing.SUSPECT, Severity.INFO)
    assert (load.evidence, load.blocks) == (Evidence.PASSIVE, 40)


def test_a_comparison_takes_the_place_of_a_suspicion() -> None:
    comparison = a_comparison("a.md", BEFORE, AFTER, ratio=1.3)
    baseline = a_baseline(BEFORE, loads=FAST_THEN)
    suspected = judged(a_snapshot(SLOW, baseline=baseline))["load_seconds", "a.md", ""]
    load = judged(a_snapshot(SLOW, baseline=baseline, comparisons=(comparison,)))
    confirmed = load["load_seconds", "a.md", ""]
    assert (confirmed.standing, confirmed.severity) == (Standing.REGRESSION, Severity.CRITICAL)
    assert (confirmed.evidence, confirmed.blocks) == (Evidence.INTERLEAVED, 5)
    assert confirmed.low < confirmed.ratio < confirmed.high
    assert confirmed.key == suspected.key


def test_a_suspect_may_be_found_innocent() -> None:
    comparison = a_comparison("a.md", BEFORE, AFTER, ratio=1.0)
    found = judged(a_snapshot(SLOW, comparisons=(comparison,)))["load_seconds", "a.md", ""]
    assert (found.standing, found.severity) == (Standing.OK, Severity.INFO)


def test_timings_of_another_machine_are_not_compared() -> None:
    baseline = a_baseline(BEFORE, loads=FAST_THEN)
    elsewhere = replace(baseline, environment=Environment(machine="another"))
    assert ("load_seconds", "a.md", "") not in judged(a_snapshot(SLOW, baseline=elsewhere))


def test_memory_is_compared_to_one_percent() -> None:
    comparison = replace(
        a_comparison("a.md", BEFORE, AFTER, ratio=1.0),
        baseline_peak_bytes=1_000_000,
        current_peak_bytes=1_300_000,
        baseline_retained_bytes=1_000_000,
        current_retained_bytes=1_009_000,
    )
    found = judged(a_snapshot(comparisons=(comparison,)))
    peak = found["load_peak_bytes", "a.md", ""]
    assert (peak.standing, peak.severity) == (Standing.REGRESSION, Severity.CRITICAL)
    assert ("load_retained_bytes", "a.md", "") not in found


def test_the_worst_comes_first_and_keys_are_unique() -> None:
    found = standings(a_snapshot(SLOW, baseline=a_baseline(BEFORE, loads=FAST_THEN)), Config())
    ranks = [it.severity.rank for it in found]
    assert ranks == sorted(ranks, reverse=True)
    assert len({it.key for it in found}) == len(found)


def test_without_a_baseline_nothing_is_said() -> None:
    assert standings(Snapshot(NOW, 3_600, AFTER, (SLOW,)), Config()) == ()


SIZES = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 900), min_size=1)


def of_sizes(sizes: dict[str, int]) -> Framework:
    return a_framework(*(a_text(path, tokens) for path, tokens in sizes.items()))


@settings(max_examples=60)
@given(SIZES)
def test_equal_frameworks_never_regress(sizes: dict[str, int]) -> None:
    snapshot = a_snapshot(framework=of_sizes(sizes), baseline=a_baseline(of_sizes(sizes)))
    assert standings(snapshot, Config()) == ()


@settings(max_examples=60)
@given(SIZES, st.floats(0, 1))
def test_an_improvement_is_never_a_regression(sizes: dict[str, int], share: float) -> None:
    smaller = of_sizes({path: int(tokens * share) for path, tokens in sizes.items()})
    found = standings(a_snapshot(framework=smaller, baseline=a_baseline(of_sizes(sizes))), Config())
    assert all(it.standing is Standing.IMPROVED for it in found)


@settings(max_examples=60)
@given(SIZES, SIZES, st.sets(st.sampled_from("abcd")), st.integers(0, 4_000_000))
def test_no_input_crashes_it(
    then: dict[str, int], now: dict[str, int], saved: set[str], age: int
) -> None:
    before, after = of_sizes(then), of_sizes(now)
    snapshot = a_snapshot(
        a_series("full_tokens", [1.0, 2.0], end=NOW - age, kind="command", module="a"),
        framework=after,
        baseline=a_baseline(before),
        comparisons=tuple(a_comparison(it, before, after, ratio=1.2) for it in now),
        saves=(Run(PINNED + age, Trigger.SAVE, tuple(saved)),),
    )
    found = standings(snapshot, Config())
    assert len({it.key for it in found}) == len(found)
