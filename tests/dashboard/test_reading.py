"""From a source to a reading."""

from __future__ import annotations

from dataclasses import replace

from collectors.config import Config, DashboardConfig, OwnPrice
from collectors.threshold import Threshold
from dashboard.reading import read
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import NOW, a_series, a_snapshot


class BusySource:
    """Says that the CPU is busy, about any window."""

    def snapshot(self, now: int, *, window_seconds: int) -> Snapshot:
        snapshot = a_snapshot(a_series("cpu_ratio", [0.9]))
        return replace(snapshot, taken_at=now, window_seconds=window_seconds)


CONFIG = Config(
    dashboard=DashboardConfig(window_seconds=600),
    thresholds=(Threshold("cpu_ratio", 0.8, "warning"),),
)


def test_a_reading_is_of_the_configured_window() -> None:
    reading = read(BusySource(), CONFIG, NOW)
    assert (reading.snapshot.taken_at, reading.snapshot.window_seconds) == (NOW, 600)


def test_a_reading_is_judged_by_the_configuration_it_carries() -> None:
    reading = read(BusySource(), CONFIG, NOW)
    assert [alert.title for alert in reading.verdict.alerts] == ["cpu_ratio"]
    assert reading.config == CONFIG


def test_a_readings_prices_are_those_that_the_user_set() -> None:
    own = OwnPrice("a-gateway", 1.0, 2.0, 3.0, 4.0, 5.0)
    found = read(BusySource(), replace(CONFIG, prices=(own,)), NOW).snapshot.prices
    assert [price.model for price in found.prices] == ["a-gateway"]
