"""What the load runs of a window say together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.analysis.statistics import quantile
from dashboard.snapshot import Series, Snapshot


@dataclass(frozen=True, slots=True)
class Loads:
    """Cold loads of all modules, and what they are compared with; durations in seconds."""

    count: int
    modules: int
    p50: float
    p95: float
    slowest: tuple[tuple[str, float], ...]
    """Every loaded module with the P95 of its loads, slowest first."""
    warm_ratio: float | None
    """Cold time over warm time of the modules loaded both ways."""
    parallel_ratio: float | None
    """The same over parallel time."""


def cold(snapshot: Snapshot) -> tuple[Series, ...]:
    """Whole loads through an empty cache, one series for each module."""
    return tuple(snapshot.select("load_seconds", mode="cold", phase="total"))


def loads(snapshot: Snapshot) -> Loads | None:
    """Put the loads of all modules together; None when nothing was loaded."""
    series = cold(snapshot)
    values = sorted(value for one in series for value in one.values)
    if not values:
        return None
    slowest = ((one.label("module"), one.statistics.p95) for one in series)
    return Loads(
        count=len(values),
        modules=len(series),
        p50=quantile(values, 0.50),
        p95=quantile(values, 0.95),
        slowest=tuple(sorted(slowest, key=lambda load: (-load[1], load[0]))),
        warm_ratio=_speedup(snapshot, series, "warm"),
        parallel_ratio=_speedup(snapshot, series, "parallel"),
    )


def _speedup(snapshot: Snapshot, series: tuple[Series, ...], mode: str) -> float | None:
    """How many times longer cold loads take: the sums of the medians, module by module."""
    pairs = tuple(_medians(snapshot, series, mode))
    faster = sum(median for _, median in pairs)
    return sum(median for median, _ in pairs) / faster if faster > 0 else None


def _medians(
    snapshot: Snapshot, series: tuple[Series, ...], mode: str
) -> Iterator[tuple[float, float]]:
    others = {
        other.label("module"): other.statistics.p50
        for other in snapshot.select("load_seconds", mode=mode, phase="total")
    }
    for one in series:
        if one.label("module") in others:
            yield one.statistics.p50, others[one.label("module")]
