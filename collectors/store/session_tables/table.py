"""The tables whose rows are completed: their names, and how rows are read and joined."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from collectors.session import Compaction, Request, Retry, ToolCall, Turn
from collectors.store.connection import Database
from collectors.store.encoding import encode
from collectors.store.session_tables import completion, rows
from collectors.store.session_tables.ids import number
from collectors.store.session_tables.rows import Row

Belonging: TypeAlias = Request | ToolCall | Turn | Compaction | Retry
"""What belongs to a session."""
T = TypeVar("T", bound=Belonging)


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table of records of one kind, each with an id and a session."""

    name: str
    columns: tuple[str, ...]
    """In the order of the rows, without the revision."""
    row: Callable[[T], Row]
    record: Callable[..., T]
    joined: Callable[[T, T], T]

    def known(self, db: Database, ids: Collection[str]) -> list[T]:
        """What is stored under any of these ids."""
        found = db.execute(
            f"SELECT {self._selected} FROM {self.name}"  # noqa: S608 - all names are ours
            " WHERE id IN (SELECT value FROM json_each(?))",
            (encode(tuple(map(number, ids))),),
        ).fetchall()
        return [self.record(row) for row in found]

    def put(self, db: Database, records: Iterable[T], revision: int) -> None:
        """Write records in place of those with their ids."""
        marks = ",".join("?" * (len(self.columns) + 1))
        db.executemany(
            f"INSERT OR REPLACE INTO {self.name} VALUES ({marks})",  # noqa: S608 - our names
            ((*self.row(record), revision) for record in records),
        )

    def of(self, db: Database, session: str, after: int, also: str = "") -> list[T]:
        """The records of a session that were written after a revision, and meet a condition."""
        found = db.execute(
            f"SELECT {self._selected} FROM {self.name}"  # noqa: S608 - all names are ours
            f" WHERE session = :session AND revision > :after {also}",
            {"session": number(session), "after": after},
        ).fetchall()
        return [self.record(row) for row in found]

    @property
    def _selected(self) -> str:
        return ", ".join(self.columns)


_TOKENS = (
    "input_tokens",
    "output_tokens",
    "cache_creation_5m_input_tokens",
    "cache_creation_1h_input_tokens",
    "cache_read_input_tokens",
)
REQUESTS: Table[Request] = Table(
    "request",
    (
        *("id", "session", "ended_at", "model"),
        *_TOKENS,
        *("turn", "agent", "agent_type", "key", "started_at", "start_exact"),
        *("first_token_seconds", "thinking_seconds", "stop_reason", "error", "shape", "skill"),
        *("speed", "geography", "web_searches", "claim", "message", "cause"),
    ),
    rows.request_row,
    rows.request,
    completion.request,
)
TOOL_CALLS: Table[ToolCall] = Table(
    "tool_call",
    (
        *("id", "session", "name", "started_at", "turn", "request", "agent"),
        *("ended_at", "failed", "permission_seconds", "claim"),
    ),
    rows.tool_call_row,
    rows.tool_call,
    completion.tool_call,
)
TURNS: Table[Turn] = Table(
    "turn",
    (
        *("id", "session", "started_at", "ended_at", "reported_seconds"),
        *("command", "by_user", "interrupted", "claim"),
    ),
    rows.turn_row,
    rows.turn,
    completion.turn,
)
COMPACTIONS: Table[Compaction] = Table(
    "compaction",
    (
        *("id", "session", "at", "turn", "trigger"),
        *("pre_tokens", "post_tokens", "seconds", "claim"),
    ),
    rows.compaction_row,
    rows.compaction,
    completion.compaction,
)
RETRIES: Table[Retry] = Table(
    "retry",
    ("id", "session", "at", "turn", "status", "seconds", "claim"),
    rows.retry_row,
    rows.retry,
    completion.retry,
)

OF_SESSIONS = tuple(it.name for it in (REQUESTS, TOOL_CALLS, TURNS, COMPACTIONS, RETRIES))
"""The tables whose rows belong to a session."""
