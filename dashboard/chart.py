"""How values become the lines of a chart: plotext behind pure functions.

plotext fills and joins the braille dots. Labels, rules and words are set here, because they have to
stay readable on top of what is drawn. plotext has one figure for the whole process, and importing
it takes longer than all our drawing, so it is imported at first use and used under a lock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import floor, isfinite
from threading import Lock
from types import ModuleType
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len

from dashboard import omission, scale
from dashboard.piece import Line, Piece, Tone, merge
from dashboard.safe_text import safe_text
from dashboard.units import Format

Values: TypeAlias = Sequence[float | None]
"""Equal steps along an axis; None where nothing was measured."""

Canvas: TypeAlias = list[list[Piece]]
"""Rows of single cells."""

_COLORED = re.compile("\x1b\\[(?:0|38;5;([0-9]+))m|([^\x1b]+)")
_TONES = (Tone.PLAIN, Tone.AREA, Tone.TRACE)
_FREE = frozenset({Tone.PLAIN, Tone.RULE})
"""Where no curve is."""
_GRACE = 2.0
"""A limit up to this many times the peak is worth a taller scale."""
_FIGURE = Lock()
_REMEMBERED = 16
"""Charts of a screen or two: of most nothing changed since they were last drawn."""
_NOT_DRAWN = ("plotext._doc.doc", "plotext._tests.run")
"""What plotext imports beside what it draws with: its manual and its tests, a third of its size."""

_cell = lru_cache(maxsize=None)(Piece)
"""The piece of one cell: there are few different ones, and thousands of cells."""


@dataclass(frozen=True, slots=True)
class Area:
    """Two curves over the same span of time, which ends now unless other moments are named."""

    filled: Values
    traced: Values
    seconds: float
    form: Format
    """How a value is said, with its unit."""
    limit: float | None = None
    limit_name: str = "limit"
    below: bool = False
    """Whether the values under the limit are the bad ones."""
    top: float = 0.0
    """Where the scale ends; 0 lets the values decide."""
    marks: tuple[tuple[float, str], ...] = ()
    """Shares of the span (0 to 1) and the sign of what happened then; drawn beneath the curves."""
    named: tuple[tuple[float, str], ...] = ()
    """Shares of the span and what is said of them in place of ages; earlier ones go first."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often values of each size occur."""

    edges: Sequence[float]
    """One more than there are counts, ascending."""
    counts: Sequence[int]
    form: Format
    rules: tuple[tuple[str, float], ...] = ()
    """Names and values of the rules that stand in front; earlier ones are named first."""
    traced: Sequence[int] = ()
    """Counts of another sample in the same bins, drawn as an outline in front; its sum counts as
    much as that of the bars."""
    end: str = ""
    """What the right end is called where it is not the last edge alone."""


def warm() -> None:
    """Import plotext ahead of the first chart; meant for a thread that nobody waits for."""
    _plotext()


def draw_area(area: Area, width: int, height: int) -> tuple[Line, ...]:
    """Draw a filled curve, a traced one and the limit above a scale of time."""
    rows = height - 1 - bool(area.marks)
    top = _top(area)
    labels = scale.levels(top, rows, area.form)
    gutter = max(map(cell_len, labels), default=0) + 1
    inner = width - gutter
    if inner < 4 or rows < 1:
        return ()
    canvas = _canvas(area.filled, area.traced, _Frame(inner, rows, top))
    if area.limit is not None:
        _limit(canvas, area, top)
    named = [(scale.column(share, inner), name) for share, name in area.named]
    marks = scale.place(named or scale.time_marks(area.seconds, inner), inner)
    signs = (Piece(" " * gutter + _signs(area.marks, inner), Tone.STRONG),)
    happened: tuple[Line, ...] = (signs,) if area.marks else ()
    return (
        *(
            (Piece(f"{label:>{gutter - 1}} ", Tone.MUTED), *merge(row))
            for label, row in zip(labels, canvas, strict=True)
        ),
        *happened,
        (Piece(" " * gutter + marks, Tone.MUTED),),
    )


def draw_histogram(histogram: Histogram, width: int, height: int) -> tuple[Line, ...]:
    """Draw how values are spread, with the rules and their names in front of the bars."""
    counts, rows = histogram.counts, height - 2
    if not counts or rows < 1 or width < 4:
        return ()
    bars, outline = _steps(counts, 2 * width), _steps(_rescaled(histogram), 2 * width)
    top = max(*bars, *outline, 1.0)
    canvas = _canvas(bars, outline, _Frame(width, rows, top))
    low, high = histogram.edges[0], histogram.edges[-1]
    form, names = histogram.form, []
    for name, value in histogram.rules:
        at = scale.column((value - low) / (high - low), width)
        names.append((at, safe_text(f"{name} {form(value)}")))
        for row in canvas:
            row[at] = Piece("│", Tone.RULE)
    ends = [(0, form(low)), (width - 1, histogram.end or form(high))]
    return (
        (Piece(scale.place(names, width), Tone.STRONG),),
        *map(merge, canvas),
        (Piece(scale.place(ends, width), Tone.MUTED),),
    )


def _signs(marks: tuple[tuple[float, str], ...], width: int) -> str:
    """One row with each sign in its column; of two in one column the later one."""
    row = [" "] * width
    for share, sign in marks:
        row[scale.column(share, width)] = sign
    return "".join(row)


def _steps(counts: Sequence[float], dots: int) -> list[float]:
    """Spread the counts of bins over columns of dots."""
    return [float(counts[dot * len(counts) // dots]) for dot in range(dots if counts else 0)]


def _rescaled(histogram: Histogram) -> list[float]:
    """The outline's counts, as if it had as many values as the bars."""
    share = sum(histogram.counts) / (sum(histogram.traced) or 1)
    return [count * share for count in histogram.traced]


@cache
def _plotext() -> ModuleType:
    with omission.blank(*_NOT_DRAWN):
        import plotext

    module: ModuleType = plotext
    plotext.terminal.limit(width=False, height=False)
    plotext.figure.canvas("default")
    plotext.figure.axes(active=False)
    return module


class _Frame(NamedTuple):
    """Cells, and the value at their upper edge."""

    width: int
    height: int
    top: float


def _canvas(filled: Values, traced: Values, frame: _Frame) -> Canvas:
    """Draw two curves from 0 on in braille dots, two to a cell's width."""
    return [list(row) for row in _drawn(tuple(filled), tuple(traced), frame)]


@lru_cache(maxsize=_REMEMBERED)
def _drawn(
    filled: tuple[float | None, ...], traced: tuple[float | None, ...], frame: _Frame
) -> tuple[tuple[Piece, ...], ...]:
    width, height, top = frame
    with _FIGURE:
        figure = _plotext().figure
        figure.clear.data()
        figure.plot_size(width, height)
        figure.ruler("x", "lower").lim(0, 2 * width).ticks([]).alignment(lim="edge")
        figure.ruler("y", "left").lim(0, top).ticks([]).alignment(lim="edge")
        for color, curve in ((1, filled), (2, traced)):
            _add(curve, color, dots=2 * width, top=top)
        drawn = figure.build().string()
    return tuple(tuple(_cells(row)) for row in drawn.split("\n")[:height])


def _add(curve: Values, color: int, *, dots: int, top: float) -> None:
    """Put a curve on the figure: the first color is filled, the second one joined."""
    spread = list(enumerate(_stretch(curve, dots)))
    points = [
        (dot, min(max(value, 0.0), top))
        for dot, value in spread
        if value is not None and isfinite(value)
    ]
    if not points:
        return
    plotext = _plotext()
    marker = plotext.marker("braille", pixel=plotext.pixel(foreground=color))
    xs, ys = [dot + 0.5 for dot, _ in points], [value for _, value in points]
    signal = plotext.figure.signal(xs, ys, marker=marker)
    if color == 1:
        signal.fillx()
    else:
        signal.lines()
        for index in range(1, len(points)):
            if points[index][0] - points[index - 1][0] > 1:
                signal.line(index, active=False)
    plotext.figure.draw(signal)


def _cells(row: str) -> Iterator[Piece]:
    """Read one row of plotext's output back, cell by cell."""
    tone = Tone.PLAIN
    for color, text in _COLORED.findall(row):
        if text:
            yield from (_cell(cell, tone) for cell in text)
        else:
            tone = _TONES[int(color or 0)]


def _stretch(values: Values, dots: int) -> Iterator[float | None]:
    """Spread values over columns of dots, in a straight line between two that are known."""
    last = len(values) - 1
    for dot in range(dots if values else 0):
        at = min(max((dot + 0.5) * len(values) / dots - 0.5, 0.0), last)
        before, after = values[floor(at)], values[min(floor(at) + 1, last)]
        share = at % 1
        if before is None or after is None:
            yield before if share < 0.5 else after
        else:
            yield before + (after - before) * share


def _top(area: Area) -> float:
    """Where the scale ends: above all values, and above the limit if that is not far off."""
    if area.top > 0:
        return area.top
    known = [value for value in (*area.filled, *area.traced) if value is not None]
    peak = max((value for value in known if isfinite(value)), default=0.0)
    if area.limit is not None and peak < area.limit <= peak * _GRACE:
        peak = area.limit * 1.05
    return scale.ceiling(peak)


def _limit(canvas: Canvas, area: Area, top: float) -> None:
    """Draw the limit as a dashed rule in front, and what exceeds it as a warning."""
    limit = area.limit or 0.0
    row = scale.column(1 - limit / top, len(canvas))
    beyond = limit > top
    if not beyond:
        canvas[row][:] = [
            cell if cell.tone is Tone.TRACE else Piece("┄", Tone.RULE) for cell in canvas[row]
        ]
    words = f"{area.limit_name} {safe_text(area.form(limit))}{' ↑' if beyond else ''}"
    nearest = sorted(range(len(canvas)), key=lambda at: abs(at - row))
    _write(words, [canvas[at] for at in nearest])
    for cells in canvas[: 0 if area.below or beyond else row]:
        cells[:] = [it if it.tone is Tone.RULE else Piece(it.text, Tone.WARNING) for it in cells]


def _write(words: str, rows: Canvas) -> None:
    """Write at the right or else the left end of the first row where that hides no curve."""
    size = cell_len(words)
    ends = [(cells, start) for cells in rows for start in (len(cells) - size - 1, 1)]
    for free in (_FREE, _FREE | {Tone.AREA}):
        for cells, start in ends:
            there = cells[start : start + size]
            if size < len(cells) - 1 and all(cell.tone in free for cell in there):
                cells[start : start + size] = [Piece(words, Tone.RULE)]
                return
