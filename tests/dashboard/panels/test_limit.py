"""The limit beside a value, and what it is held against."""

from __future__ import annotations

import pytest

from collectors.config import Config
from collectors.threshold import Threshold
from dashboard.panels.limit import Held, held, limit
from dashboard.reading import Reading
from tests.dashboard.builders import NOW, a_series
from tests.dashboard.panels.readings import a_reading

LOW = Threshold("cache_hit_ratio", 0.6, "warning", statistic="min", over_seconds=60, below=True)
LOWER = Threshold("cache_hit_ratio", 0.4, "critical", below=True)
HIGH = Threshold("cache_hit_ratio", 0.9, "warning")
HELD = a_series("cache_hit_ratio", [0.2, 0.5, 0.9], step=40_000)
"""The first of them 80 s ago."""


def of(*thresholds: Threshold) -> Reading:
    return a_reading(config=Config(thresholds=thresholds))


def test_the_first_limit_is_the_one_that_is_breached_before_others() -> None:
    reading = of(LOWER, LOW, HIGH, Threshold("cache_hit_ratio", 0.95, "critical"))
    assert limit(reading, "cache_hit_ratio", below=True) == 0.6
    assert limit(reading, "cache_hit_ratio") == 0.9
    assert limit(reading, "cpu_ratio") is None


def test_what_is_held_is_the_limits_own_statistic_of_its_own_span() -> None:
    assert held(of(LOW), HELD, below=True) == Held(0.5, "min", 60)


def test_a_limit_on_the_newest_value_holds_that() -> None:
    assert held(of(LOWER), HELD, below=True) == Held(0.9, "latest", 0.0)


def test_a_statistic_of_no_span_is_the_newest_value_too() -> None:
    reading = of(Threshold("cache_hit_ratio", 0.4, "critical", statistic="min", below=True))
    assert held(reading, HELD, below=True) == Held(0.9, "latest", 0.0)


def test_without_a_limit_it_is_the_mean_of_five_minutes() -> None:
    found = held(of(), HELD)
    assert found.value == pytest.approx(1.6 / 3)
    assert (found.statistic, found.seconds) == ("mean", 300.0)


def test_what_was_not_measured_of_late_is_held_as_it_was_last() -> None:
    old = a_series("cache_hit_ratio", [0.2, 0.5], end=NOW - 3_600_000)
    assert held(of(LOW), old, below=True).value == 0.5
