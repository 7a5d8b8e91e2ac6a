"""What a store tells of baselines; of a file that an older perfdash made, nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from collectors.baseline import Baseline, Comparison, Origin
from collectors.store import baselines, comparisons
from collectors.store.connection import Database
from collectors.store.marks import BASELINES, COMPARISONS, mark
from collectors.store.reader import Read

T = TypeVar("T")


class StoredBaselines:
    """Baselines and comparisons with them; answers raise `StoreError` when they cannot be read."""

    def __init__(self, read: Read) -> None:
        """Take how the file is read."""
        self._file = read

    def generation(self) -> int:
        """A number that grows when a baseline is pinned, changed or dropped."""
        return self._file(lambda db: mark(db, BASELINES), 0)

    def listed(self) -> tuple[Baseline, ...]:
        """Every baseline, by name."""
        return self._read(baselines.baselines, ())

    def named(self, name: str) -> Baseline | None:
        """A baseline with all it holds; None when there is none of this name."""
        return self._read(lambda db: baselines.baseline(db, name), None)

    def origin(self, name: str) -> Origin | None:
        """Where a baseline came from; None when there is none of this name."""
        return self._read(lambda db: baselines.origin(db, name), None)

    def blob(self, digest: str) -> bytes | None:
        """The bytes of a file that a baseline keeps; None when none does."""
        return self._read(lambda db: baselines.blob(db, digest), None)

    def kept(self) -> dict[str, int]:
        """Bytes of the contents that baselines keep, by digest."""
        return self._read(baselines.kept, {})

    def comparisons(self, baseline: str) -> tuple[Comparison, ...]:
        """The newest comparison of each pair of contents with a baseline, oldest first."""
        return self._read(lambda db: comparisons.comparisons(db, baseline), ())

    def comparisons_generation(self) -> int:
        """A number that grows when comparisons come or go."""
        return self._file(lambda db: mark(db, COMPARISONS), 0)

    def _read(self, query: Callable[[Database], T], empty: T) -> T:
        return self._file(lambda db: query(db) if baselines.is_known(db) else empty, empty)
