"""Readings that the panels' tests draw."""

from __future__ import annotations

from collectors.config import Config
from collectors.framework.module import Framework, Startup
from collectors.model import Run, Status, Trigger
from dashboard.analysis.alerting.alert import Alert
from dashboard.analysis.verdict import Verdict
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot
from tests.dashboard.builders import NOW, a_module, a_series

SIZES = ((20, 3), (38, 7), (75, 14))
"""Cells and rows: the least that is promised, a small panel, a large one."""


def a_reading(
    *series: Series,
    framework: Framework | None = None,
    alerts: tuple[Alert, ...] = (),
    runs: tuple[Run, ...] = (),
    statuses: tuple[Status, ...] = (),
    config: Config | None = None,
) -> Reading:
    """A reading of one hour that ends now."""
    snapshot = Snapshot(NOW, 3_600, framework or Framework(), series, runs, statuses)
    return Reading(snapshot, Verdict(alerts), config or Config())


def a_framework() -> Framework:
    """Two commands, the smaller one included by nothing else, and what a session pays."""
    modules = (a_module("commands/large.md", full_tokens=14_210), a_module("commands/small.md"))
    return Framework("/root", modules=modules, startup=Startup(8_120, 2_310, 1_534))


def a_full_reading() -> Reading:
    """Every panel has something to show."""
    loads = [0.001 + number / 10_000 for number in range(60)]
    return a_reading(
        a_series("cache_bytes", [1.2e6]),
        a_series("cache_entries", [214.0]),
        a_series("cache_hit_ratio", [0.5, 0.7, 0.87]),
        a_series("cache_requests_total", [1083.0], outcome="hit"),
        a_series("cache_requests_total", [157.0], outcome="miss"),
        a_series("cpu_ratio", [0.1, 0.23], core="0"),
        a_series("cpu_ratio", [0.2, 0.12], core="1"),
        a_series("framework_tokens", [13_900.0, 14_312.0]),
        a_series("full_tokens", [13_798.0, 14_210.0], kind="command", module="commands/large.md"),
        a_series("load_average", [0.8]),
        a_series("load_seconds", loads, mode="cold", module="commands/large.md", phase="total"),
        a_series("memory_available_bytes", [12.8e9]),
        a_series("memory_total_bytes", [24e9]),
        a_series("process_cpu_ratio", [0.18], who="session"),
        a_series("process_resident_memory_bytes", [512e6], who="session"),
        a_series("self_cpu_ratio", [0.004]),
        a_series("self_resident_memory_bytes", [41e6]),
        framework=a_framework(),
        runs=(
            Run(NOW - 5_000, Trigger.START),
            Run(NOW - 2_000, Trigger.SAVE, ("commands/large.md",)),
        ),
        statuses=(Status("session", degraded=False, detail="claude (41203)"),),
    )
