"""Which alerts are told together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.model import Run, Trigger
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.group import Group, groups, origin
from dashboard.analysis.verdict import Verdict
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.builders import NOW

SAVE = Run(NOW, Trigger.SAVE, ("plan.md",), 0.5)


def grouped(*alerts: Alert) -> tuple[Group, ...]:
    return groups(Verdict(alerts))


def test_alerts_of_one_save_are_one_group_worst_first() -> None:
    worse = an_alert("b", severity=Severity.CRITICAL, group="save 1")
    (group,) = grouped(an_alert("a", group="save 1"), worse)
    assert (group.name, group.severity) == ("save 1", Severity.CRITICAL)
    assert [alert.key for alert in group.alerts] == ["b", "a"]


def test_an_alert_of_unknown_cause_stands_alone() -> None:
    assert [group.name for group in grouped(an_alert("a"), an_alert("b"))] == ["a", "b"]


def test_what_asks_for_no_attention_is_in_no_group() -> None:
    quiet = (
        replace(an_alert("a"), acknowledged=True),
        replace(an_alert("b"), silenced=True),
        replace(an_alert("c"), inhibited=True),
    )
    assert grouped(*quiet) == ()


def test_what_began_within_the_run_of_a_save_came_from_it() -> None:
    for late in (0, 1_400):
        alert = an_alert(since=NOW + late, metric="full_tokens")
        assert origin(alert, [SAVE]) == f"save {NOW}"


def test_what_began_later_did_not() -> None:
    assert origin(an_alert(since=NOW + 1_600, metric="full_tokens"), [SAVE]) == ""


def test_a_busy_machine_is_no_save_s_fault() -> None:
    assert origin(an_alert(since=NOW, metric="cpu_ratio"), [SAVE]) == ""


@pytest.mark.parametrize("metric", ["session_cost_usd", "day_cost_usd"])
def test_no_save_spends_money(metric: str) -> None:
    assert origin(an_alert(since=NOW, metric=metric), [SAVE]) == ""


def test_a_tick_causes_nothing() -> None:
    tick = replace(SAVE, trigger=Trigger.TICK)
    assert origin(an_alert(since=NOW, metric="full_tokens"), [tick]) == ""
