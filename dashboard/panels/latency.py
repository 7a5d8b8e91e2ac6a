"""The latency panel: how long modules take to load, and what the dev session waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import chart, scale, units
from dashboard.analysis.comparison.drift import drift
from dashboard.analysis.series.buckets import bucketed
from dashboard.analysis.series.loads import Loads, cold, loads
from dashboard.module_words import called
from dashboard.panels import waits
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Ranked, Tone, beside, keep, muted, strong
from dashboard.reading import Reading
from dashboard.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.content import Content

_LEAST_CHART = 4
"""Rows; with fewer, words say more."""
_TICKS = 3
"""Ticks whose loads make one point: fewer leave gaps where nothing is missing."""
_MOST_NAMED = 12
_NAME_CELLS = 32
_BESIDE_NAME = 17
"""Cells of the heading and of a time: the slowest is named in any width."""
_COLD = {("mode", "cold"), ("phase", "total")}


def draw(reading: Reading, width: int, height: int) -> Content:
    """Draw P50 and P95 as a chart with words beneath."""
    found, session = loads(reading.snapshot), tuple(waits.waits(reading, width))
    known = reading.snapshot.sessions.current is not None
    if not found and not known:
        return waiting(_waiting(reading), width, height)
    if not found:
        lines = (Ranked(4, (muted(_waiting(reading)),)), *session)
        return fill(keep(lines, height), width, height)
    words = (
        Ranked(4, _legend(found, width)),
        Ranked(1, _slowest(reading.snapshot, found, width)),
        Ranked(7 if known else 2, _faster(reading.snapshot, found, width)),
        *session,
    )
    kept = keep(words, _most(height, with_session=known))
    return fill((*_chart(reading, width, height - len(kept)), *kept), width, height)


def headline(reading: Reading) -> tuple[Line, ...]:
    """The median and the P95 of all cold loads in the window, and how far from the baseline."""
    found = loads(reading.snapshot)
    if not found:
        return tuple(filter(None, (waits.headline(reading),)))
    parts = (
        (muted("load p50 "), strong(units.seconds(found.p50))),
        (muted("p95 "), strong(units.seconds(found.p95))),
        waits.headline(reading),
        _drift(reading.snapshot),
    )
    return tuple(filter(None, parts))


def _drift(snapshot: Snapshot) -> Line:
    """How the loads of now compare with the baseline's, by an estimate."""
    ratio = drift(snapshot)
    if ratio is None:
        return ()
    return (muted(f"≈{units.change(ratio - 1, units.ratio)} since baseline"),)


def _most(height: int, *, with_session: bool) -> int:
    """How many lines of words leave enough of the chart."""
    if height <= _LEAST_CHART:
        return height
    if not with_session:
        return 4 if height >= 12 else 3 if height >= 10 else 2 if height >= 7 else 1
    return (
        8 if height >= 17 else 6 if height >= 12 else 4 if height >= 9 else 3 if height > 6 else 2
    )


def _waiting(reading: Reading) -> str:
    if reading.config.load.budget_ratio <= 0:
        return "load runs are off (load.budget_ratio is 0): press r to make one"
    return "waiting for the first load run"


def _chart(reading: Reading, width: int, height: int) -> tuple[Line, ...]:
    if height < _LEAST_CHART:
        return ()
    snapshot = reading.snapshot
    series = cold(snapshot)
    first = min(one.times[0] for one in series)
    tick = _TICKS * reading.config.dashboard.refresh_seconds
    axis = scale.axis(snapshot, first, tick=tick, columns=width)
    p50, p95 = (
        bucketed(series, start=axis.start, end=axis.end, buckets=axis.buckets, quantile=quantile)
        for quantile in (0.5, 0.95)
    )
    area = chart.Area(p50, p95, axis.seconds, units.seconds, _limit(reading))
    return chart.draw_area(area, width, height)


def _limit(reading: Reading) -> float | None:
    """The lowest limit that is set on cold loads."""
    return min(
        (
            threshold.limit
            for threshold in reading.config.thresholds
            if threshold.metric == "load_seconds" and set(threshold.labels) <= _COLD
        ),
        default=None,
    )


def _legend(found: Loads, width: int) -> Line:
    return beside(
        (
            (Piece("⣿", Tone.AREA), muted(" P50")),
            (Piece("⠒", Tone.TRACE), muted(" P95")),
            (muted(f"of {units.count(found.count)} cold loads"),),
            (muted(f"of {units.counted(found.modules, 'module')}"),),
        ),
        width,
        gap=1,
    )


def _slowest(snapshot: Snapshot, found: Loads, width: int) -> Line:
    room = max(min(width - _BESIDE_NAME, _NAME_CELLS), 1)
    named = tuple(
        (Piece(called(snapshot, path, room)), strong(f" {units.seconds(p95)}"))
        for path, p95 in found.slowest[:_MOST_NAMED]
    )
    return beside(((muted("slowest"),), *named), width)


def _faster(snapshot: Snapshot, found: Loads, width: int) -> Line:
    """How the same loads do through the cache and side by side, and how fast the machine is."""
    return beside(
        (
            (muted("faster than cold: warm "), Piece(units.times(found.warm_ratio))),
            (muted("parallel "), Piece(units.times(found.parallel_ratio))),
            (muted("canary "), Piece(units.seconds(snapshot.latest("canary_seconds")))),
        ),
        width,
    )
