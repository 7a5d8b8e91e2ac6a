"""A record of a session as a row of plain values, which other processes and the store take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeAlias, TypeVar

from collectors.session import (
    Compaction,
    Request,
    Retry,
    Session,
    Telemetry,
    TokenUse,
    ToolCall,
    Turn,
)
from collectors.session_progress import Transcript

Flattened: TypeAlias = (
    Request | ToolCall | Turn | Compaction | Retry | Session | Transcript | Telemetry
)
T = TypeVar("T", bound=Flattened)
Row: TypeAlias = tuple[int, Sequence[object]]
"""A record's kind, by its number among `KINDS`, and its values; the last may be left out."""
_token_use: Callable[..., TokenUse] = TokenUse


class FlatRecord(Generic[T]):
    """How records of one kind are flattened: their tokens become values beside all others."""

    def __init__(self, kind: type[T], *, without: str = "") -> None:
        """Take the kind; its last field may be left out."""
        self.kind = kind
        self._make: Callable[..., T] = kind
        types = {it.name: str(it.type) for it in fields(kind) if it.name != without}
        self._tokens: slice | None = None
        if "tokens" in types:
            first, inner = [*types].index("tokens"), fields(TokenUse)
            self._tokens = slice(first, first + len(inner))
            flat = [*types.items()]
            flat[first : first + 1] = [(f"tokens.{it.name}", str(it.type)) for it in inner]
            types = dict(flat)
        self.names = tuple(name.removeprefix("tokens.") for name in types)
        self.types = tuple(types.values())
        """As they are written where the kind is."""
        self.values: Callable[[T], Sequence[object]] = attrgetter(*types)
        """All of a record's values, in the order of the names."""

    def record(self, values: list[object]) -> T:
        """The record that has these values; the list is used up."""
        if self._tokens:
            values[self._tokens] = (_token_use(*values[self._tokens]),)
        return self._make(*values)


REQUEST = FlatRecord(Request, without="hidden")
TOOL_CALL = FlatRecord(ToolCall)
TURN = FlatRecord(Turn)
COMPACTION = FlatRecord(Compaction)
RETRY = FlatRecord(Retry)
SESSION = FlatRecord(Session)
TRANSCRIPT = FlatRecord(Transcript)
TELEMETRY = FlatRecord(Telemetry)

KINDS: Sequence[FlatRecord[Any]] = (
    *(REQUEST, TOOL_CALL, TURN, COMPACTION, RETRY),
    *(SESSION, TRANSCRIPT),
)
"""Those that a file tells of."""
_NUMBERS = {it.kind: number for number, it in enumerate(KINDS)}


def row(record: Flattened) -> Row:
    """A record flattened."""
    number = _NUMBERS[type(record)]
    return number, KINDS[number].values(record)


def record(row: Row) -> Flattened:
    """The record of a row."""
    number, values = row
    made: Flattened = KINDS[number].record([*values])
    return made
