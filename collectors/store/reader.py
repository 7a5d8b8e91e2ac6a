"""One who looks at a store that another process writes, replaces, or has yet to begin."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeVar

from collectors.errors import StoreError
from collectors.store import disk, schema
from collectors.store.connection import Database, sqlite3
from collectors.store.location import check_regular
from collectors.store.opening import open_for_reading

T = TypeVar("T")

_NOWHERE = (0, 0, False)
"""Device and inode of a file, and whether it could be written when it was opened."""


class Read(Protocol):
    """Puts a query to a file; what is empty is the answer while there is none."""

    def __call__(self, query: Callable[[Database], T], empty: T) -> T:
        """The answer; raises `StoreError` when the file cannot be read."""
        ...


class Reader:
    """A read-only connection that follows its path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: Database | None = None
        self._place = _NOWHERE
        self._version = 0
        self._beside: tuple[int, ...] = ()

    @property
    def trouble(self) -> str:
        """Why not all can be seen; empty when it can."""
        if self._is_newer():
            return "the store was written by a newer perfdash: it can only be viewed; update"
        return ""

    def demand_known(self) -> None:
        """Raise `StoreError` when what is there may be of a kind that only a newer one knows."""
        if self._is_newer():
            raise StoreError(
                f"update or restart perfdash: a newer one changed the store {self._path}, and this"
                " one does not understand all that it holds now"
            )

    def db(self) -> Database | None:
        """The store as it is at this path now; None before the first write."""
        try:
            status = self._path.lstat()
        except OSError:
            return None
        # Who opened it while the disk took writes would go on to write to the index of the log.
        place = status.st_dev, status.st_ino, disk.is_writable(self._path)
        if place != self._place or self._beside != self._beside_it():
            self.close()
            check_regular(self._path)
            self._db = open_for_reading(self._path)
            if self._db is None:
                return None
            self._place = place
        if self._db is not None and not self._version:
            self._version = schema.version(self._db)
            self._beside = self._beside_it()
        return self._db if self._version else None

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._db is not None:
            self._db.close()
        self._db, self._place, self._version = None, _NOWHERE, 0

    def _is_newer(self) -> bool:
        """Whether a newer perfdash wrote the file, which it may have done since it was opened."""
        with suppress(sqlite3.Error):
            return self._db is not None and schema.version(self._db) > schema.VERSION
        return False

    def _beside_it(self) -> tuple[int, ...]:
        """The inodes of log and index; who reads by one that was deleted sees what is no more."""
        return tuple(map(_inode, (f"{self._path}-wal", f"{self._path}-shm")))


def _inode(path: str) -> int:
    try:
        return os.stat(path).st_ino  # noqa: PTH116 - at every query, and half the time of a Path's
    except OSError:
        return 0
