"""How long one module takes to load: its phases, its history, and how its times are spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import chart, scale, units
from dashboard.analysis.buckets import bucketed
from dashboard.analysis.histogram import counts, edges
from dashboard.panels.panel import Panel, fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, muted, strong
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot

if TYPE_CHECKING:
    from textual.content import Content

PHASES = (("read", "█"), ("parse", "▓"), ("resolve", "▒"), ("count", "░"), ("assemble", "▞"))
"""In the order of a load, each with what fills its part of the bar."""

_MODES = ("cold", "warm", "parallel")
_BUCKETS = 120
_MOST_BINS = 48
_NONE = "no load run of this module within the window yet: r asks for one"


class LoadPanel(Panel):
    """Phases and history."""

    TITLE = "Load time"

    def __init__(self, number: int, path: str) -> None:
        super().__init__(number)
        self._path = path

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw the phases as one bar, the modes in words, and P50 and P95 over time."""
        series = total(reading.snapshot, self._path)
        if series is None:
            return waiting(_NONE, width, height)
        words = (*_phases(reading.snapshot, self._path, width), _modes(reading, self._path, width))
        rows = height - len(words)
        history = _history(series, reading.snapshot, width, rows) if rows >= 3 else ()
        return fill((*words, *history), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """The median and the P95 of its cold loads."""
        series = total(reading.snapshot, self._path)
        if series is None:
            return ()
        return (
            (muted("cold p50 "), strong(units.seconds(series.statistics.p50))),
            (muted("p95 "), strong(units.seconds(series.statistics.p95))),
        )


class SpreadPanel(Panel):
    """How its load times are spread."""

    TITLE = "Spread"

    def __init__(self, number: int, path: str) -> None:
        super().__init__(number)
        self._path = path

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a histogram of cold loads with rules at P50 and P95."""
        series = total(reading.snapshot, self._path)
        if series is None:
            return waiting(_NONE, width, height)
        known = series.statistics
        bins = edges(series.values, bins=min(max(width // 2, 1), _MOST_BINS))
        histogram = chart.Histogram(
            bins,
            counts(series.values, bins),
            units.seconds,
            (("P50", known.p50), ("P95", known.p95)),
        )
        return fill(chart.draw_histogram(histogram, width, height), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many loads, and from which to which time."""
        series = total(reading.snapshot, self._path)
        if series is None:
            return ()
        known = series.statistics
        span = f"{units.seconds(known.min)} to {units.seconds(known.max)}"
        return ((strong(units.count(known.count)), muted(" cold loads")), (muted(span),))


def total(snapshot: Snapshot, path: str, mode: str = "cold") -> Series | None:
    """The whole of a module's loads in one mode."""
    return snapshot.find("load_seconds", mode=mode, module=path, phase="total")


def _phases(snapshot: Snapshot, path: str, width: int) -> tuple[Line, ...]:
    """One bar with a part for each phase, and the phases by name beneath; medians of cold loads."""
    found = [
        (name, sign, series.statistics.p50)
        for name, sign in PHASES
        if (series := snapshot.find("load_seconds", mode="cold", module=path, phase=name))
    ]
    whole = sum(median for _, _, median in found)
    if whole <= 0:
        return ()
    legend: list[Line] = [
        (Piece(sign, Tone.BAR), muted(f" {name} "), Piece(units.ratio(median / whole)))
        for name, sign, median in found
    ]
    return (
        _stacked([(sign, median / whole) for _, sign, median in found], width),
        beside(legend, width, gap=1),
    )


def _stacked(parts: list[tuple[str, float]], width: int) -> Line:
    """Fill a width with the signs of parts, each by its share; rounding never adds up wrongly."""
    pieces, share, begun = [], 0.0, 0
    for sign, part in parts:
        share += part
        end = round(share * width)
        pieces.append(Piece(sign * (end - begun), Tone.BAR))
        begun = end
    return tuple(pieces)


def _modes(reading: Reading, path: str, width: int) -> Line:
    """The median of every mode, and how many times faster than cold it is."""
    cold = total(reading.snapshot, path)
    parts: list[Line] = []
    for mode in _MODES:
        series = total(reading.snapshot, path, mode)
        if series is None or cold is None:
            continue
        median = series.statistics.p50
        faster = (
            f" {units.times(cold.statistics.p50 / median)}" if mode != "cold" and median else ""
        )
        parts.append((muted(f"{mode} "), Piece(units.seconds(median)), muted(faster)))
    return beside(parts, width)


def _history(series: Series, snapshot: Snapshot, width: int, height: int) -> tuple[Line, ...]:
    end = snapshot.taken_at
    seconds = scale.span((end - series.times[0]) / 1000, float(snapshot.window_seconds))
    start = end - round(seconds * 1000)
    buckets = min(_BUCKETS, max(width // 2, 1))
    p50, p95 = (
        bucketed((series,), start=start, end=end, buckets=buckets, quantile=quantile)
        for quantile in (0.50, 0.95)
    )
    return chart.draw_area(chart.Area(p50, p95, seconds, units.seconds), width, height)
