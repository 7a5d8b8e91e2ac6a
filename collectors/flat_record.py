"""Records of sessions as rows of plain values, which other processes and the store take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
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
Values: TypeAlias = Sequence[Any]
"""Those of one record, in the order of its fields."""
Row: TypeAlias = tuple[int, Values]
"""A record's kind, by its number among `KINDS`, and its values."""
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
        self.values: Callable[[T], Values] = attrgetter(*types)
        """All of a record's values, in the order of the names."""

    def record(self, values: Values) -> T:
        """The record that has these values."""
        if (tokens := self._tokens) is None:
            return self._make(*values)
        use = _token_use(*values[tokens])
        return self._make(*values[: tokens.start], use, *values[tokens.stop :])


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
NUMBERS = {it.kind: number for number, it in enumerate(KINDS)}


def row(record: Flattened) -> Row:
    """A record flattened."""
    number = NUMBERS[type(record)]
    return number, KINDS[number].values(record)


def record(row: Row) -> Flattened:
    """The record of a row."""
    number, values = row
    made: Flattened = KINDS[number].record(values)
    return made


@dataclass(frozen=True, slots=True)
class Rows:
    """Many records that stay flat from where they are read to where they are stored."""

    rows: Sequence[Row]

    def of(self, kind: FlatRecord[T]) -> Iterator[T]:
        """The records of one kind."""
        number = KINDS.index(kind)
        return (kind.record(values) for each, values in self.rows if each == number)
