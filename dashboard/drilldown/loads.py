"""How long one module takes to load: its phases, its history, and how its times are spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import alert_words, cause_words, chart, scale, standing_words, units
from dashboard.analysis.comparison.contrast import Contrast, contrast
from dashboard.analysis.comparison.standing import Regression, Standing
from dashboard.analysis.series.buckets import bucketed
from dashboard.analysis.series.turning import turning_points
from dashboard.bar import stacked
from dashboard.drilldown.panel import GONE, ModulePanel
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, muted, strong
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot
from dashboard.spread import ends, spread

if TYPE_CHECKING:
    from textual.content import Content

PHASES = (("read", "█"), ("parse", "▓"), ("resolve", "▒"), ("count", "░"), ("assemble", "▞"))
"""In the order of a load, each with what fills its part of the bar."""

_MODES = ("cold", "warm", "parallel")
_BUCKETS = 120
_LEAST_WORDED = 6
"""Rows; with fewer, the histograms say more than words."""
_LEAST_TURNED = 10
"""Rows; with fewer, the history says more than when its level changed."""
_WHY = {
    Standing.SUSPECT: "after a save of what it loads",
    Standing.IMPROVED: "after a save of what it loads",
    Standing.ENVIRONMENT: "the machine: no save explains it",
}
_LEGEND = (Piece("⣿", Tone.AREA), muted(" P50 "), Piece("⠒", Tone.TRACE), muted(" P95 cold"))
_NONE = "no load run of this module within the window yet: r asks for one"


class LoadPanel(ModulePanel):
    """Phases and history."""

    TITLE = "Load time"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw the phases as one bar, the modes in words, and P50 and P95 over time."""
        series = total(reading.snapshot, self._path)
        if series is None:
            return _nothing(reading, self._path, width, height)
        words = (*_phases(reading.snapshot, self._path, width), _modes(reading, self._path, width))
        if height >= _LEAST_TURNED:
            words = (*words, *_turned(reading.snapshot, self._path, width))
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


def _nothing(reading: Reading, path: str, width: int, height: int) -> Content:
    """Say why there is no load to show."""
    return waiting(_NONE if reading.snapshot.module(path) else GONE, width, height)


def _turned(snapshot: Snapshot, path: str, width: int) -> tuple[Line, ...]:
    """Since when its cold loads are on another level, and what may have brought them there."""
    turns = turning_points(snapshot, path)
    if not turns:
        return ()
    last = turns[-1]
    levels = f"{units.seconds(last.before)} → {units.seconds(last.after)}"
    since = f"since {units.clock(last.at)}"
    parts = ((muted("level "), strong(levels)), (muted(since),), (muted(_WHY[last.standing]),))
    return (beside(parts, width),)


class SpreadPanel(ModulePanel):
    """How its load times are spread, now and in the baseline."""

    TITLE = "Spread"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw both as histograms over each other, and what the difference amounts to in words."""
        shown = contrast(reading.snapshot, self._path)
        if not shown.now:
            return _nothing(reading, self._path, width, height)
        words = _difference(reading, self._path, shown) if height > _LEAST_WORDED else ()
        return fill((*words, *spread(shown, width, height - len(words))), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many loads, from where to where the chart goes, and the longest of them."""
        shown = contrast(reading.snapshot, self._path)
        if not shown.now:
            return ()
        count, longest = units.count(len(shown.now)), units.seconds(max(shown.now))
        return (
            (strong(count), muted(" cold loads")),
            (muted(" to ".join(ends(shown))),),
            (muted(f"max {longest}"),),
        )


def _difference(reading: Reading, path: str, shown: Contrast) -> tuple[Line, ...]:
    """What is known of the difference, and what brought it about."""
    it = _load_regression(reading, path)
    if it is None:
        same = "no different from the baseline, as far as stored loads tell"
        return ((muted(same if shown.before else "nothing in the baseline to compare with"),),)
    tone = alert_words.SEVERITIES[it.severity][1]
    differs = it.standing is not Standing.OK
    cause = cause_words.cause(it.cause, reading.snapshot.taken_at) if differs else ""
    said: Line = (
        muted(f"{standing_words.standing(it)}  "),
        Piece(standing_words.sentence(it), tone),
    )
    return (said, (muted(f"since {cause}"),)) if cause else (said,)


def _load_regression(reading: Reading, path: str) -> Regression | None:
    """How a module's load time stands against the baseline; None when it does not differ."""
    return next(
        (
            it
            for it in reading.verdict.regressions
            if it.module == path and it.metric == "load_seconds"
        ),
        None,
    )


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
        stacked([(sign, median / whole) for _, sign, median in found], width),
        beside(legend, width, gap=1),
    )


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
    return beside((*parts, _LEGEND), width)


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
