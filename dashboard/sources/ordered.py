"""Records in order of time, where few change between two looks at all of them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeAlias, TypeVar

_FEW = 64
"""So many are put in one by one; more are sorted with all others."""

Place: TypeAlias = tuple[int, str]
"""A time, and an id for those of one time."""


class _Known(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Known)


class Ordered(Generic[R]):
    """Records by time, each id once; put in order when somebody first looks."""

    def __init__(self, time: Callable[[R], int]) -> None:
        self.by_id: dict[str, R] = {}
        """In no order."""
        self._time = time
        self._sorted: list[R] | None = None
        self._whole: tuple[R, ...] | None = None

    def put(self, records: Sequence[R]) -> None:
        """Add records, or put them in place of those with their ids."""
        if not records:
            return
        self._whole = None
        if self._sorted is None or len(records) > _FEW:
            self._sorted = None
            self.by_id.update((record.id, record) for record in records)
            return
        for record in records:
            self._put_one(record, self._sorted)

    @property
    def whole(self) -> tuple[R, ...]:
        """All of them by time; the same object until something is put in."""
        if self._sorted is None:
            self._sorted = sorted(self.by_id.values(), key=self._place)
        if self._whole is None:
            self._whole = tuple(self._sorted)
        return self._whole

    def _put_one(self, record: R, known: list[R]) -> None:
        before = self.by_id.get(record.id)
        if before is not None:
            del known[bisect_left(known, self._place(before), key=self._place)]
        self.by_id[record.id] = record
        insort(known, record, key=self._place)

    def _place(self, record: R) -> Place:
        return self._time(record), record.id
