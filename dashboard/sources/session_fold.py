"""One session as it was last read: its rows, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from collectors.session import Request, Session, ToolCall
from collectors.store.session_tables.detail import SessionRows, Tally
from dashboard.sessions import Detail, Summary, ToolUse
from dashboard.sources.asides import Asides
from dashboard.sources.gathered import Gathered
from dashboard.sources.running_sums import RunningSums
from dashboard.sources.span import ALWAYS, Span


class Fold:
    """Carried on by what changed, so that a long session costs what is new in it."""

    def __init__(self, session: str, span: Span = ALWAYS) -> None:
        """Take its id, and when what was done in it counts."""
        self.session = Session(session)
        self.revision = 0
        """Of what was read: what to ask for later rows by."""
        self._span = span
        self._gathered = Gathered()
        self._asides = Asides()
        self._sums = RunningSums(span)
        self._detail: Detail | None = None
        self._tallies: tuple[Tally, ...] | None = None

    def take(self, read: SessionRows) -> None:
        """Carry on by what was read."""
        if read.revision == self.revision and not read.whole:
            return
        self.session, self.revision, self._detail = read.session, read.revision, None
        self._tallies = read.tallies
        if read.whole:
            self._gathered, self._asides = Gathered(), Asides()
        settled = self._asides.settle(read, self._gathered)
        read, gone = settled.read, settled.gone
        if read.whole or gone or not self._follows(read):
            self._gathered.put(read, gone)
            self._begin_anew()
        else:
            self._carry_on(read)
            self._gathered.put(read)

    @property
    def unsettled(self) -> bool:
        """Whether the last turn may go on."""
        return self._sums.unsettled

    def detail(self) -> Detail:
        """All rows; the same object again until one changes."""
        self._detail = self._detail or self._gathered.detail(self.session)
        return self._detail

    def summary(self, *, quiet: bool) -> Summary:
        """What the rows add up to; `quiet` when the last turn does not go on."""
        span, rows = self._span, self._gathered
        retries = sum(it.at in span for it in rows.retries.by_id.values())
        compactions = sum(it.at in span for it in rows.compactions.by_id.values())
        session = self.session
        if not span.covers(session.started_at, session.last_at):
            # Claude Code's total is of the whole session: it tells nothing of a part.
            session = replace(session, reported_cost_usd=None)
        found = self._sums.summary(session, retries=retries, compactions=compactions, quiet=quiet)
        return found if self._tallies is None else replace(found, tools=_tools(self._tallies))

    def _follows(self, read: SessionRows) -> bool:
        """Whether what was read only adds, and moves nothing from one sum to another."""
        requests, calls = self._gathered.requests.by_id, self._gathered.tool_calls.by_id
        return (
            self._gathered.hidden <= {it.id for it in read.hidden}
            and all(self._sums.follows(it) for it in read.turns)
            and not any(_moved(requests.get(it.id), it) for it in read.requests)
            and not any(_moved(calls.get(it.id), it) for it in read.tool_calls)
        )

    def _carry_on(self, read: SessionRows) -> None:
        for turn in read.turns:
            self._sums.take_turn(turn)
        requests, calls = self._gathered.requests.by_id, self._gathered.tool_calls.by_id
        for request in (*read.requests, *read.hidden):
            if request != (known := requests.get(request.id)):
                self._sums.take_request(request, known)
        for call in read.tool_calls:
            self._sums.take_tool_call(call, calls.get(call.id))

    def _begin_anew(self) -> None:
        self._sums = RunningSums(self._span)
        for turn in self._gathered.turns.by_id.values():
            self._sums.take_turn(turn)
        for request in self._gathered.requests.by_id.values():
            self._sums.take_request(request)
        for call in self._gathered.tool_calls.by_id.values():
            self._sums.take_tool_call(call)


def _tools(tallies: Iterable[Tally]) -> tuple[ToolUse, ...]:
    return tuple(ToolUse(it.name, it.calls, it.errors, it.milliseconds / 1000) for it in tallies)


def _moved(known: Request | ToolCall | None, now: Request | ToolCall) -> bool:
    """Whether a row counts elsewhere than it did: with another turn, sub-agent or skill."""
    return known is not None and _place(known) != _place(now)


def _place(row: Request | ToolCall) -> tuple[str, str, str, int]:
    if isinstance(row, ToolCall) or not row.skill:
        return row.turn, row.agent, "", 0
    return row.turn, row.agent, row.skill, row.started_at or row.ended_at
