"""What one module costs in tokens, now and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collectors.framework.module import Module
from collectors.model import Trigger
from collectors.tokens import claude_estimate
from dashboard import cause_words, chart, scale, units
from dashboard.analysis.comparison.gains import gains
from dashboard.analysis.comparison.shift import shift
from dashboard.analysis.series.buckets import held
from dashboard.drilldown.panel import GONE, ModulePanel
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, clip, muted, strong
from dashboard.reading import Reading
from dashboard.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.content import Content

_BUCKETS = 120
_MOST_NAMED = 12
_SAVED, _COMMITTED = "●", "◆"
_LEAST_MARKED = 5
"""Rows; in fewer, there is no room to say what happened when."""


class ModuleTokensPanel(ModulePanel):
    """Own, eager and full tokens."""

    TITLE = "Tokens"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw the figures in words, and the full tokens over time with saves and commits."""
        module = reading.snapshot.module(self._path)
        if module is None:
            return waiting(GONE, width, height)
        words = (
            _figures(module, width),
            _window(reading, module, width),
            _since(reading, self._path, width),
            _saves(reading.snapshot, self._path, width),
        )
        rows = height - len(words)
        history = _history(reading.snapshot, self._path, width, rows) if rows >= 3 else ()
        return fill((*words, *history), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """Full tokens, what changed since the baseline, and the estimate for Claude."""
        module = reading.snapshot.module(self._path)
        if module is None:
            return ()
        moved = gains(reading.snapshot).full.get(self._path)
        claude = claude_estimate(reading.config.context)
        delta = moved.delta if moved and moved.before is not None else 0.0
        tone = Tone.WARNING if delta > 0 else Tone.PLAIN
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
            (muted("loaded by "), Piece(units.counted(module.dependents, "module"))),
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


def _since(reading: Reading, path: str, width: int) -> Line:
    """What it was in the baseline, by how much it changed, and since what."""
    gained = gains(reading.snapshot)
    moved = gained.full.get(path)
    if moved is None:
        return (muted(f"full tokens as at the {gained.since}"),)
    if moved.before is None:
        return (muted(f"was not there at the {gained.since}"),)
    said = Piece(units.change(moved.delta), Tone.WARNING if moved.delta > 0 else Tone.PLAIN)
    causes = (
        cause_words.cause(it.cause, reading.snapshot.taken_at)
        for it in reading.verdict.regressions
        if it.module == path and it.metric == "full_tokens"
    )
    since = next(causes, "")
    return beside(
        (
            (muted(f"{gained.since} {units.count(moved.before)} "), said),
            (muted(f"since {since}" if since else ""),),
            (muted(units.ratio(moved.ratio)),),
        ),
        width,
    )


def _past(snapshot: Snapshot, path: str) -> list[tuple[int, str]]:
    """When what it loads was saved or committed, with the sign of that; oldest first."""
    loaded = shift(snapshot.baseline, snapshot.framework).held
    saves = ((run.at, _SAVED, run.paths) for run in snapshot.runs if run.trigger is Trigger.SAVE)
    commits = ((it.at, _COMMITTED, it.paths) for it in snapshot.commits)
    return sorted((at, sign) for at, sign, paths in (*saves, *commits) if loaded(path, paths))


def _marks(snapshot: Snapshot, path: str, start: int) -> tuple[tuple[float, str], ...]:
    """The same as shares of the time that is shown."""
    span = snapshot.taken_at - start
    return tuple(((at - start) / span, sign) for at, sign in _past(snapshot, path) if at >= start)


def _saves(snapshot: Snapshot, path: str, width: int) -> Line:
    """The last saves and commits of what it loads, newest first."""
    past = reversed(_past(snapshot, path)[-_MOST_NAMED:])
    times: list[Line] = [
        (Piece(f"{sign} "), muted(units.moment(at, snapshot.taken_at))) for at, sign in past
    ]
    if not times:
        return clip((muted("neither saved nor committed within the window"),), width)
    return beside(((muted(f"{_SAVED} saved {_COMMITTED} committed"),), *times), width)


def _history(snapshot: Snapshot, path: str, width: int, height: int) -> tuple[Line, ...]:
    series = snapshot.find("full_tokens", module=path)
    if series is None:
        return ()
    end = snapshot.taken_at
    seconds = scale.span((end - series.times[0]) / 1000, float(snapshot.window_seconds))
    start = end - round(seconds * 1000)
    values = held(series, start=start, end=end, buckets=min(_BUCKETS, max(width, 1)))
    marks = _marks(snapshot, path, start) if height >= _LEAST_MARKED else ()
    area = chart.Area(values, (), seconds, units.compact, marks=marks)
    return chart.draw_area(area, width, height)
