"""What a table of one kind of rows is made of: its columns, and how they are sorted and found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeAlias

from dashboard.table.column import Column, R

Value: TypeAlias = "float | str | None"
"""What a row is sorted by, of one kind in a column; None goes last either way."""


@dataclass(frozen=True, slots=True)
class Order:
    """By which column rows are sorted."""

    column: str
    """A key of `Sheet.sort_keys`."""
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """One kind of rows in a table."""

    columns: tuple[Column[R], ...]
    sort_keys: Mapping[str, Callable[[R], Value]]
    """By the keys of columns; those that are not there cannot be sorted by."""
    identity: Callable[[R], str]
    """What a row keeps while its cells change; equal rows are sorted by it."""
    words: Callable[[R], str]
    """The text that a filter looks into."""
    order: Order
    """To begin with."""
    ascending: tuple[str, ...] = ()
    """Columns that begin at the small end when they are chosen."""
    opens: bool = True
    """Whether there is more to a row than what it says."""

    def ordered(self, wanted: Iterable[R], order: Order) -> list[R]:
        """Sort rows; equal ones by identity, those without a value last."""
        by_identity = sorted(wanted, key=self.identity)
        valued = [*zip(map(self.sort_keys[order.column], by_identity), by_identity, strict=True)]
        known = [it for it in valued if it[0] is not None]
        known.sort(key=itemgetter(0), reverse=order.descending)
        return [row for _, row in known] + [row for value, row in valued if value is None]

    def first_order(self, column: str) -> Order:
        """How rows are sorted by a column when it is chosen."""
        return Order(column, descending=column not in self.ascending)

    def wants(self, row: R, text: str) -> bool:
        """Whether every word occurs in a row, and none of those that begin with `!`."""
        return bool(self.found((row,), text))

    def found(self, rows: Iterable[R], text: str) -> list[R]:
        """The rows that are wanted, in the order they come."""
        looked_for = text.casefold().split()
        if not looked_for:
            return [*rows]
        told = [(row, self.words(row).casefold()) for row in rows]
        for word in looked_for:
            if word.startswith("!") and len(word) > 1:
                told = [it for it in told if word[1:] not in it[1]]
            else:
                told = [it for it in told if word in it[1]]
        return [row for row, _ in told]

    def title(self, key: str) -> str:
        """How the column with a key is headed."""
        return next((column.title for column in self.columns if column.key == key), key)
