"""What is to be thought of a snapshot as a whole."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from collectors.config import Config
from collectors.model import Status
from collectors.threshold import Threshold
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.judgement import judge
from tests.dashboard.analysis.pasts import a_baseline, a_framework, a_text
from tests.dashboard.builders import NOW, a_series, a_snapshot

LIMITS = (
    Threshold("cpu_ratio", 0.5, "warning", name="busy"),
    Threshold("cpu_ratio", 0.9, "critical", name="very busy"),
)
CONFIG = Config(thresholds=LIMITS)


def titles(*values: float) -> list[str]:
    verdict = judge(a_snapshot(a_series("cpu_ratio", values)), CONFIG)
    return [alert.title for alert in verdict.alerts]


def test_the_worst_comes_first() -> None:
    assert titles(0.6, 0.95) == ["very busy", "busy"]


def test_what_fires_comes_before_what_cleared() -> None:
    assert titles(0.95, 0.7) == ["busy", "very busy"]


def test_only_what_fires_is_counted() -> None:
    verdict = judge(a_snapshot(a_series("cpu_ratio", [0.95, 0.7])), CONFIG)
    assert (verdict.count(Severity.WARNING), verdict.count(Severity.CRITICAL)) == (1, 0)


def test_a_threshold_that_is_set_twice_is_one_alert() -> None:
    twice = Config(thresholds=(LIMITS[0], LIMITS[0]))
    assert len(judge(a_snapshot(a_series("cpu_ratio", [0.6])), twice).alerts) == 1


def test_measuring_is_judged_too() -> None:
    snapshot = replace(a_snapshot(), statuses=(Status("watch", degraded=True, detail="polls"),))
    assert judge(snapshot, CONFIG).alerts[0].title == "watch degraded"


@given(
    st.lists(st.tuples(st.integers(0, 9), st.floats(0, 1)), max_size=20, unique_by=lambda it: it[0])
)
def test_keys_are_unique_and_the_order_of_series_does_not_matter(
    cores: list[tuple[int, float]],
) -> None:
    series = [a_series("cpu_ratio", [value], core=str(core), end=NOW) for core, value in cores]
    verdict = judge(a_snapshot(*series), CONFIG)
    assert len({alert.key for alert in verdict.alerts}) == len(verdict.alerts)
    assert judge(a_snapshot(*reversed(series)), CONFIG) == verdict


def test_a_missed_target_costs_the_grade() -> None:
    health = judge(a_snapshot(a_series("cpu_ratio", [0.6])), CONFIG).health
    assert (health.grade, health.met, health.measured) == ("F", 1, 2)
    assert [target.name for target in health.targets] == ["busy", "very busy"]


def test_a_change_since_the_baseline_is_a_regression() -> None:
    before, after = a_framework(a_text("a.md", 100)), a_framework(a_text("a.md", 300))
    snapshot = replace(a_snapshot(framework=after), baseline=a_baseline(before))
    verdict = judge(snapshot, CONFIG)
    assert {it.standing for it in verdict.regressions} == {Standing.REGRESSION}
    assert {it.key for it in verdict.regressions} & {alert.key for alert in verdict.alerts}


def test_bottlenecks_are_found() -> None:
    framework = a_framework(a_text("a.md", 10), a_text("b.md", 10), a_text("c.md", 900))
    (bottleneck,) = judge(a_snapshot(framework=framework), CONFIG).bottlenecks
    assert bottleneck.subject == "c.md"
