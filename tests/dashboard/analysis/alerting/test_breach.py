"""Which thresholds a snapshot breaches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.threshold import DEFAULT_THRESHOLDS, Threshold
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.breach import breaches, limit_of
from dashboard.analysis.alerting.life import State
from dashboard.snapshot import Series
from tests.dashboard.builders import NOW, a_series, a_snapshot

SLOW = Threshold("load_seconds", 0.2, "warning", labels=(("phase", "total"),))
BUSY = Threshold("cpu_ratio", 0.8, "critical", per_series=False)


def found(threshold: Threshold, *series: Series) -> list[Alert]:
    return list(breaches(a_snapshot(*series), [threshold]))


def test_an_alert_names_its_series_and_says_what_was_compared() -> None:
    (alert,) = found(SLOW, a_series("load_seconds", [0.1, 0.3], phase="total", module="a.md"))
    assert (alert.subject, alert.value, alert.limit, alert.unit) == ("a.md", 0.3, 0.2, "seconds")
    assert alert.severity is Severity.WARNING
    assert alert.detail == "latest above 200 ms"


def test_the_detail_tells_spans() -> None:
    slow = replace(SLOW, statistic="p95", over_seconds=300, for_seconds=0)
    slow = replace(slow, for_seconds=5)
    (alert,) = found(slow, a_series("load_seconds", [0.3, 0.3], phase="total"))
    assert alert.detail == "p95 over 5 min above 200 ms for 5 s"


def test_other_labels_are_not_judged() -> None:
    assert found(SLOW, a_series("load_seconds", [0.3], phase="parse")) == []


def test_each_series_has_its_own_alert() -> None:
    slow = [a_series("load_seconds", [0.3], phase="total", module=name) for name in "ab"]
    assert len({alert.key for alert in found(SLOW, *slow)}) == 2


def test_pooled_series_have_one_alert() -> None:
    cores = [a_series("cpu_ratio", [value], core=str(value)) for value in (0.7, 0.99)]
    (alert,) = found(BUSY, *cores)
    assert alert.labels == ()
    assert alert.value == pytest.approx(0.845)


def test_a_value_that_holds_keeps_a_breach_alive() -> None:
    threshold = Threshold("full_tokens", 100, "warning", for_seconds=60)
    old = a_series("full_tokens", [200.0], end=NOW - 90_000)
    (alert,) = found(threshold, old)
    assert alert.since == NOW - 90_000


def test_a_value_that_does_not_hold_is_not_prolonged() -> None:
    threshold = replace(SLOW, for_seconds=60)
    old = a_series("load_seconds", [0.3], end=NOW - 90_000, phase="total")
    (alert,) = found(threshold, old)
    assert alert.state is State.PENDING
    assert alert.detail == "latest above 200 ms for 1 min, waits for another sample"


def test_what_waits_for_time_alone_says_for_how_much() -> None:
    (alert,) = found(replace(SLOW, for_seconds=60), a_series("load_seconds", [0.3], phase="total"))
    assert alert.detail == "latest above 200 ms for 1 min"


def test_what_waits_for_more_breaches_counts_them() -> None:
    threshold = replace(SLOW, for_samples=3, of_samples=4)
    (alert,) = found(threshold, a_series("load_seconds", [0.3, 0.1, 0.3], phase="total"))
    assert alert.detail == "latest above 200 ms in 3 of 4 samples, 2 so far"
    assert alert.state is State.PENDING


def test_what_resolved_and_what_is_pending_are_both_told() -> None:
    slow = replace(SLOW, for_seconds=10)
    values = [0.3, 0.3, 0.3, 0.1, 0.3]
    alerts = found(slow, a_series("load_seconds", values, phase="total"))
    assert [alert.state for alert in alerts] == [State.PENDING, State.RESOLVED]


def test_a_firing_alert_without_a_sample_for_long_has_no_data_and_stays() -> None:
    old = a_series("load_seconds", [0.3], end=NOW - 301_000, phase="total")
    (alert,) = found(SLOW, old)
    assert (alert.state, alert.firing) == (State.NODATA, True)
    late = a_series("load_seconds", [0.3], end=NOW - 300_000, phase="total")
    assert [alert.state for alert in found(SLOW, late)] == [State.FIRING]


def test_while_nobody_records_there_is_no_data() -> None:
    snapshot = a_snapshot(a_series("cpu_ratio", [0.9]))
    (alert,) = breaches(replace(snapshot, recording=False), [BUSY])
    assert alert.state is State.NODATA


def test_a_value_that_holds_never_lacks_data() -> None:
    threshold = Threshold("full_tokens", 100, "warning")
    (alert,) = found(threshold, a_series("full_tokens", [200.0], end=NOW - 3_000_000))
    assert alert.state is State.FIRING


def test_a_statistic_can_be_counted_too() -> None:
    slow = replace(SLOW, statistic="p95", over_seconds=60, for_samples=2, of_samples=3)
    (once,) = found(slow, a_series("load_seconds", [0.1, 0.1, 0.3], phase="total"))
    (twice,) = found(slow, a_series("load_seconds", [0.1, 0.3, 0.3], phase="total"))
    assert (once.state, twice.state) == (State.PENDING, State.FIRING)


def test_the_detail_tells_counts() -> None:
    slow = replace(SLOW, for_samples=2, of_samples=3)
    (alert,) = found(slow, a_series("load_seconds", [0.3, 0.1, 0.3], phase="total"))
    assert alert.detail == "latest above 200 ms in 2 of 3 samples"


@pytest.mark.parametrize(
    ("value", "severity"),
    [(0.65, Severity.INFO), (0.55, Severity.WARNING), (0.3, Severity.CRITICAL)],
)
def test_a_target_missed_by_far_is_worse(value: float, severity: Severity) -> None:
    target = Threshold("cache_hit_ratio", 0.7, "info", below=True)
    (alert,) = found(target, a_series("cache_hit_ratio", [value]))
    assert alert.severity is severity


def test_a_shortfall_keeps_its_severity_until_it_clears() -> None:
    target = Threshold("cache_hit_ratio", 0.7, "info", below=True)
    (alert,) = found(target, a_series("cache_hit_ratio", [0.3, 0.37]))
    assert alert.severity is Severity.CRITICAL


def test_a_limit_on_what_should_be_little_has_no_shortfall() -> None:
    (alert,) = found(replace(BUSY, severity="info"), a_series("cpu_ratio", [40.0]))
    assert alert.severity is Severity.INFO


def test_another_limit_is_the_same_alert() -> None:
    series = a_series("load_seconds", [0.3], phase="total")
    (one,) = found(SLOW, series)
    (other,) = found(replace(SLOW, limit=0.25, severity="critical", for_samples=1), series)
    assert one.key == other.key


def test_what_fires_since_the_window_began_may_be_older() -> None:
    (old,) = found(SLOW, a_series("load_seconds", [0.3, 0.3], phase="total"))
    (new,) = found(SLOW, a_series("load_seconds", [0.1, 0.3], phase="total"))
    assert (old.early, new.early) == (True, False)


def test_the_same_alert_keeps_its_key() -> None:
    early = found(SLOW, a_series("load_seconds", [0.3], end=NOW - 5_000, phase="total"))
    late = found(SLOW, a_series("load_seconds", [0.9], phase="total"))
    assert early[0].key == late[0].key


def test_a_limit_clears_ten_percent_on_the_good_side() -> None:
    assert limit_of(SLOW).clear == pytest.approx(0.18)
    assert limit_of(replace(SLOW, below=True)).clear == pytest.approx(0.22)
    assert limit_of(replace(SLOW, clear=0.1)).clear == 0.1


def test_a_ratio_can_always_clear() -> None:
    threshold = Threshold("cache_hit_ratio", 0.98, "warning", below=True)
    assert limit_of(threshold).clear == pytest.approx(0.99)


def test_no_default_threshold_is_breached_at_its_limit() -> None:
    for threshold in DEFAULT_THRESHOLDS:
        series = a_series(threshold.metric, [threshold.limit] * 20)
        assert found(threshold, replace(series, labels=threshold.labels)) == []


@given(
    st.lists(st.tuples(st.integers(0, 60), st.floats(0, 1)), min_size=1, max_size=20),
    st.sampled_from(["latest", "mean", "p95", "max"]),
)
def test_the_order_series_come_in_does_not_matter(
    samples: list[tuple[int, float]], statistic: str
) -> None:
    threshold = replace(BUSY, statistic=statistic, over_seconds=0.01)
    cores = [a_series("cpu_ratio", [value], end=NOW - age) for age, value in samples]
    assert found(threshold, *cores) == found(threshold, *reversed(cores))


@given(st.floats(0, 0.2), st.integers(1, 20), st.sampled_from(["latest", "mean", "p99", "max"]))
def test_a_constant_within_the_limit_never_fires(value: float, count: int, statistic: str) -> None:
    threshold = replace(SLOW, statistic=statistic, over_seconds=20)
    assert found(threshold, a_series("load_seconds", [value] * count, phase="total")) == []
