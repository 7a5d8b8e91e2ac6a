"""The cache panel: how well the component cache of perfdash's own load runs does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import scale, units
from dashboard.analysis.buckets import bucketed
from dashboard.bar import gauge, sparkline
from dashboard.panels.panel import Panel, fill, waiting
from dashboard.piece import Line, Piece, Ranked, Tone, beside, keep, measure, muted
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot

if TYPE_CHECKING:
    from textual.content import Content


class CachePanel(Panel):
    """Hit ratio against its target, and what the cache holds."""

    TITLE = "Cache"

    @staticmethod
    def draw(reading: Reading, width: int, height: int) -> Content:
        """Draw the gauge, the trend and the counts."""
        snapshot = reading.snapshot
        ratio = snapshot.find("cache_hit_ratio")
        if ratio is None and snapshot.find("cache_requests_total") is None:
            return waiting("waiting for a load run through the component cache", width, height)
        lines = (
            Ranked(0, _gauge(ratio, target(reading), width)),
            Ranked(1, _trend(snapshot, ratio, width)),
            Ranked(2, _holdings(reading, width)),
            Ranked(3, _requests(snapshot, width)),
            Ranked(5, ()),
            Ranked(4, _scope(width)),
        )
        return fill(keep(lines, height), width, height)

    @staticmethod
    def headline(reading: Reading) -> tuple[Line, ...]:
        """The hit ratio now and where it ought to be."""
        ratio = reading.snapshot.latest("cache_hit_ratio")
        if ratio is None:
            return ()
        wanted = target(reading)
        words = (muted("hits "), Piece(units.ratio(ratio), _tone(ratio, wanted)))
        return (
            (words, (muted(f"target {units.ratio(wanted)}"),)) if wanted is not None else (words,)
        )


def target(reading: Reading) -> float | None:
    """The highest ratio under which an alert would fire."""
    return max(
        (
            threshold.limit
            for threshold in reading.config.thresholds
            if threshold.metric == "cache_hit_ratio" and threshold.below
        ),
        default=None,
    )


def _tone(ratio: float | None, wanted: float | None) -> Tone:
    low = ratio is not None and wanted is not None and ratio < wanted
    return Tone.WARNING if low else Tone.STRONG


def _gauge(series: Series | None, wanted: float | None, width: int) -> Line:
    ratio = series.statistics.latest if series else None
    tone = _tone(ratio, wanted)
    words: Line = (muted("hits now "), Piece(f"{units.ratio(ratio):>5}", tone), Piece(" "))
    verdict = " ▼ low" if tone is Tone.WARNING else ""
    after: Line = (Piece(verdict, tone), muted(f" target {units.ratio(wanted)}"))
    room = width - measure(words) - measure(after)
    filled = Tone.BAR if tone is Tone.STRONG else tone
    return beside((words + gauge(ratio, room, target=wanted, tone=filled) + after,), width)


def _trend(snapshot: Snapshot, series: Series | None, width: int) -> Line:
    """The hit ratio over the time it was measured, each cell the mean of its span."""
    if series is None or not series.times:
        return (muted(f"trend {units.DASH}"),)
    age = (snapshot.taken_at - series.times[0]) / 1000
    seconds = scale.span(age, snapshot.window_seconds)
    words = f" {units.seconds(seconds)}"
    cells = max(min(width - 6 - len(words), 120), 0)
    start = snapshot.taken_at - round(seconds * 1000)
    values = bucketed((series,), start=start, end=snapshot.taken_at, buckets=cells, quantile=0.5)
    return (muted("trend "), Piece(sparkline(values, ceiling=1.0), Tone.BAR), muted(words))


def _holdings(reading: Reading, width: int) -> Line:
    snapshot, limits = reading.snapshot, reading.config.load
    entries, held = snapshot.latest("cache_entries"), snapshot.latest("cache_bytes")
    return beside(
        (
            (muted("holds "), Piece(units.count(entries)), muted(f" of {limits.cache_entries}")),
            (Piece(units.size(held)), muted(f" of {units.size(limits.cache_bytes)}")),
        ),
        width,
    )


def _requests(snapshot: Snapshot, width: int) -> Line:
    """All look-ups of the current run of perfdash, by outcome."""
    outcomes = tuple(snapshot.select("cache_requests_total"))
    total = sum(series.statistics.latest for series in outcomes)
    return beside(
        (
            (muted("look-ups "), Piece(units.count(total) if outcomes else units.DASH)),
            *(
                (muted(f"{_plural(series)} "), Piece(units.count(series.statistics.latest)))
                for series in outcomes
            ),
        ),
        width,
    )


def _plural(series: Series) -> str:
    return {"hit": "hits", "miss": "misses"}.get(series.label("outcome"), "other")


def _scope(width: int) -> Line:
    return beside(
        ((muted("the component cache of perfdash's own load runs"),), (muted("not Claude's"),)),
        width,
        gap=1,
    )
