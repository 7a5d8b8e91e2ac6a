"""The cache panel: the component cache of perfdash's own load runs, and Claude's prompt cache."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard import chart, scale, units
from dashboard.analysis.series.buckets import bucketed
from dashboard.bar import gauge, sparkline
from dashboard.panels import prompt_cache
from dashboard.panels.limit import Held, held, limit
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Ranked, Tone, beside, clip, keep, measure, muted
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot

if TYPE_CHECKING:
    from textual.content import Content

_WORDS = 4
"""Lines beside the chart."""
_MOST_PROMPT = 4
"""Lines about the prompt cache that a chart leaves room for."""
_LEAST_CHART = 4
_LEAST_GAUGE = 10
_SPAN = 13
"""Cells beside the sparkline: a word before it, and the time it covers after it."""


def draw(reading: Reading, width: int, height: int) -> Content:
    """Draw the gauges, the trend, the counts and what broke."""
    prompt = tuple(prompt_cache.prompt_cache(reading, width))
    if not _is_measured(reading.snapshot) and reading.snapshot.sessions.current is None:
        return waiting("waiting for a load run through the component cache", width, height)
    beside_chart = _WORDS + min(len(prompt), _MOST_PROMPT)
    lines = (*_components(reading, width, height - beside_chart), *prompt)
    return fill(keep(lines, height), width, height)


def headline(reading: Reading) -> tuple[Line, ...]:
    """The hit ratio of late, and that of the prompt cache or else where it ought to be."""
    prompt = prompt_cache.headline(reading)
    series = reading.snapshot.find("cache_hit_ratio")
    if series is None:
        return tuple(filter(None, (prompt,)))
    found, wanted = held(reading, series, below=True), target(reading)
    words = (muted("hit ratio "), Piece(units.ratio(found.value), _tone(found.value, wanted)))
    goal = (muted(f"target {units.ratio(wanted)}"),) if wanted is not None else ()
    return tuple(filter(None, (words, prompt or goal, (muted(_span(found)),))))


def _is_measured(snapshot: Snapshot) -> bool:
    return any(map(snapshot.find, ("cache_hit_ratio", "cache_requests_total")))


def _components(reading: Reading, width: int, trend_height: int) -> Iterator[Ranked]:
    """The component cache, as far as it was asked for anything."""
    snapshot = reading.snapshot
    if not _is_measured(snapshot):
        return
    ratio = snapshot.find("cache_hit_ratio")
    yield Ranked(0, _gauge(held(reading, ratio, below=True) if ratio else None, reading, width))
    yield from (Ranked(2, line) for line in _trend(reading, ratio, width, trend_height))
    yield Ranked(3, _holdings(reading, width))
    yield Ranked(4, _requests(snapshot, width))
    yield Ranked(5, _scope(width))


def target(reading: Reading) -> float | None:
    """The highest ratio under which an alert would fire."""
    return limit(reading, "cache_hit_ratio", below=True)


def _tone(ratio: float | None, wanted: float | None) -> Tone:
    low = ratio is not None and wanted is not None and ratio < wanted
    return Tone.WARNING if low else Tone.STRONG


def _span(found: Held) -> str:
    """What is held against the target: `mean of 5 min`."""
    return f"{found.statistic} of {units.seconds(found.seconds)}" if found.seconds else "now"


def _gauge(found: Held | None, reading: Reading, width: int) -> Line:
    """The ratio of late against its target; with little room no words, and then no gauge."""
    if found is None:
        return clip((muted("no component look-ups yet"),), width)
    wanted = target(reading)
    tone = _tone(found.value, wanted)
    filled = Tone.BAR if tone is Tone.STRONG else tone
    words: Line = (muted("components "), Piece(f"{units.ratio(found.value)} ", tone))
    for after in (*_verdicts(found, wanted), ()):
        room = width - measure(words) - measure(after)
        if room >= _LEAST_GAUGE:
            return words + gauge(found.value, room, target=wanted, tone=filled) + after
    return clip(words, width)


def _verdicts(found: Held, wanted: float | None) -> tuple[Line, ...]:
    """Of which span it is and how it does against its target, in ever fewer words."""
    span = muted(f" {_span(found)}")
    short = muted(f" in {units.seconds(found.seconds)}" if found.seconds else " now")
    if wanted is None:
        return (span,), (short,)
    tone = _tone(found.value, wanted)
    sign: Line = (Piece(" ▼", tone),) if tone is Tone.WARNING else ()
    of = muted(f" {'under' if sign else 'of'} target {units.ratio(wanted)}")
    return (span, *sign, of), (short, *sign, of), (*sign, short)


def _trend(reading: Reading, series: Series | None, width: int, height: int) -> tuple[Line, ...]:
    """The hit ratio over the time it was measured: a chart, or one line where that is too tall."""
    if series is None:
        return ()
    tick = 2 * reading.config.dashboard.refresh_seconds
    axis = scale.axis(reading.snapshot, series.times[0], tick=tick, columns=width - _SPAN)
    values = bucketed((series,), start=axis.start, end=axis.end, buckets=axis.buckets, quantile=0.5)
    if height < _LEAST_CHART:
        line = Piece(sparkline(values, ceiling=1.0), Tone.BAR)
        return ((muted("trend "), line, muted(f" {scale.duration(int(axis.seconds))}")),)
    area = chart.Area(
        values,
        (),
        axis.seconds,
        units.ratio,
        limit=target(reading),
        limit_name="target",
        below=True,
        top=1.0,
    )
    return chart.draw_area(area, width, height)


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
    """Whose cache it is, in as many words as fit."""
    words = ("the component cache of perfdash's own load runs", "cache of perfdash's loads")
    return (muted(next((text for text in words if len(text) <= width), words[-1])),)
