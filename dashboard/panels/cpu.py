"""The CPU panel: how busy the machine and the dev session are, and what perfdash itself takes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

from dashboard import chart, scale, units
from dashboard.analysis.series.buckets import bucketed
from dashboard.analysis.series.rate import rate
from dashboard.bar import sparkline
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Ranked, Tone, beside, clip, keep, measure, muted, strong
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.snapshot import Series, Snapshot

if TYPE_CHECKING:
    from textual.content import Content

_MOST_CORES = 16
"""More are folded into one row."""
_LEAST_CORE = 14
"""Cells; in fewer, a sparkline says nothing."""
_GAP = 2
_LINES = 5
"""What stands beneath the cores, and what of it stays when there is no room."""
_LEAST_LINES = 3
_LEAST_HISTORY = 6


def draw(reading: Reading, width: int, height: int) -> Content:
    """Draw the cores above what the session, the machine and perfdash take."""
    snapshot = reading.snapshot
    if snapshot.latest("self_resident_memory_bytes") is None:
        return waiting("waiting for the first look at the machine", width, height)
    cores = _cores(snapshot, width, height)
    lines = (
        *(Ranked(3, line) for line in cores),
        Ranked(1, _session(snapshot, width)),
        Ranked(2, _machine(snapshot, width)),
        Ranked(4, _traffic(snapshot, ("disk", "read", "write"), width)),
        Ranked(5, _traffic(snapshot, ("network", "received", "sent"), width)),
        Ranked(0, _own(snapshot, width)),
    )
    history = _history(reading, width, height - len(lines))
    return fill((*keep(lines, height), *history), width, height)


def headline(reading: Reading) -> tuple[Line, ...]:
    """The mean of all cores, and how many there are."""
    busy = [series.statistics.latest for series in reading.snapshot.select("cpu_ratio")]
    if not busy:
        return ()
    mean = sum(busy) / len(busy)
    return (
        (muted("busy "), strong(units.ratio(mean))),
        (muted(f"of {units.counted(len(busy), 'core')}"),),
    )


def _cores(snapshot: Snapshot, width: int, height: int) -> tuple[Line, ...]:
    """A row or a part of one for each core; all in few rows where that takes too many."""
    cores = sorted(snapshot.select("cpu_ratio"), key=_number)
    for lines in (_LINES, _LEAST_LINES):
        rows = max(height - lines, 1)
        columns = max(ceil(len(cores) / rows), 1)
        cells = (width + _GAP) // columns - _GAP
        if 0 < len(cores) <= _MOST_CORES and cells >= _LEAST_CORE:
            down = ceil(len(cores) / columns)
            drawn = [_core(core, cells) for core in cores]
            return tuple(beside(drawn[row::down], width, gap=_GAP) for row in range(down))
    return _folded(cores, width, rows)


def _number(core: Series) -> tuple[int, str]:
    name = core.label("core")
    return (int(name) if name.isdecimal() and len(name) < 9 else 1 << 30, name)


def _core(core: Series, cells: int) -> Line:
    name = muted(f"cpu{safe_text(core.label('core'), cells=4)} ".ljust(6))
    share = Piece(f"{units.ratio(core.statistics.latest):>6}")
    room = max(cells - 12, 0)
    history = sparkline(core.values[-room:], ceiling=1.0) if room else ""
    return clip((name, Piece(history.rjust(room), Tone.BAR), share), cells)


def _folded(cores: Sequence[Series], width: int, rows: int) -> tuple[Line, ...]:
    """One cell for each core as it is now, over as many rows as there is room for."""
    now = [core.statistics.latest for core in cores]
    if not now:
        return ((muted(f"cores     {units.DASH}"),),)
    strip = sparkline(now, ceiling=1.0)
    name = muted("cores     ")
    mean = muted("mean "), strong(units.ratio(sum(now) / len(now)))
    most = muted("most "), Piece(units.ratio(max(now)))
    drawn = name, Piece(strip, Tone.BAR)
    if measure(drawn) + _GAP + measure(mean) <= width:
        return (beside((drawn, mean, most), width),)
    words = beside(((name, *mean), most), width)
    cut = (strip[start : start + width] for start in range(0, len(strip), width))
    return (words, *((Piece(cells, Tone.BAR),) for cells in islice(cut, max(rows - 1, 0))))


def _history(reading: Reading, width: int, height: int) -> tuple[Line, ...]:
    """The middle and the busiest core over time, where there are rows to spare."""
    snapshot = reading.snapshot
    cores = tuple(snapshot.select("cpu_ratio"))
    if height < _LEAST_HISTORY or not cores:
        return ()
    first = min(core.times[0] for core in cores)
    tick = 2 * reading.config.dashboard.refresh_seconds
    axis = scale.axis(snapshot, first, tick=tick, columns=width)
    middle, most = (
        bucketed(cores, start=axis.start, end=axis.end, buckets=axis.buckets, quantile=quantile)
        for quantile in (0.5, 1.0)
    )
    area = chart.Area(middle, most, axis.seconds, units.ratio, top=1.0)
    legend = (Piece("⣿", Tone.AREA), muted(" middle core "), Piece("⠒", Tone.TRACE))
    return ((*legend, muted(" busiest core")), *chart.draw_area(area, width, height - 1))


def _session(snapshot: Snapshot, width: int) -> Line:
    """The dev session's process tree, or what is known about there being none."""
    status = next((one for one in snapshot.statuses if one.part == "session"), None)
    detail = safe_text(status.detail, cells=60) if status else "not looked for yet"
    memory = snapshot.find("process_resident_memory_bytes", who="session")
    if memory is None or memory.times[-1] < _looked_at(snapshot):
        said: Line = (muted(f"session   {detail}"),)
        is_waited_for = status is not None and not status.degraded
        short = is_waited_for and (snapshot.sessions.live or measure(said) > width)
        return (muted("session   no process found"),) if short else clip(said, width)
    cpu = snapshot.latest("process_cpu_ratio", who="session")
    return beside(
        (
            (muted("session   "), strong(f"{units.ratio(cpu):>6}")),
            (strong(f"{units.size(memory.statistics.latest):>7}"),),
            (muted(detail),),
        ),
        width,
    )


def _looked_at(snapshot: Snapshot) -> int:
    """When the processes were last looked at; what is older has ended."""
    own = snapshot.find("self_resident_memory_bytes")
    return own.times[-1] if own else 0


def _own(snapshot: Snapshot, width: int) -> Line:
    own = not snapshot.viewing
    cpu = snapshot.latest("self_cpu_ratio") if own else None
    memory = snapshot.latest("self_resident_memory_bytes") if own else None
    return beside(
        (
            (muted("perfdash  "), strong(f"{units.ratio(cpu):>6}")),
            (strong(f"{units.size(memory):>7}"),),
            (muted("its own cost"),),
        ),
        width,
    )


def _machine(snapshot: Snapshot, width: int) -> Line:
    total = snapshot.latest("memory_total_bytes")
    available = snapshot.latest("memory_available_bytes")
    used = total - available if total is not None and available is not None else None
    memory = Piece(f"{units.size(used)} of {units.size(total)}")
    named: Line = (muted("machine   memory "), memory)
    return beside(
        (
            named if measure(named) <= width else (muted("machine   "), memory),
            (muted("load "), Piece(units.quantity(snapshot.latest("load_average"), ""))),
        ),
        width,
    )


def _traffic(snapshot: Snapshot, what: tuple[str, str, str], width: int) -> Line:
    """What disks or networks move now, one way and the other."""
    name, *directions = what
    speeds = [
        (muted(f"{direction} "), Piece(_speed(snapshot, f"{name}_bytes_total", direction)))
        for direction in directions
    ]
    return beside(((muted(f"{name:<8}"),), *speeds), width)


def _speed(snapshot: Snapshot, metric: str, direction: str) -> str:
    counter = snapshot.find(metric, direction=direction)
    grown = rate(counter) if counter else None
    return units.rate(grown.statistics.latest if grown else None, "bytes")
