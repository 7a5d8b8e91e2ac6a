"""One session as it was last read: its rows, and what they add up to."""

from __future__ import annotations

from collectors.alike import ending
from collectors.session import Request, Session, ToolCall
from collectors.store.session_tables.detail import SessionRows
from dashboard.sessions import Detail
from dashboard.sources.asides import Asides
from dashboard.sources.gathered import Gathered
from dashboard.sources.running_sums import RunningSums
from dashboard.sources.session_turns import without_its_past
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
        self.sums = RunningSums(span)
        """What the rows add up to."""
        self._detail: Detail | None = None

    def take(self, read: SessionRows) -> None:
        """Carry on by what was read."""
        if read.revision == self.revision and not read.whole:
            return
        self.session, self.revision, self._detail = read.session, read.revision, None
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
        rows, span = self._gathered, self._span
        self.sums.retries = sum(it.at in span for it in rows.retries.by_id.values())
        self.sums.compactions = sum(it.at in span for it in rows.compactions.by_id.values())

    def detail(self) -> Detail:
        """All rows; the same object again until one changes."""
        if self._detail is None:
            session = without_its_past(self.session, self._gathered.turns.whole)
            self._detail = self._gathered.detail(session)
        return self._detail

    def _follows(self, read: SessionRows) -> bool:
        """Whether what was read only adds, and moves nothing from one sum to another."""
        requests, calls = self._gathered.requests.by_id, self._gathered.tool_calls.by_id
        return (
            self._gathered.hidden <= {it.id for it in read.hidden}
            and all(self.sums.follows(it) for it in read.turns)
            and not any(_moved(requests.get(it.id), it) for it in read.requests)
            and not any(_goes_on(requests.get(it.id), it) for it in read.requests)
            and not any(_moved(calls.get(it.id), it) for it in read.tool_calls)
        )

    def _carry_on(self, read: SessionRows) -> None:
        for turn in read.turns:
            self.sums.take_turn(turn)
        requests, calls = self._gathered.requests.by_id, self._gathered.tool_calls.by_id
        for request in (*read.requests, *read.hidden):
            if request != (known := requests.get(request.id)):
                self.sums.take_request(request, known)
        for call in read.tool_calls:
            self.sums.take_tool_call(call, calls.get(call.id))

    def _begin_anew(self) -> None:
        self.sums = RunningSums(self._span)
        for turn in self._gathered.turns.by_id.values():
            self.sums.take_turn(turn)
        for request in self._gathered.requests.by_id.values():
            self.sums.take_request(request)
        for call in self._gathered.tool_calls.by_id.values():
            self.sums.take_tool_call(call)


def _moved(known: Request | ToolCall | None, now: Request | ToolCall) -> bool:
    """Whether a row counts elsewhere than it did: with another turn, sub-agent or skill."""
    return known is not None and _place(known) != _place(now)


def _place(row: Request | ToolCall) -> tuple[str, str, str, int]:
    if isinstance(row, ToolCall) or not row.skill:
        return row.turn, row.agent, "", 0
    return row.turn, row.agent, row.skill, row.started_at or row.ended_at


def _goes_on(known: Request | None, now: Request) -> bool:
    """Whether a request ended its turn, as far as was known, and does not."""
    return known is not None and ending(now) < ending(known)
