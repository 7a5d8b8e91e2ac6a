"""What thresholds say when they are read as targets."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from collectors.threshold import Threshold
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.breach import alert_key
from dashboard.analysis.health import Target
from dashboard.analysis.targets import targets
from dashboard.snapshot import Series
from tests.dashboard.builders import NOW, a_series, a_snapshot

SLOW = Threshold("load_seconds", 0.2, "warning", name="load time", statistic="max")
BUSY = Threshold("cpu_ratio", 0.8, "warning", statistic="mean", per_series=False)
HITS = Threshold("cache_hit_ratio", 0.7, "warning", below=True, statistic="mean")


def target(threshold: Threshold, *series: Series, alerts: tuple[Alert, ...] = ()) -> Target:
    (found,) = targets(a_snapshot(*series), [threshold], alerts)
    return found


def a_load(module: str, *seconds: float) -> Series:
    return a_series("load_seconds", seconds, module=module)


def test_the_worst_series_counts_and_is_named() -> None:
    found = target(SLOW, a_load("a", 0.1), a_load("b", 0.3, 0.1), a_load("c", 0.2))
    assert (found.value, found.subject, found.met) == (0.3, "b", False)
    assert found.margin is not None
    assert round(found.margin, 6) == -0.5


def test_one_series_needs_no_name() -> None:
    assert target(SLOW, a_load("a", 0.1)).subject == ""


def test_small_values_may_be_the_worst() -> None:
    found = target(HITS, a_series("cache_hit_ratio", [1.0, 0.25, 1.0]))
    assert (found.value, found.met) == (0.75, True)
    assert not target(replace(HITS, statistic="min"), a_series("cache_hit_ratio", [0.4])).met


def test_pooled_series_are_taken_together() -> None:
    cores = [a_series("cpu_ratio", values, core=str(values)) for values in ([0.5, 0.5], [0.8])]
    found = target(BUSY, *cores)
    assert found.value is not None
    assert round(found.value, 6) == 0.6
    assert target(replace(BUSY, statistic="p50"), *cores).value == 0.5
    assert target(replace(BUSY, statistic="latest"), *cores).value == 0.65


def test_an_alert_that_fires_is_a_target_missed() -> None:
    busy = Alert(
        alert_key(BUSY, ()), Severity.WARNING, "busy", (), NOW, peak=0.95, metric="cpu_ratio"
    )
    found = target(BUSY, a_series("cpu_ratio", [0.1] * 99), alerts=(busy,))
    assert (found.value, found.met) == (0.95, False)


def test_the_series_of_an_alert_that_fires_is_the_worst() -> None:
    loads = [a_load("a", 0.1, 0.19), a_load("b", 0.1)]
    rule = replace(SLOW, statistic="latest")
    slow = Alert(
        alert_key(rule, loads[1].labels),
        Severity.WARNING,
        "slow",
        loads[1].labels,
        NOW,
        peak=0.3,
        metric="load_seconds",
    )
    found = target(rule, *loads, alerts=(slow,))
    assert (found.value, found.subject) == (0.3, "b")


def test_what_was_not_measured_has_no_value() -> None:
    found = target(SLOW)
    assert (found.value, found.met, found.margin) == (None, True, None)


def test_a_ratio_that_falls_all_the_time_is_degrading() -> None:
    falling = [0.99 - number / 1_000 for number in range(100)]
    assert target(HITS, a_series("cache_hit_ratio", falling, step=36_000)).degrading
    assert not target(HITS, a_series("cache_hit_ratio", falling[::-1], step=36_000)).degrading
    assert not target(HITS, a_series("cache_hit_ratio", [0.9] * 100, step=36_000)).degrading


@given(
    st.lists(st.lists(st.floats(0, 1e9), min_size=1, max_size=9), max_size=5),
    st.builds(
        Threshold,
        st.just("cpu_ratio"),
        st.just(1.0),
        st.just("info"),
        statistic=st.sampled_from(["latest", "mean", "p50", "p95", "p99", "max", "min"]),
        below=st.booleans(),
        per_series=st.booleans(),
    ),
)
def test_a_target_lies_between_the_least_and_the_largest(
    values: list[list[float]], threshold: Threshold
) -> None:
    series = [a_series("cpu_ratio", each, core=str(core)) for core, each in enumerate(values)]
    value = target(threshold, *series).value
    everything = [value for each in values for value in each]
    if everything:
        assert value is not None
        assert min(everything) * 0.999 <= value <= max(everything) * 1.001
    else:
        assert value is None


def test_fewer_samples_than_an_alert_takes_miss_nothing() -> None:
    sure = replace(HITS, for_samples=3, of_samples=3)
    assert target(sure, a_series("cache_hit_ratio", [0.0, 0.9])).value is None
    assert target(sure, a_series("cache_hit_ratio", [0.0, 0.3, 0.9])).value is not None
