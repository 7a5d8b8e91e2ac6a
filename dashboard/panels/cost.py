"""The cost panel: what the dev sessions spend, by span of time and by model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard import cost_words, session_words, units
from dashboard.analysis.sessions.cost import Cost
from dashboard.analysis.sessions.spending import Burn, Spending
from dashboard.bar import bar
from dashboard.days import day_of
from dashboard.panels.no_session import no_session
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Ranked, Tone, beside, clip, keep, muted, pad, strong
from dashboard.reading import Reading
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from textual.content import Content

_NAME, _AMOUNT, _BAR = 11, 10, 12
"""Cells of a row."""
_LONGEST_BAR = 80
_AFTER_MODELS = 50
"""Days are told in what room the rest leaves."""


def draw(reading: Reading, width: int, height: int) -> Content:
    """Draw a row for each span, for what is hidden or has no price, each model and each day."""
    sessions = reading.snapshot.sessions
    if not reading.snapshot.taken_at:
        return waiting("waiting for the first measurement", width, height)
    if sessions.current is None and not sessions.summaries:
        return waiting(no_session(reading), width, height)
    lines = (
        *_spans(reading, width),
        *_doubts(reading, width),
        *_models(reading, width),
        *_days(reading, width),
    )
    return fill(keep(lines, height), width, height)


def headline(reading: Reading) -> tuple[Line, ...]:
    """What the session spent so far, and all of today."""
    sessions, spent = reading.snapshot.sessions, reading.verdict.sessions.spending
    if sessions.current is None:
        today: Line = (muted("today "), strong(cost_words.said(spent.today)))
        return (today,) if sessions.summaries else ()
    return (
        (strong(cost_words.said(spent.session)),),
        (muted("today "), Piece(cost_words.said(spent.today))),
    )


def _spans(reading: Reading, width: int) -> Iterator[Ranked]:
    spent = reading.verdict.sessions.spending
    everywhere = reading.snapshot.sessions.all_roots
    if reading.snapshot.sessions.current is not None:
        yield Ranked(2, _turn(spent.turn, width))
        yield Ranked(0, _row("session", spent.session, width))
    yield Ranked(1, _row("today", spent.today, width, everywhere=everywhere))
    yield Ranked(4, _row("7 days", spent.week, width, everywhere=everywhere))
    if reading.snapshot.sessions.current is not None:
        yield Ranked(3, _hour(spent.burn, width))


def _turn(cost: Cost, width: int) -> Line:
    """The newest turn; nothing is known of one that was not answered yet."""
    if cost.requests:
        return _row("last turn", cost, width)
    return _columns("last turn", units.DASH, (muted("no answer yet"),), width)


def _row(name: str, cost: Cost, width: int, *, everywhere: bool = False) -> Line:
    """A span; one of all roots is no sum of what the other rows tell, and says so."""
    requests = units.counted(cost.requests, "request")
    whose = muted("of all roots" if everywhere else "")
    called = f"{name}, all" if everywhere else name
    return _columns(called, cost_words.said(cost), (muted(requests),), width, (whose,))


def _hour(burn: Burn, width: int) -> Line:
    span = units.seconds(burn.seconds // 1)
    over = muted(f"over {span}" if burn.seconds else "too early")
    return _columns("per hour", units.money(burn.usd_per_hour), (over,), width)


def _columns(name: str, amount: str, remark: Line, width: int, more: Line = ()) -> Line:
    cells = (*pad((muted(name),), _NAME), Piece(f"{amount:>{_AMOUNT}}"))
    return beside((cells, remark, more), width)


def _doubts(reading: Reading, width: int) -> Iterator[Ranked]:
    """What no sum can tell: requests in no transcript, without a price, or not read yet."""
    spent, backlog = reading.verdict.sessions.spending, reading.snapshot.sessions.backlog
    if spent.reported_usd is not None or spent.hidden_usd:
        yield Ranked(6, _hidden(spent, width))
    if unpriced := _unpriced(spent):
        names = ", ".join(safe_text(name, cells=32) for name in unpriced.unpriced_models)
        count = units.count(unpriced.unpriced_requests)
        yield Ranked(1, clip((Piece(f"! {count} unpriced: {names}", Tone.WARNING),), width))
    if backlog.files:
        left = f"{units.counted(backlog.files, 'older file')}, {units.size(backlog.bytes)}"
        yield Ranked(5, clip((muted(f"still to read: {left}"),), width))


def _hidden(spent: Spending, width: int) -> Line:
    """What Claude Code counts itself, and how much of it no transcript shows."""
    if spent.reported_usd is None:
        return _columns("hidden", units.money(spent.hidden_usd), (muted("by telemetry"),), width)
    counted = muted(f"of {units.money(spent.reported_usd)} that Claude Code counts")
    return _columns("hidden", units.money(spent.hidden_usd), (counted,), width)


def _unpriced(spent: Spending) -> Cost | None:
    """The widest span that has requests without a price."""
    found = (it for it in (spent.week, spent.session) if it.unpriced_requests)
    return next(found, None)


def _models(reading: Reading, width: int) -> Iterator[Ranked]:
    """The session's models, the dearest first; one alone is the session again."""
    models = reading.verdict.sessions.models
    whole = sum(float(cost.usd) for _, cost in models)
    for above, (name, cost) in enumerate(models):
        share = float(cost.usd) / whole if whole else None
        called = session_words.model(name, _NAME + 5)
        priced = cost.known_usd is not None
        drawn = Piece(bar(share, _BAR), Tone.BAR) if priced else muted("unpriced")
        words = beside(
            (
                (*pad((Piece(called),), _NAME), Piece(f"{cost_words.said(cost):>{_AMOUNT}}")),
                (drawn,),
                (muted(units.ratio(share) if priced else ""),),
            ),
            width,
        )
        yield Ranked(7 + above, words)


def _days(reading: Reading, width: int) -> Iterator[Ranked]:
    """Each day from the first that spent anything, the newest first, where room is left."""
    spent = reading.verdict.sessions.spending.days
    first = next((at for at, cost in enumerate(spent) if cost.requests), len(spent))
    newest = list(zip(reading.snapshot.days, spent, strict=True))[first:][::-1]
    if not newest:
        return
    dearest = max(float(cost.usd) for _, cost in newest)
    whose = "by day, of all roots" if reading.snapshot.sessions.all_roots else "by day"
    yield Ranked(_AFTER_MODELS + 1, (muted(whose),))
    for ago, (began, cost) in enumerate(newest):
        share = float(cost.usd) / dearest if dearest else None
        yield Ranked(_AFTER_MODELS + ago + bool(ago), _day(day_of(began), cost, share, width))


def _day(name: str, cost: Cost, share: float | None, width: int) -> Line:
    """What a day cost, as a bar against the dearest."""
    requests = units.counted(cost.requests, "request")
    room = min(max(width - _NAME - _AMOUNT - len(requests) - 4, _BAR), _LONGEST_BAR)
    words = (*pad((muted(name),), _NAME), Piece(f"{cost_words.said(cost):>{_AMOUNT}}"))
    drawn = pad((Piece(bar(share, room), Tone.BAR),), room)
    return beside((words, drawn, (muted(requests),)), width)
