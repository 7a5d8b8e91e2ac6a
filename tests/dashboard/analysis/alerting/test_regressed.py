"""Which regressions are alerts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.shown import ShownAlert
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.attention import ENVIRONMENT
from dashboard.analysis.alerting.life import State
from dashboard.analysis.alerting.regressed import regressed, uncounted
from dashboard.analysis.comparison.standing import Cause, Evidence, Regression, Standing

GROWN = Regression(
    key="g",
    standing=Standing.REGRESSION,
    severity=Severity.WARNING,
    metric="full_tokens",
    module="plan.md",
    baseline=1_000,
    current=1_150,
    unit="tokens",
    evidence=Evidence.EXACT,
    ratio=1.15,
    low=1.15,
    high=1.15,
    cause=Cause(500, "1a2b3c4d5e", "Ann", "Say more", ("plan.md",)),
)
SLOWER = replace(
    GROWN,
    metric="load_seconds",
    unit="seconds",
    evidence=Evidence.INTERLEAVED,
    low=1.1,
    high=1.2,
    blocks=5,
    cause=Cause(500),
)


def raised(regression: Regression, *told: str) -> list[Alert]:
    return list(regressed((regression,), told=told))


def test_a_regression_fires_since_its_cause() -> None:
    (alert,) = raised(GROWN)
    assert (alert.state, alert.since, alert.subject) == (State.FIRING, 500, "plan.md")
    assert alert.group == "commit 1a2b3c4d5e"
    assert alert.detail == "1.15 times the baseline; 1a2b3c4 Ann: Say more"


def test_what_was_timed_tells_its_interval_and_its_blocks() -> None:
    (alert,) = raised(SLOWER)
    assert alert.detail == "1.15 times the baseline (1.10 to 1.20, 5 blocks)"
    assert alert.group == "save 500"


def test_growth_that_is_worth_no_warning_is_no_alert() -> None:
    assert raised(replace(GROWN, severity=Severity.INFO)) == []


@pytest.mark.parametrize("standing", [Standing.OK, Standing.IMPROVED, Standing.MOVED])
def test_what_is_not_worse_is_no_alert(standing: Standing) -> None:
    assert raised(replace(GROWN, standing=standing), "g") == []


def test_a_suspect_is_pending() -> None:
    (alert,) = raised(replace(SLOWER, standing=Standing.SUSPECT, severity=Severity.INFO))
    assert alert.state is State.PENDING


@pytest.mark.parametrize("standing", [Standing.NOISY, Standing.INSUFFICIENT])
def test_what_cannot_be_told_now_raises_nothing_and_resolves_nothing(standing: Standing) -> None:
    doubtful = replace(SLOWER, standing=standing)
    assert raised(doubtful) == []
    (alert,) = raised(doubtful, "g")
    assert (alert.state, alert.firing) == (State.NODATA, True)


def test_a_changed_machine_is_one_alert_that_blames_no_module() -> None:
    moved = tuple(replace(SLOWER, key=key, standing=Standing.ENVIRONMENT) for key in "abc")
    (alert,) = regressed(moved, told=())
    assert (alert.key, alert.severity, alert.labels) == (ENVIRONMENT, Severity.INFO, ())
    assert alert.detail == "3 modules load otherwise without having changed"


def test_another_tokenizer_is_no_machine_that_changed() -> None:
    (alert,) = raised(replace(GROWN, standing=Standing.ENVIRONMENT, detail="pin a new one"), "g")
    assert (alert.severity, alert.state, alert.metric) == (Severity.INFO, State.FIRING, "")
    assert alert.key != ENVIRONMENT
    assert alert.detail == "pin a new one"


def test_growth_of_tokens_is_neither_over_nor_there_when_they_are_counted_otherwise() -> None:
    told = ShownAlert("k", 5, "warning", "full_tokens against the baseline", 5)
    log = (
        replace(told, metric="full_tokens", unit="tokens"),
        replace(told, key="over", metric="full_tokens", unit="tokens", until=9),
        replace(told, key="limit", title="context", metric="full_tokens", unit="tokens"),
        replace(told, key="size", title="module_bytes against the baseline", unit="bytes"),
    )
    recounted = replace(GROWN, standing=Standing.ENVIRONMENT)
    assert [(it.key, it.state) for it in uncounted([recounted], log)] == [("k", State.NODATA)]
    assert list(uncounted([GROWN], log)) == []
