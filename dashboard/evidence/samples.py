"""What a concern was seen in: old and new samples, or a figure over time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dashboard import alert_words, chart, scale, standing_words, units
from dashboard.analysis.alerting.alert import Alert
from dashboard.analysis.alerting.concern import Concern
from dashboard.analysis.comparison.contrast import contrast
from dashboard.analysis.comparison.standing import Evidence, Regression
from dashboard.analysis.series.buckets import bucketed, held
from dashboard.evidence.panel import OVER, ConcernedPanel
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, muted, strong
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot
from dashboard.spread import spread

if TYPE_CHECKING:
    from textual.content import Content

_BUCKETS = 120
_COUNTED = frozenset({"tokens", "characters"})
_MEMORY = "one load of each content is enough to know what it allocates: there are no samples"
_NONE = "nothing of it was measured within the window"


class SamplesPanel(ConcernedPanel):
    """Two histograms over each other for times, a course for everything else."""

    TITLE = "Samples"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw what there is; say what is missing."""
        concern = self.concern(reading)
        if concern is None:
            return waiting(OVER, width, height)
        drawn = _drawn(concern, reading.snapshot, width, height)
        return fill(drawn, width, height) if drawn else waiting(_missing(concern), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """By how much, or how far from its limit."""
        concern = self.concern(reading)
        it = concern.regression if concern else None
        if it is None:
            alert = concern.alert if concern else None
            return ((strong(alert_words.breach(alert)),),) if alert else ()
        return ((strong(standing_words.change(it)),), (muted(standing_words.evidence(it)),))


def _drawn(concern: Concern, snapshot: Snapshot, width: int, height: int) -> tuple[Line, ...]:
    regression = concern.regression
    if regression and regression.metric == "load_seconds":
        return spread(contrast(snapshot, regression.module), width, height)
    if regression:
        return _held(regression, snapshot, width, height)
    return _course(concern.alert, snapshot, width, height) if concern.alert else ()


def _held(it: Regression, snapshot: Snapshot, width: int, height: int) -> tuple[Line, ...]:
    """An exact figure over time, with the baseline as a rule."""
    labels = {"module": it.module} if it.module else {"part": it.part} if it.part else {}
    series = snapshot.find(it.metric, **labels)
    if series is None or it.evidence is not Evidence.EXACT:
        return ()
    start, seconds = _span(snapshot, (series,))
    values = held(series, start=start, end=snapshot.taken_at, buckets=min(_BUCKETS, width))
    form = _form(it.unit)
    area = chart.Area(values, (), seconds, form, limit=it.baseline, limit_name="baseline")
    return chart.draw_area(area, width, height)


def _course(alert: Alert, snapshot: Snapshot, width: int, height: int) -> tuple[Line, ...]:
    """The series of an alert over time, with its limit."""
    series = tuple(snapshot.select(alert.metric, **dict(alert.labels)))
    if not series:
        return ()
    start, seconds = _span(snapshot, series)
    end, buckets = snapshot.taken_at, min(_BUCKETS, max(width // 2, 1))
    p50, p95 = (
        bucketed(series, start=start, end=end, buckets=buckets, quantile=quantile)
        for quantile in (0.50, 0.95)
    )
    below = None not in (alert.value, alert.limit) and (alert.value or 0) < (alert.limit or 0)
    area = chart.Area(p50, p95, seconds, _form(alert.unit), limit=alert.limit, below=below)
    return chart.draw_area(area, width, height)


def _form(unit: str) -> units.Format:
    """How values of a unit are said along an axis."""
    return units.compact if unit in _COUNTED else partial(units.quantity, unit=unit)


def _span(snapshot: Snapshot, series: tuple[Series, ...]) -> tuple[int, float]:
    """Where a chart of all that was measured begins, and how many seconds it holds."""
    first = min(one.times[0] for one in series)
    age = (snapshot.taken_at - first) / 1000
    seconds = scale.span(age, float(snapshot.window_seconds))
    return snapshot.taken_at - round(seconds * 1000), seconds


def _missing(concern: Concern) -> str:
    is_memory = concern.regression is not None and concern.regression.unit == "bytes"
    return _MEMORY if is_memory and concern.module else _NONE
