"""Load timings as `perfdash.load/1`, described by `load.schema.json`: every time in seconds."""

from __future__ import annotations

from collections.abc import Iterable

from collectors.loading.timing import LoadTiming, Mode
from dashboard.analysis.series.rounds import ModeSummary, by_mode
from dashboard.export.document import Json, encode

SCHEMA = "perfdash.load/1"


def render(timings: Iterable[LoadTiming]) -> bytes:
    """Encode timings in the order given; a mode that was not timed is null."""
    return encode({"schema": SCHEMA, "loads": [_timing(timing) for timing in timings]})


def _timing(timing: LoadTiming) -> dict[str, Json]:
    modes: dict[str, Json] = {mode.value: None for mode in Mode}
    modes |= {summary.mode.value: _mode(summary) for summary in by_mode(timing)}
    return {
        "path": timing.path,
        "modules": list(timing.modules),
        "tokens": timing.tokens,
        "cache": {"hits": timing.hits, "misses": timing.misses},
        "canary_seconds": timing.canary_seconds,
        "speedup_ratio": timing.speedup if timing.parallel else None,
        "threads": timing.threads if timing.parallel else None,
        "modes": modes,
    }


def _mode(summary: ModeSummary) -> dict[str, Json]:
    return {
        "rounds": summary.wall.count,
        "min": summary.wall.min,
        "median": summary.wall.p50,
        "p95": summary.wall.p95,
        "cpu_median": summary.cpu_median,
        "phases": dict(summary.phases),
    }
