"""What belongs to no edit is headed by what it is about."""

from __future__ import annotations

import pytest

from collectors.metrics import METRICS
from dashboard.alerts.grounds import APART, MACHINE, MEASURING, SESSIONS, UNKNOWN, by_ground, ground
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.concern import Concern


def about(metric: str) -> Concern:
    return Concern(Alert(f"key of {metric}", Severity.WARNING, metric, (), 0, metric=metric))


@pytest.mark.parametrize(
    ("metric", "heading"),
    [
        ("cpu_ratio", MACHINE),
        ("memory_available_bytes", MACHINE),
        ("load_average", MACHINE),
        ("load_seconds", UNKNOWN),
        ("full_tokens", UNKNOWN),
        ("context_available_ratio", UNKNOWN),
        ("context_used_ratio", SESSIONS),
        ("prompt_cache_hit_ratio", SESSIONS),
        ("tool_errors_total", SESSIONS),
        ("day_cost_usd", SESSIONS),
        ("cache_hit_ratio", MEASURING),
        ("self_cpu_ratio", MEASURING),
        ("", APART),
    ],
)
def test_an_alert_is_headed_by_what_its_metric_is_of(metric: str, heading: str) -> None:
    assert ground(about(metric)) == heading


def test_whatever_is_of_a_module_is_of_the_framework() -> None:
    of_modules = [metric.name for metric in METRICS if "module" in metric.labels]
    assert {ground(about(name)) for name in of_modules} == {UNKNOWN}


def test_headings_stand_in_the_order_of_what_they_head() -> None:
    found = [about(name) for name in ("cpu_ratio", "full_tokens", "memory_total_bytes")]
    assert by_ground(found) == {MACHINE: (found[0], found[2]), UNKNOWN: (found[1],)}
