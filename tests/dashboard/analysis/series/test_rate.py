"""How fast counters grow."""

from __future__ import annotations

from dashboard.analysis.series.rate import rate
from tests.dashboard.builders import NOW, a_series


def test_growth_is_per_second() -> None:
    grown = rate(a_series("disk_bytes_total", [0.0, 500.0, 1_500.0]))
    assert grown is not None
    assert grown.values == (100.0, 200.0)
    assert grown.times[-1] == NOW


def test_nothing_is_said_across_a_reset() -> None:
    grown = rate(a_series("disk_bytes_total", [500.0, 0.0, 50.0]))
    assert grown is not None
    assert grown.values == (10.0,)


def test_nothing_is_said_across_a_long_gap() -> None:
    assert rate(a_series("disk_bytes_total", [0.0, 500.0], step=61_000)) is None


def test_a_minute_is_no_long_gap_and_no_growth_is_a_rate() -> None:
    grown = rate(a_series("disk_bytes_total", [0.0, 60.0, 60.0], step=60_000))
    assert grown is not None
    assert grown.values == (1.0, 0.0)


def test_one_sample_has_no_rate() -> None:
    assert rate(a_series("disk_bytes_total", [500.0])) is None
