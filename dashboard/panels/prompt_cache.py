"""What the cache panel says of the prompt cache: how much came from it, and when it broke."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import session_words, units
from dashboard.analysis.sessions.cache_breaks import Break, Why
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.bar import gauge
from dashboard.panels.limit import limit
from dashboard.panels.no_session import no_session_line
from dashboard.piece import Line, Piece, Ranked, Tone, beside, measure, muted
from dashboard.reading import Reading

_METRIC = "prompt_cache_hit_ratio"
_LEAST_GAUGE = 10
_MOST_GAUGE = 40
_AMPLE = 1_000
"""Cells in which everything fits."""


def prompt_cache(reading: Reading, width: int) -> Iterator[Ranked]:
    """The hit ratio, then what broke it, newest first; or why there is no session."""
    if reading.snapshot.sessions.current is None:
        yield Ranked(6, no_session_line(reading, width))
    if not reading.verdict.sessions.tokens.prompt_tokens:
        return
    yield Ranked(1, _ratio(reading, width))
    breaks = reading.verdict.sessions.breaks[::-1]
    if not breaks:
        yield Ranked(6, (muted("the prompt cache did not break"),))
    for older, found in enumerate(breaks):
        yield Ranked(3 + older if older else 1, _broke(found, reading.snapshot.taken_at, width))


def headline(reading: Reading) -> Line:
    """The session's hit ratio; nothing without a session."""
    ratio = hit_ratio(reading.verdict.sessions.tokens)
    return (muted("prompt "), Piece(units.ratio(ratio), _tone(reading, ratio))) if ratio else ()


def _ratio(reading: Reading, width: int) -> Line:
    """Of the session, against where it ought to be, and of the newest turn."""
    verdict = reading.verdict.sessions
    ratio, wanted = hit_ratio(verdict.tokens), limit(reading, _METRIC, below=True)
    tone = _tone(reading, ratio)
    newest = verdict.turns[-1].hit_ratio if verdict.turns else None
    words: Line = (muted("prompt     "), Piece(f"{units.ratio(ratio)} ", tone))
    parts = ((muted("last turn "), Piece(units.ratio(newest))),) if newest is not None else ()
    after = beside(parts, width) if parts else ()
    room = min(width - measure(words) - measure(after) - 2, _MOST_GAUGE)
    filled = Tone.BAR if tone is Tone.STRONG else tone
    drawn = gauge(ratio, room, target=wanted, tone=filled) if room >= _LEAST_GAUGE else ()
    return beside(((*words, *drawn), after), width)


def _tone(reading: Reading, ratio: float | None) -> Tone:
    wanted = limit(reading, _METRIC, below=True)
    low = ratio is not None and wanted is not None and ratio < wanted
    return Tone.WARNING if low else Tone.STRONG


def _broke(found: Break, now: int, width: int) -> Line:
    """When and why, how much was written again, and how long it would have been kept."""
    kept = f"kept {units.seconds(found.kept_seconds)}" if found.why is Why.IDLE else ""
    said: tuple[Line, ...] = (
        (muted("broke "), Piece(f"{units.lately(found.at, now)} {session_words.why(found)}")),
        (Piece(units.compact(found.rewritten)), muted(" rewritten")),
        (muted("in a sub-agent" if found.agent else kept),),
    )
    return beside(said, width, gap=2 if measure(beside(said[:2], _AMPLE)) <= width else 1)
