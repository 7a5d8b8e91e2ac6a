"""The tables of records: their columns are the fields, and types say how each is stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from sys import intern
from typing import Any, Generic, TypeAlias

import orjson

from collectors import flat_record as flat
from collectors.session import Counts
from collectors.store.connection import Database
from collectors.store.encoding import encode, plain
from collectors.store.session_tables.ids import (
    column,
    number,
    numbers,
    shared,
    text,
    unwrapped,
    wrapped,
)

_Column: TypeAlias = Callable[[Iterable[Any]], Iterable[object]]


def _written(told: Counts) -> str:
    return plain(encode(told))


def counts(written: str) -> Counts:
    """Those that were written as JSON."""
    return tuple((name, count) for name, count in orjson.loads(written))


_WRITTEN: Mapping[str, _Column] = {
    "Id": column,
    "OwnId": column,
    "Unsigned": partial(map, wrapped),
    "Counts": partial(map, _written),
}
_READ: Mapping[str, _Column] = {
    "Id": partial(map, shared),
    "OwnId": partial(map, text),
    "str": partial(map, intern),
    "bool": partial(map, bool),
    "Unsigned": partial(map, unwrapped),
    "Counts": partial(map, counts),
}
"""By the type of a field; what is not named here is stored as it is."""


def _spelt_out(value: object) -> object:
    return plain(value) if isinstance(value, str) else value


class Table(Generic[flat.T]):
    """A table of records of one kind, and what is kept beside them in columns of its own."""

    def __init__(
        self,
        name: str,
        kind: flat.FlatRecord[flat.T],
        *,
        key: str = "id",
        beside: Sequence[str] = ("revision",),
    ) -> None:
        """Take the column that no two rows have in common."""
        self.name = name
        self.kind = kind
        self._among = f"{key} IN (SELECT value FROM json_each(?))"  # noqa: S608 - our names
        self._written = [(at, _WRITTEN[it]) for at, it in enumerate(kind.types) if it in _WRITTEN]
        self._read = [(at, _READ[it]) for at, it in enumerate(kind.types) if it in _READ]
        columns = (*kind.names, *beside)
        changed = ", ".join(f"{it} = excluded.{it}" for it in columns if it != key)
        self._selected = f"SELECT {', '.join(kind.names)} FROM {name} WHERE"  # noqa: S608 - our names
        self._put = (
            f"INSERT INTO {name} ({', '.join(columns)})"  # noqa: S608 - our names
            f" VALUES ({','.join('?' * len(columns))})"
            f" ON CONFLICT ({key}) DO UPDATE SET {changed}"
        )

    def put(self, db: Database, rows: Collection[flat.Values], *beside: int) -> None:
        """Write rows in place of those with their keys; spell out what UTF-8 cannot hold."""
        try:
            db.executemany(self._put, _converted(rows, self._written, beside))
        except UnicodeEncodeError:
            stored = _converted(rows, self._written, beside)
            db.executemany(self._put, ([*map(_spelt_out, row)] for row in stored))

    def known(self, db: Database, keys: Iterable[str]) -> list[flat.T]:
        """What is stored under any of these keys."""
        return self.where(db, self._among, numbers(keys))

    def since(self, db: Database, revision: int) -> list[flat.T]:
        """What was written after a revision."""
        return self.where(db, "revision > ?", revision)

    def of(self, db: Database, session: str, after: int) -> list[flat.T]:
        """What was written of a session after a revision."""
        return self.where(db, "session = ? AND revision > ?", number(session), after)

    def where(self, db: Database, condition: str, *values: int | str) -> list[flat.T]:
        """What meets a condition, which is in words of ours."""
        found = db.execute(f"{self._selected} {condition}", values).fetchall()
        return [*map(self.kind.record, _converted(found, self._read))]


def _converted(
    rows: Collection[flat.Values],
    made_of: Iterable[tuple[int, _Column]],
    beside: Iterable[int] = (),
) -> Iterator[flat.Values]:
    """Rows with some columns made into others, each at once, and with the same values beside."""
    columns: list[Iterable[object]] = [*zip(*rows, strict=True)]
    for at, made in made_of if rows else ():
        columns[at] = made(columns[at])
    return zip(*columns, *(repeat(it, len(rows)) for it in beside), strict=True)


REQUESTS = Table("request", flat.REQUEST)
TOOL_CALLS = Table("tool_call", flat.TOOL_CALL)
TURNS = Table("turn", flat.TURN)
COMPACTIONS = Table("compaction", flat.COMPACTION)
RETRIES = Table("retry", flat.RETRY)
SESSIONS = Table("session", flat.SESSION)
TRANSCRIPTS = Table("transcript", flat.TRANSCRIPT, key="file", beside=("at", "revision"))
TELEMETRY = Table("telemetry", flat.TELEMETRY, key="key", beside=())

OF_SESSIONS = tuple(it.name for it in (REQUESTS, TOOL_CALLS, TURNS, COMPACTIONS, RETRIES))
"""The tables whose rows belong to a session."""
