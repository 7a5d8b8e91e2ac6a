"""All rows of one session, each kind by time, as they are read little by little."""

from __future__ import annotations

from collectors.session import Compaction, Request, Retry, Session, ToolCall, Turn
from collectors.store.session_tables.detail import SessionRows
from dashboard.sessions import Detail
from dashboard.sources.ordered import Ordered


class Gathered:
    """What was read so far."""

    def __init__(self) -> None:
        self.turns = Ordered[Turn](lambda it: it.started_at)
        self.requests = Ordered[Request](lambda it: it.ended_at)
        self.tool_calls = Ordered[ToolCall](lambda it: it.started_at)
        self.compactions = Ordered[Compaction](lambda it: it.at)
        self.retries = Ordered[Retry](lambda it: it.at)
        self.hidden: frozenset[str] = frozenset()
        """The requests that no transcript shows."""

    def put(self, read: SessionRows, gone: frozenset[str] = frozenset()) -> None:
        """Add what was read, in place of what it completes, and forget requests that are gone."""
        hidden = frozenset(it.id for it in read.hidden)
        if gone := gone | (self.hidden - hidden):
            self._drop(gone)
        self.hidden = hidden
        self.turns.put(read.turns)
        self.requests.put((*read.requests, *read.hidden))
        self.tool_calls.put(read.tool_calls)
        self.compactions.put(read.compactions)
        self.retries.put(read.retries)

    def detail(self, session: Session) -> Detail:
        """Each kind as a tuple, which is the same object again while nothing of it changes."""
        return Detail(
            session,
            self.turns.whole,
            self.requests.whole,
            self.tool_calls.whole,
            self.compactions.whole,
            self.retries.whole,
        )

    def _drop(self, gone: frozenset[str]) -> None:
        kept = [it for it in self.requests.by_id.values() if it.id not in gone]
        self.requests = Ordered[Request](lambda it: it.ended_at)
        self.requests.put(kept)
