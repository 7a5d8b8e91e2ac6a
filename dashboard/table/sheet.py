"""What a table of one kind of rows is made of: its columns, and how they are sorted and found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeAlias

from dashboard.table.column import Column, R

Value: TypeAlias = "float | str | None"
"""What a row is sorted by; None goes last either way."""


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
        key = self.sort_keys[order.column]
        by_identity = sorted(wanted, key=self.identity)
        known = [row for row in by_identity if key(row) is not None]
        unknown = [row for row in by_identity if key(row) is None]
        known.sort(key=lambda row: _comparable(key(row)), reverse=order.descending)
        return known + unknown

    def first_order(self, column: str) -> Order:
        """How rows are sorted by a column when it is chosen."""
        return Order(column, descending=column not in self.ascending)

    def wants(self, row: R, text: str) -> bool:
        """Whether every word occurs in a row, and none of those that begin with `!`."""
        looked_for = text.casefold().split()
        if not looked_for:
            return True
        words = self.words(row).casefold()
        return all(_occurs(word, words) for word in looked_for)

    def title(self, key: str) -> str:
        """How the column with a key is headed."""
        return next((column.title for column in self.columns if column.key == key), key)


def _comparable(value: Value) -> tuple[float, str]:
    return (0.0, value) if isinstance(value, str) else (value or 0.0, "")


def _occurs(word: str, words: str) -> bool:
    if word.startswith("!") and len(word) > 1:
        return word[1:] not in words
    return word in words
