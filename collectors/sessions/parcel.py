"""What files tell of sessions, as bytes that one process of ours hands to another.

They are read by the process that started the one which wrote them, never from a file or a wire.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeAlias

from collectors.session import (
    Compaction,
    Request,
    Retry,
    Session,
    SessionRecord,
    TokenUse,
    ToolCall,
    Transcript,
    Turn,
)

_KINDS: tuple[type[SessionRecord], ...] = (
    *(Request, ToolCall, Turn, Compaction, Retry, Session, Transcript),
)
_Values: TypeAlias = Sequence[object]


def _names(kind: type[SessionRecord | TokenUse]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _getter(kind: type[SessionRecord]) -> Callable[[SessionRecord], _Values]:
    found: Callable[[SessionRecord], _Values] = attrgetter(*_names(kind))
    return found


_TOKENS = _names(Request).index("tokens")
_TOKEN_FIELDS: Callable[[TokenUse], _Values] = attrgetter(*_names(TokenUse))
_FIELDS: Mapping[type[SessionRecord], tuple[int, Callable[[SessionRecord], _Values]]] = {
    kind: (number, _getter(kind)) for number, kind in enumerate(_KINDS)
}


def packed(records: Iterable[SessionRecord]) -> bytes:
    """Write records down, which must be of the kinds that a file tells."""
    return marshal.dumps(list(map(_values, records)))


def unpacked(parcel: bytes) -> Iterator[SessionRecord]:
    """The records, as they were."""
    for number, values in marshal.loads(parcel):  # noqa: S302 - a process of ours wrote it
        if number:
            yield _KINDS[number](*values)
        else:
            yield _request(values)


def _request(values: list[Any]) -> Request:
    values[_TOKENS] = TokenUse(*values[_TOKENS])
    return Request(*values)


def _values(record: SessionRecord) -> tuple[int, _Values]:
    number, fields_of = _FIELDS[type(record)]
    values = fields_of(record)
    if isinstance(record, Request):
        return number, [*values[:_TOKENS], _TOKEN_FIELDS(record.tokens), *values[_TOKENS + 1 :]]
    return number, values
