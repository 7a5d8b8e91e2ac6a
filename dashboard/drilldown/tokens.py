"""What one module costs in tokens, now and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collectors.model import Module, Trigger
from collectors.tokens import claude_estimate
from dashboard import chart, scale, units
from dashboard.analysis.buckets import held
from dashboard.analysis.change import change, started_at
from dashboard.panels.panel import Panel, fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, muted, strong
from dashboard.reading import Reading
from dashboard.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.content import Content

_BUCKETS = 120


class ModuleTokensPanel(Panel):
    """Own, eager and full tokens."""

    TITLE = "Tokens"

    def __init__(self, number: int, path: str) -> None:
        super().__init__(number)
        self._path = path

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw the figures in words, and the full tokens over time."""
        module = reading.snapshot.module(self._path)
        if module is None:
            return waiting("this file is gone", width, height)
        words = (
            _figures(module, width),
            _window(reading, module, width),
            _saves(reading.snapshot, self._path, width),
        )
        rows = height - len(words)
        history = _history(reading.snapshot, self._path, width, rows) if rows >= 3 else ()
        return fill((*words, *history), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """Full tokens, what changed since perfdash started, and the estimate for Claude."""
        module = reading.snapshot.module(self._path)
        if module is None:
            return ()
        moved = change(
            reading.snapshot, "full_tokens", since=started_at(reading.snapshot), module=self._path
        )
        claude = claude_estimate(reading.config.context)
        delta = moved.delta if moved and moved.before is not None else None
        tone = Tone.WARNING if delta and delta > 0 else Tone.PLAIN
        estimate = f"{units.estimate(claude.tokens(module.full_tokens))} for {claude.family}"
        return (
            (muted("full "), strong(units.count(module.full_tokens))),
            (Piece(units.change(delta), tone),),
            (muted(estimate),),
        )


def _figures(module: Module, width: int) -> Line:
    return beside(
        (
            (muted("own "), strong(units.count(module.tokens))),
            (muted("eager "), strong(units.count(module.eager_tokens))),
            (muted("full "), strong(units.count(module.full_tokens))),
            (muted("named by "), Piece(units.quantity(module.dependents, "modules"))),
        ),
        width,
    )


def _window(reading: Reading, module: Module, width: int) -> Line:
    """What share of the window it takes when all of it is loaded."""
    window = reading.config.context.window_tokens
    left = reading.snapshot.latest("context_available_ratio", module=module.path)
    share = module.full_tokens / window if window else None
    return beside(
        (
            (muted("of the window "), Piece(units.ratio(share))),
            (muted("left beside it "), Piece(units.ratio(left))) if left is not None else (),
        ),
        width,
    )


def _saves(snapshot: Snapshot, path: str, width: int) -> Line:
    """The last saves of the file within the window, newest first."""
    saves = [
        units.clock(run.at)
        for run in reversed(snapshot.runs)
        if run.trigger is Trigger.SAVE and path in run.paths
    ]
    times = [(Piece(time),) for time in saves[:12]] or [(muted("not within the window"),)]
    return beside(((muted("saved"),), *times), width)


def _history(snapshot: Snapshot, path: str, width: int, height: int) -> tuple[Line, ...]:
    series = snapshot.find("full_tokens", module=path)
    if series is None:
        return ()
    end = snapshot.taken_at
    seconds = scale.span((end - series.times[0]) / 1000, float(snapshot.window_seconds))
    start = end - round(seconds * 1000)
    values = held(series, start=start, end=end, buckets=min(_BUCKETS, max(width, 1)))
    return chart.draw_area(chart.Area(values, (), seconds, units.compact), width, height)
