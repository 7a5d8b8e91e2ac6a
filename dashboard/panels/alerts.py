"""The alerts panel: what got worse, and what is over its limit; or that nothing is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collectors.metrics import CATALOGUE
from collectors.threshold import Threshold
from dashboard import alert_words, cause_words, metric_words, standing_words, units
from dashboard.alert_words import SEVERITIES
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.concern import Chapter, Concern, chapters, concerns
from dashboard.analysis.comparison.standing import Cause, Evidence, Regression, Standing
from dashboard.analysis.gating.tally import tally
from dashboard.module_words import called
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, beside, measure, muted
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.content import Content


def draw(reading: Reading, width: int, height: int) -> Content:
    """Draw one line for each concern, and a second one with its detail where there is room."""
    if not reading.snapshot.taken_at:
        return waiting("waiting for the first measurement", width, height)
    found = concerns(reading.verdict, reading.snapshot)
    shown = (*found.active, *found.past)
    if not shown:
        return fill((*_quiet(reading, width), *_limits(reading, width)), width, height)
    if not found.active:
        quiet = _quiet(reading, width)
        return fill((*quiet, *_listed(shown, reading, width, height - 2)), width, height)
    return fill(_listed(shown, reading, width, height), width, height)


def headline(reading: Reading) -> tuple[Line, ...]:
    """How many regressions, then how many other alerts by severity, worst first."""
    found = tally(reading.verdict)
    parts: list[Line] = []
    if found.regressions:
        words = f"{units.UP} {units.counted(found.regressions, 'regression')}"
        parts.append((Piece(words, SEVERITIES[found.worst][1]),))
    for severity, count in found.alerts:
        sign, tone = SEVERITIES[severity]
        parts.append((Piece(f"{sign} {count} {_plural(severity, count)}", tone),))
    if found.suspects:
        parts.append((muted(f"? {found.suspects} suspected"),))
    if found.set_aside:
        parts.append((muted(f"{found.set_aside} set aside"),))
    return tuple(parts) or ((muted("none firing"),),)


def _listed(found: tuple[Concern, ...], reading: Reading, width: int, height: int) -> list[Line]:
    """As many as there are rows for beneath what brought them about, and how many are beyond.

    What is over comes after all that is not, though something is known to have caused it.
    """
    now, over = (
        chapters(it for it in found[:height] if _is_over(it) is ended) for ended in (False, True)
    )
    rows = _rows((*now, *over), reading.snapshot, width)
    fits = max(len(found), len(rows)) <= height
    shown = rows if fits else rows[: max(height - 1, 1)]
    shown = shown if shown[-1].concern else shown[:-1]
    more = _more(found, [row.concern for row in shown if row.concern])
    lines = _within([row.lines for row in shown], height - bool(more))
    return [*lines, (muted(f"and {more}: enter shows all"),)] if more else lines


@dataclass(frozen=True, slots=True)
class _Row:
    """A concern on one or two lines, or the cause of those beneath."""

    lines: tuple[Line, ...]
    concern: Concern | None = None


def _rows(found: tuple[Chapter, ...], snapshot: Snapshot, width: int) -> list[_Row]:
    """A cause above its concerns; without any causes, the concerns alone."""
    rows: list[_Row] = []
    above: Cause | None = None
    for chapter in found:
        since = cause_words.cause(chapter.cause, snapshot.taken_at)
        is_new, above = chapter.cause != above, chapter.cause
        if is_new and (since or rows):
            said = f"since {since}" if since else "besides"
            rows.append(_Row((beside(((muted(said),),), width),)))
        rows += [
            _Row(_wrapped(_said(concern, snapshot, width), width), concern)
            for concern in chapter.concerns
        ]
    return rows


def _more(found: Collection[Concern], shown: Collection[Concern]) -> str:
    """How many there are beyond those that are shown: `4 more, 12 ended`; empty without any."""
    over = sum(map(_is_over, found)) - sum(map(_is_over, shown))
    left = len(found) - len(shown) - over
    parts = (f"{left} more" if left else "", f"{over} ended" if over else "")
    return ", ".join(filter(None, parts))


def _is_over(concern: Concern) -> bool:
    return concern.alert is not None and concern.alert.until > 0 and not concern.alert.firing


def _plural(severity: Severity, count: int) -> str:
    return "warnings" if severity is Severity.WARNING and count > 1 else severity


def _said(concern: Concern, snapshot: Snapshot, width: int) -> tuple[Line, ...]:
    if concern.regression:
        return _difference(concern, concern.regression, snapshot, width)
    return _parts(concern.alert, snapshot) if concern.alert else ()


def _difference(
    concern: Concern, it: Regression, snapshot: Snapshot, width: int
) -> tuple[Line, ...]:
    """What is said of a difference from the baseline, the most important first.

    By how much it is stands on the first line, without the interval where that has no room.
    """
    tone = SEVERITIES[it.severity][1]
    whose = called(snapshot, it.module) if it.module else "framework"
    along, named = standing_words.along(concern), metric_words.metric(it.metric, it.part)
    what, amounts = named, standing_words.amounts(it)
    if along:
        what = standing_words.gained(it)
        amounts = f"{named.removesuffix(' tokens')} {amounts}, {along}"
    first: Line = (
        Piece(f"{standing_words.SIGNS[it.standing]} {it.standing.upper()} ", tone),
        Piece(f"{whose} {what}"),
    )
    by: Line = (Piece(standing_words.change(it), tone),)
    if _cells((first, by)) > width:
        by = (Piece(standing_words.middle(it), tone),)
    return (
        first,
        by,
        (muted(_certainty(it)),),
        (muted(amounts),),
    )


def _certainty(regression: Regression) -> str:
    if regression.standing is Standing.SUSPECT:
        return "to be confirmed"
    return "exact" if regression.evidence is Evidence.EXACT else "confirmed"


def _parts(alert: Alert, snapshot: Snapshot) -> tuple[Line, ...]:
    """What is said of an alert, the most important first."""
    name, detail = _name(alert, snapshot), muted(safe_text(alert.detail))
    peak = muted(alert_words.peak(alert))
    since = units.clock(alert.since)
    if not alert.firing and alert.until:
        times = muted(f"{since} to {units.clock(alert.until)}")
        return ((muted(f"✓ CLEARED  {name}"),), (times,), (peak,), (detail,))
    sign, tone = SEVERITIES[alert.severity]
    lasting = units.ago(alert.since, snapshot.taken_at)
    what = (
        (Piece(f"{sign} {alert.severity.upper():<8} ", tone), Piece(name)),
        (Piece(alert_words.breach(alert), tone),),
    )
    course = ((muted(f"since {since} ({lasting})" if alert.since else ""),), (peak,))
    if alert.firing:
        return (*what, *course, (detail,))
    return (*what, (muted("pending"),), (detail,), *course)  # the detail says what it waits for


def _wrapped(parts: tuple[Line, ...], width: int) -> tuple[Line, ...]:
    """Set the parts on one line as far as they fit, and what is left on a second one."""
    said = tuple(part for part in parts if measure(part))
    fitting = next((count for count in range(len(said), 1, -1) if _cells(said[:count]) <= width), 1)
    rest = beside(said[fitting:], width - 2)
    first = beside(said[:fitting], width)
    return (first, (Piece("  "), *rest)) if rest else (first,)


def _within(wrapped: list[tuple[Line, ...]], height: int) -> list[Line]:
    """Give every alert its first line, and the first alerts their second one too."""
    spare = height - len(wrapped)
    lines: list[Line] = []
    for first, *second in wrapped:
        lines += [first, *second[: max(spare, 0)]]
        spare -= len(second)
    return lines


def _cells(parts: tuple[Line, ...]) -> int:
    return sum(map(measure, parts)) + 2 * (len(parts) - 1)


def _name(alert: Alert, snapshot: Snapshot) -> str:
    module = dict(alert.labels).get("module")
    whose = called(snapshot, module) if module else None
    return alert_words.about(alert, whose)


def _quiet(reading: Reading, width: int) -> tuple[Line, ...]:
    """Say that all is well."""
    watched = muted(f"{len(reading.config.thresholds)} limits watched")
    same = "nothing worse than the baseline" if reading.snapshot.baseline.name else ""
    return (beside(((Piece("nothing over its limit"),), (muted(same),), (watched,)), width), ())


def _limits(reading: Reading, width: int) -> Iterator[Line]:
    """What was looked at to know it."""
    for threshold in reading.config.thresholds:
        yield beside(_limit(threshold), width)


def _limit(threshold: Threshold) -> tuple[Line, ...]:
    metric = CATALOGUE.get(threshold.metric)
    limit = units.quantity(threshold.limit, metric.unit if metric else "")
    name = safe_text(threshold.name or threshold.metric, cells=40)
    side = "at least" if threshold.below else "at most"
    severity = safe_text(threshold.severity, cells=12)
    return (
        (muted(f"{name:<26} {side:<8} "), Piece(limit)),
        (muted(f"else {severity}"),),
    )
