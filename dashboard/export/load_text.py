"""Load timings as a table, for `perfdash load`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from collectors.loading.timing import LoadTiming, Mode
from dashboard import units
from dashboard.analysis.rounds import ModeSummary, by_mode
from dashboard.export.text_table import aligned
from dashboard.safe_text import safe_text

_TIMES = ("mode", "min", "median", "P95")


def render(timings: Iterable[LoadTiming], *, width: int) -> str:
    """Show each load by mode, with its phases, in lines of at most `width` cells if they fit."""
    return "\n\n".join("\n".join(_block(timing, width)) for timing in timings)


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
    files = len(timing.modules)
    rounds = len(timing.cold)
    return (
        f"{units.count(timing.tokens)} tokens in {files} file{'' if files == 1 else 's'}, "
        f"{rounds} round{'' if rounds == 1 else 's'}"
    )


def _remarks(timing: LoadTiming) -> list[str]:
    """What the modes gained: the cache when warm, the threads in parallel."""
    asked = timing.hits + timing.misses
    remarks = []
    if timing.warm:
        remarks.append(f"  {Mode.WARM}: the cache held {timing.hits} of {asked} components")
    if timing.parallel:
        remarks.append(
            f"  {Mode.PARALLEL}: {units.times(timing.speedup)} as fast with {timing.threads} "
            f"thread{'' if timing.threads == 1 else 's'}"
        )
    return remarks
