"""All that is known of one concern, in words."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from dashboard import alert_words, cause_words, metric_words, standing_words, units
from dashboard.alerts import lines
from dashboard.analysis.alerting.concern import Concern
from dashboard.analysis.comparison.standing import Regression
from dashboard.evidence.panel import OVER, ConcernedPanel
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Tone, muted, strong
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.content import Content

_LABEL_CELLS = 10
_MOST_PATHS = 4
_MOST_PARTS = 12


class FactsPanel(ConcernedPanel):
    """How bad, how much, how sure, since what."""

    TITLE = "What is known"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw one fact to a line, wrapped where it is long."""
        concern = self.concern(reading)
        if concern is None:
            return waiting(OVER, width, height)
        facts = _facts(concern, reading.snapshot)
        return fill((line for fact in facts for line in _set(*fact, width)), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How bad it is, and how it stands."""
        concern = self.concern(reading)
        if concern is None:
            return ()
        sign, tone = alert_words.SEVERITIES[concern.severity]
        state = standing_words.standing(concern.regression) if concern.regression else ""
        return ((Piece(f"{sign} {concern.severity.upper()}", tone),), (strong(state),))


def _facts(concern: Concern, snapshot: Snapshot) -> Iterator[tuple[str, str, Tone]]:
    """Names and values, the most important first; what is not known is left out."""
    now, alert = snapshot.taken_at, concern.alert
    yield "about", safe_text(concern.module) or alert_words.name(concern), Tone.STRONG
    yield from _changed(concern)
    if alert and concern.regression is None:
        yield "alert", alert_words.title(alert) if concern.module else "", Tone.PLAIN
        yield "value", alert_words.breach(alert), Tone.STRONG
        yield "detail", safe_text(alert.detail), Tone.MUTED
    yield "cause", cause_words.cause(concern.cause, now), Tone.PLAIN
    if concern.cause.revision:
        yield "files", cause_words.paths(concern.cause.paths, _MOST_PATHS), Tone.MUTED
    yield "lasting", lines.lasting(concern, now), Tone.PLAIN
    if alert and alert.peak is not None:
        yield "peak", metric_words.amount(alert.peak, alert.unit), Tone.PLAIN
    yield "quiet", lines.set_aside_because(concern, snapshot), Tone.STRONG
    if concern.regression:
        yield "against", cause_words.baseline(snapshot), Tone.MUTED
        yield "means", standing_words.meaning(concern.regression), Tone.PLAIN
        yield from _resolution(concern, snapshot)
    yield from _parts(concern)


def _changed(concern: Concern) -> Iterator[tuple[str, str, Tone]]:
    it = concern.regression
    if it is None:
        return
    named = metric_words.metric(it.metric, it.part)
    tone = alert_words.SEVERITIES[it.severity][1]
    yield "figure", f"{named}  {standing_words.amounts(it)}", Tone.STRONG
    yield "change", standing_words.sentence(it), tone
    yield "detail", safe_text(it.detail), Tone.MUTED
    if it.current > it.limit:
        yield "limit", f"it is over {metric_words.amount(it.limit, it.unit)}", Tone.STRONG
    if it.moved_to:
        yield "moved", f"its counterpart is {safe_text(it.moved_to)}", Tone.PLAIN


def _parts(concern: Concern) -> Iterator[tuple[str, str, Tone]]:
    """Every other figure that the same edit changed."""
    others = concern.parts[1:]
    for number, it in enumerate(others[:_MOST_PARTS]):
        tone = alert_words.SEVERITIES[it.severity][1]
        yield "along" if not number else "", _part(it, concern.module), tone
    if more := len(others) - _MOST_PARTS:
        yield "", f"and {more:,} more figures" if more > 0 else "", Tone.MUTED


def _part(it: Regression, module: str) -> str:
    """`full tokens of commands/plan.md 1,200 → 1,612 +34 %, over its limit of 1,500 tokens`."""
    named = metric_words.metric(it.metric, it.part)
    whose = f" of {safe_text(it.module, cells=64)}" if it.module not in ("", module) else ""
    said = f"{named}{whose}  {standing_words.amounts(it)}  {standing_words.change(it)}"
    over = it.current > it.limit
    return f"{said}, over its limit of {metric_words.amount(it.limit, it.unit)}" if over else said


def _resolution(concern: Concern, snapshot: Snapshot) -> Iterator[tuple[str, str, Tone]]:
    """How small a difference can be seen on this machine, where time is what differs."""
    floor = snapshot.latest("noise_floor_ratio")
    if concern.regression and concern.regression.unit == "seconds" and floor is not None:
        said = f"equal contents seem to differ by up to {units.ratio(floor)} here"
        yield "noise", said, Tone.MUTED


def _set(name: str, value: str, tone: Tone, width: int) -> Iterator[Line]:
    """The name beside the value; nothing without a value."""
    rows = wrap(value, max(width - _LABEL_CELLS, 1), break_on_hyphens=False)
    for number, row in enumerate(rows):
        label = name if not number else ""
        yield (muted(f"{label:<{_LABEL_CELLS}}"), Piece(row, tone))
