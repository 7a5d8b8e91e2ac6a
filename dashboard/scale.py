"""How far a scale reaches and what is written along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

from rich.cells import cell_len

from dashboard.safe_text import safe_text
from dashboard.snapshot import Snapshot
from dashboard.units import Format

_NICE = (1.0, 2.0, 4.0, 6.0, 8.0, 10.0)
_STEPS = (15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800)
_SPANS = (60, 300, 900, 1_800)
_NAMES = ((86_400, "d"), (3_600, "h"), (60, "m"), (1, "s"))
_CELLS_PER_MARK = 11
_TALL = 16
"""Rows from which quarters are labelled too."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A span of time in equal buckets, whose edges stay where they are as time goes on."""

    start: int
    """Unix milliseconds."""
    end: int
    """The edge that comes next."""
    buckets: int
    seconds: float
    """How long the span is, but for the rounding of its edges."""


def axis(snapshot: Snapshot, first: int, *, tick: float, columns: int) -> Axis:
    """The time axis for what was measured since `first`: no bucket shorter than `tick` seconds.

    Edges at fixed moments keep a chart still between ticks: a bucket's samples never change sides.
    """
    seconds = span((snapshot.taken_at - first) / 1000, snapshot.window_seconds)
    length = max(round(max(seconds / max(columns, 1), tick) * 1000), 1)
    buckets = max(round(seconds * 1000 / length), 1)
    end = (snapshot.taken_at // length + 1) * length
    return Axis(end - buckets * length, end, buckets, seconds)


def ceiling(peak: float) -> float:
    """The end of a scale that holds a value: one of few, so that it seldom changes."""
    if not isfinite(peak) or peak <= 0:
        return 1.0
    power = 10.0 ** floor(log10(peak))
    return next((nice * power for nice in _NICE if peak <= nice * power), 10 * power)


def span(age: float, window: float) -> float:
    """The seconds a time axis shows: a round number that holds what was measured so far."""
    return next((float(seconds) for seconds in _SPANS if age <= seconds < window), window)


def levels(top: float, rows: int, form: Format) -> tuple[str, ...]:
    """What stands beside each row of a chart from 0 to `top`: the more rows, the more labels."""
    parts = 4 if rows >= _TALL else 2 if rows >= 4 else 1
    said = {part * rows // parts: form(top * (1 - part / parts)) for part in range(parts)}
    last = {rows - 1: "0"} if rows >= 2 else {}
    return tuple(safe_text((said | last).get(row, "")) for row in range(rows))


def time_marks(seconds: float, width: int) -> list[tuple[int, str]]:
    """Columns and names of round ages on a time axis that ends now."""
    most = max(width // _CELLS_PER_MARK, 1)
    step = next((step for step in _STEPS if seconds <= step * most), max(int(seconds), 1))
    ages = range(0, int(seconds) + 1, step)
    names = (f"-{duration(age)}" if age else "now" for age in ages)
    places = (column(1 - age / seconds, width) for age in ages)
    return list(zip(places, names, strict=True))[::-1]


def column(share: float, width: int) -> int:
    """The column at a share (0 to 1) of a width."""
    at = share * width
    return min(max(int(at), 0), width - 1) if isfinite(at) else 0


def place(marks: Sequence[tuple[int, str]], width: int) -> str:
    """One row with each mark centred on its column, but for those that earlier ones leave no room.

    At least one cell is free between two.
    """
    row = " " * width
    for at, name in marks:
        size = cell_len(name)
        start = min(max(at - size // 2, 0), width - size)
        if start >= 0 and row[max(start - 1, 0) : start + size + 1].isspace():
            row = f"{row[:start]}{name}{row[start + size :]}"
    return row


def duration(seconds: int) -> str:
    """A round span of time as a mark says it: `15s`, `60m`, `6h`."""
    size, name = next((size, name) for size, name in _NAMES if seconds % size == 0)
    if seconds == size == 3_600:
        size, name = 60, "m"
    return f"{seconds // size}{name}"
