"""What the load runs of a window say together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.analysis.statistics import quantile
from dashboard.memo import remembered
from dashboard.snapshot import Series, Snapshot

_MODES = ("cold", "warm", "parallel")


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
    return _whole(tuple(snapshot.select("load_seconds")))[0]


def loads(snapshot: Snapshot) -> Loads | None:
    """Put the loads of all modules together; None when nothing was loaded."""
    return _together(tuple(snapshot.select("load_seconds")))


@remembered
def _together(all_loads: tuple[Series, ...]) -> Loads | None:
    series, warm, parallel = _whole(all_loads)
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
        warm_ratio=_speedup(series, warm),
        parallel_ratio=_speedup(series, parallel),
    )


@remembered
def _whole(all_loads: tuple[Series, ...]) -> tuple[tuple[Series, ...], ...]:
    """Those of all phases together, by mode: cold, warm, parallel."""
    whole = [one for one in all_loads if one.label("phase") == "total"]
    return tuple(tuple(one for one in whole if one.label("mode") == mode) for mode in _MODES)


def _speedup(series: tuple[Series, ...], faster: tuple[Series, ...]) -> float | None:
    """How many times longer cold loads take: the sums of the medians, module by module."""
    pairs = tuple(_medians(series, faster))
    least = sum(median for _, median in pairs)
    return sum(median for median, _ in pairs) / least if least > 0 else None


def _medians(
    series: tuple[Series, ...], faster: tuple[Series, ...]
) -> Iterator[tuple[float, float]]:
    others = {other.label("module"): other.statistics.p50 for other in faster}
    for one in series:
        if one.label("module") in others:
            yield one.statistics.p50, others[one.label("module")]
