"""The rows of a table in their places, and the cursor among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic

from dashboard.table.column import R


@dataclass(frozen=True, slots=True)
class Places(Generic[R]):
    """Rows as they are ordered."""

    rows: tuple[R, ...] = ()
    cursor: int = 0
    """The place it stands at; 0 where there are no rows."""

    @property
    def chosen(self) -> R | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def at(self, place: int) -> Places[R]:
        """The same rows with the cursor at a place, or at the nearest that there is."""
        return replace(self, cursor=max(min(place, len(self.rows) - 1), 0))

    def taken_by(self, rows: Iterable[R], identity: Callable[[R], str]) -> Places[R]:
        """Other rows; the cursor stays on its own, and in the first place."""
        places, place, chosen = Places(tuple(rows)), self.cursor, self.chosen
        if place and chosen is not None:
            name = identity(chosen)
            known = (at for at, row in enumerate(places.rows) if identity(row) == name)
            place = next(known, place)
        return places.at(place)
