"""Thresholds, held against what was just measured."""

from __future__ import annotations

from collectors.threshold import Threshold
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.gating.exceeded import exceeded
from dashboard.analysis.gating.ruling import Ruling
from tests.dashboard.builders import a_series, a_snapshot

LIMIT = Threshold("load_seconds", 0.2, "critical", name="slow", statistic="p50", for_seconds=60)
FAST = a_series("load_seconds", [0.1, 0.1, 0.9], module="fast.md")
SLOW = a_series("load_seconds", [0.1, 0.3, 0.4], module="slow.md")


def told(threshold: Threshold) -> list[Ruling]:
    return [*exceeded(a_snapshot(FAST, SLOW), (threshold,))]


def test_each_series_beyond_a_threshold_is_told_at_once() -> None:
    (found,) = told(LIMIT)
    assert (found.name, found.module, found.severity) == ("slow", "slow.md", Severity.CRITICAL)
    assert (found.current, found.limit, found.unit) == (0.3, 0.2, "seconds")
    assert found.detail == "p50 of 3 is above the limit"


def test_a_threshold_that_all_keep_passes_once() -> None:
    (found,) = told(Threshold("load_seconds", 1.0, "warning"))
    assert (found.name, found.module, found.severity) == ("load_seconds", "", None)


def test_small_values_may_be_the_bad_ones() -> None:
    found = told(Threshold("load_seconds", 0.35, "warning", below=True, statistic="max"))
    assert found[0].severity is None
    (missed,) = told(Threshold("load_seconds", 0.5, "warning", below=True, statistic="max"))
    assert (missed.module, missed.detail) == ("slow.md", "max of 3 is below the limit")


def test_series_can_be_taken_together() -> None:
    (found,) = told(Threshold("load_seconds", 0.3, "info", statistic="mean", per_series=False))
    assert (found.module, found.severity) == ("", Severity.INFO)
    assert found.detail == "mean of 6 is above the limit"


def test_what_was_not_measured_is_not_judged() -> None:
    assert told(Threshold("cpu_ratio", 0.0, "critical")) == []
    assert told(Threshold("load_seconds", 0.0, "critical", labels=(("module", "no.md"),))) == []


def test_the_limit_itself_is_not_beyond_it() -> None:
    assert [it.severity for it in told(Threshold("load_seconds", 0.9, "info"))] == [None]


def test_of_several_series_of_one_module_it_is_said_which_one_it_is() -> None:
    series = a_series("load_seconds", [0.3], module="a.md", mode="cold", phase="parse")
    of_cold = Threshold("load_seconds", 0.2, "info", labels=(("mode", "cold"),), statistic="p95")
    (found,) = exceeded(a_snapshot(series), (of_cold,))
    assert found.detail == "p95 of 1 (phase=parse) is above the limit"
