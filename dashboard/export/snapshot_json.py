"""A reading as `perfdash.snapshot/1`, described by `snapshot.schema.json`."""

from __future__ import annotations

from collectors.framework.module import Module
from collectors.metrics import CATALOGUE
from collectors.prices.own import with_own
from dashboard.export import sessions_json, verdict_json
from dashboard.export.document import Json, encode, moment
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot, Statistics

SCHEMA = "perfdash.snapshot/1"


def render(reading: Reading, version: str) -> bytes:
    """Encode a reading as taken by a version of perfdash."""
    snapshot = reading.snapshot
    return encode(
        {
            "schema": SCHEMA,
            "taken_at": moment(snapshot.taken_at),
            "version": version,
            "root": snapshot.framework.root,
            "window_seconds": snapshot.window_seconds,
            "health": verdict_json.health(reading.verdict, recording=snapshot.recording),
            "metrics": [_metric(series) for series in snapshot.series],
            "modules": _modules(snapshot),
            "alerts": verdict_json.alerts(reading.verdict, snapshot),
            "regressions": verdict_json.regressions(reading.verdict),
            "sessions": _sessions(reading),
            "advice": [],
        }
    )


def _metric(series: Series) -> dict[str, Json]:
    metric, statistics = CATALOGUE.get(series.metric), series.statistics
    return {
        "name": series.metric,
        "unit": metric.unit if metric else "",
        "labels": dict(series.labels),
        "count": statistics.count,
        "latest": statistics.latest,
        "mean": statistics.mean,
        "p50": statistics.p50,
        "p95": statistics.p95,
        "p99": statistics.p99,
        "min": statistics.min,
        "max": statistics.max,
        "since": moment(series.times[0]),
    }


def _modules(snapshot: Snapshot) -> list[Json]:
    """Slowest first by the P95 of their cold loads; those never loaded last, by path."""
    loads = {
        series.label("module"): series.statistics
        for series in snapshot.select("load_seconds", mode="cold", phase="total")
    }
    measured = [(module, loads.get(module.path)) for module in snapshot.framework.modules]
    return [_module(module, load) for module, load in sorted(measured, key=_slowness)]


def _slowness(measured: tuple[Module, Statistics | None]) -> tuple[float, str]:
    module, load = measured
    return -load.p95 if load else 0.0, module.path


def _module(module: Module, load: Statistics | None) -> dict[str, Json]:
    return {
        "path": module.path,
        "kind": module.kind.value,
        "name": module.name,
        "tokens": module.tokens,
        "eager_tokens": module.eager_tokens,
        "full_tokens": module.full_tokens,
        "load_count": load.count if load else 0,
        "load_p50": load.p50 if load else None,
        "load_p95": load.p95 if load else None,
        "load_p99": load.p99 if load else None,
    }


def _sessions(reading: Reading) -> list[Json]:
    prices = with_own(reading.snapshot.prices, reading.config.prices)
    return sessions_json.listed(reading.snapshot.sessions, prices)
