"""Load timings as a table, for `perfdash load`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from collectors.loading.timing import LoadTiming, Mode, typical
from dashboard import units
from dashboard.analysis.series.rounds import ModeSummary, by_mode
from dashboard.export.text_table import aligned
from dashboard.safe_text import safe_text

_TIMES = ("mode", "min", "median", "P95")
_COLUMNS = ("module", "min", "median", "P95", "warm", "parallel", "speed-up", "cache hits")
_MOST_BLOCKS = 4
"""More modules than these share one table, without their phases."""


def render(timings: Iterable[LoadTiming], *, width: int) -> str:
    """Show a few modules by mode and phase, many in a table, slowest first.

    Lines have at most `width` cells, unless their numbers need more.
    """
    shown = tuple(timings)
    if len(shown) > _MOST_BLOCKS:
        return "\n".join(_table(shown, width))
    return "\n\n".join("\n".join(_block(timing, width)) for timing in shown)


def _table(timings: tuple[LoadTiming, ...], width: int) -> list[str]:
    ranked = sorted(timings, key=lambda it: (-typical(it.cold), it.path))
    return aligned([_COLUMNS, *map(_line, ranked)], width=width)


def _line(timing: LoadTiming) -> tuple[str, ...]:
    walls = {summary.mode: summary.wall for summary in by_mode(timing)}
    cold = walls[Mode.COLD]
    medians = (walls[mode].p50 if mode in walls else None for mode in (Mode.WARM, Mode.PARALLEL))
    asked = timing.hits + timing.misses
    return (
        timing.path,
        *map(units.seconds, (cold.min, cold.p50, cold.p95, *medians)),
        units.times(timing.speedup if timing.parallel else None),
        f"{timing.hits} of {asked}" if timing.warm and asked else units.DASH,
    )


def _block(timing: LoadTiming, width: int) -> list[str]:
    summaries = by_mode(timing)
    phases = tuple(dict.fromkeys(name for it in summaries for name, _ in it.phases))
    rows = [(*_TIMES, *phases), *(_row(summary, phases) for summary in summaries)]
    return [
        safe_text(f"{timing.path}  {_facts(timing)}", cells=width),
        *aligned(rows, width=width, indent="  "),
        *_remarks(timing),
    ]


def _row(summary: ModeSummary, phases: Sequence[str]) -> tuple[str, ...]:
    wall, times = summary.wall, dict(summary.phases)
    seconds = (wall.min, wall.p50, wall.p95, *(times.get(phase) for phase in phases))
    return (summary.mode.value, *map(units.seconds, seconds))


def _facts(timing: LoadTiming) -> str:
    files = units.counted(len(timing.modules), "file")
    rounds = units.counted(len(timing.cold), "round")
    return f"{units.counted(timing.tokens, 'token')} in {files}, {rounds}"


def _remarks(timing: LoadTiming) -> list[str]:
    """What the modes gained: the cache when warm, the threads in parallel."""
    asked = timing.hits + timing.misses
    remarks = []
    if timing.warm and asked:
        remarks.append(f"  {Mode.WARM}: the cache held {timing.hits} of {asked} components")
    if timing.parallel:
        remarks.append(
            f"  {Mode.PARALLEL}: {units.times(timing.speedup)} as fast with "
            f"{units.counted(timing.threads, 'thread')}"
        )
    return remarks
