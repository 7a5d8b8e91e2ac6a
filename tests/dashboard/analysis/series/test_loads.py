"""Load runs of a window, taken together."""

from __future__ import annotations

from dashboard.analysis.series.loads import loads
from dashboard.snapshot import Series
from tests.dashboard.builders import a_series, a_snapshot


def loaded(module: str, *seconds: float, mode: str = "cold", phase: str = "total") -> Series:
    return a_series("load_seconds", seconds, mode=mode, module=module, phase=phase)


def test_without_a_cold_load_there_is_nothing_to_say() -> None:
    assert loads(a_snapshot(loaded("a.md", 1.0, mode="warm"))) is None


def test_all_modules_are_pooled() -> None:
    found = loads(a_snapshot(loaded("a.md", 1.0, 2.0), loaded("b.md", 3.0)))
    assert found is not None
    assert (found.count, found.modules, found.p50) == (3, 2, 2.0)


def test_phases_are_no_loads() -> None:
    found = loads(a_snapshot(loaded("a.md", 9.0, phase="parse"), loaded("a.md", 1.0)))
    assert found is not None
    assert found.count == 1


def test_the_slowest_module_comes_first() -> None:
    found = loads(a_snapshot(loaded("a.md", 1.0), loaded("b.md", 3.0), loaded("c.md", 2.0)))
    assert found is not None
    assert found.slowest == (("b.md", 3.0), ("c.md", 2.0), ("a.md", 1.0))


def test_a_speed_up_compares_the_same_modules() -> None:
    series = (loaded("a.md", 4.0), loaded("b.md", 100.0), loaded("a.md", 0.5, mode="warm"))
    found = loads(a_snapshot(*series))
    assert found is not None
    assert (found.warm_ratio, found.parallel_ratio) == (8.0, None)
