"""What the latency panel says of the dev session: how long it waits, and what for."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import units
from dashboard.analysis.sessions.latency import Latency, Spread
from dashboard.analysis.sessions.turn_shares import Shares
from dashboard.panels.no_session import no_session_line
from dashboard.piece import Line, Piece, Ranked, beside, measure, muted, strong
from dashboard.reading import Reading
from dashboard.share_bar import legend, share_bar

_LEAST_BAR = 8
"""Cells; in fewer, parts cannot be told apart."""


def waits(reading: Reading, width: int) -> Iterator[Ranked]:
    """Requests, then the newest turn and all turns as bars; or why there is no session."""
    verdict = reading.verdict.sessions
    if reading.snapshot.sessions.current is None:
        yield Ranked(8, no_session_line(reading, width))
    if verdict.latency.request.count:
        yield Ranked(0, _requests(verdict.latency, width))
    if verdict.last_turn and verdict.last_turn.total:
        yield Ranked(2, _bar("turn", verdict.last_turn, _flying(reading), width))
        yield Ranked(3, legend(verdict.last_turn, width))
    if len(verdict.turns) > 1 and verdict.session.total:
        name = f"all {units.count(len(verdict.turns))} turns"
        yield Ranked(5, _bar(name, verdict.session, (), width))
        yield Ranked(6, legend(verdict.session, width))


def headline(reading: Reading) -> Line:
    """The P95 of the session's requests; nothing without any."""
    request = reading.verdict.sessions.latency.request
    return (muted("request p95 "), strong(_said(request, request.p95))) if request.count else ()


def _requests(found: Latency, width: int) -> Line:
    """Time of requests and of their first tokens; the fewer the cells, the less of the latter."""
    request = _spread("request", found.request)
    if not found.first_token.count:
        return beside((request, (muted("first token not known"),)), width)
    first = _spread("first token", found.first_token)
    short = (muted("first token "), Piece(_said(found.first_token, found.first_token.p50)))
    fits = measure(request) + 2 + measure(first) <= width
    return beside((request, first if fits else short), width)


def _spread(name: str, found: Spread) -> Line:
    return (
        muted(f"{name} p50 "),
        Piece(_said(found, found.p50)),
        muted(" p95 "),
        strong(_said(found, found.p95)),
        muted(f" of {units.count(found.count)}"),
    )


def _said(found: Spread, value: float | None) -> str:
    return f"{'' if found.exact else '≈'}{units.seconds(value)}"


def _bar(name: str, shares: Shares, more: Line, width: int) -> Line:
    total = units.seconds(shares.total / 1000)
    words: Line = (muted(f"{name} "), strong(total), *more, Piece(" "))
    room = width - measure(words)
    return (*words, *share_bar(shares, room)) if room >= _LEAST_BAR else beside((words,), width)


def _flying(reading: Reading) -> Line:
    """For how long an answer or a tool has been waited for."""
    if not reading.verdict.sessions.in_flight or reading.snapshot.sessions.current is None:
        return ()
    detail = reading.snapshot.sessions.current
    running = [it.started_at for it in detail.tool_calls if not it.ended_at]
    since = detail.session.in_flight_since or max(running, default=0)
    return (Piece(f" ● in flight {units.ago(since, reading.snapshot.taken_at)}"),)
