"""What the files of a store are known to be, to notice that someone else changed them.

SQLite notices none of it: it goes on in a file that has no name any more, or lays its log over one
that is another. With a log beside it, the file itself changes when the log is written back, which
only the one who writes does.
"""

from __future__ import annotations

import os
import stat
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from collectors.store.connection import connect_alone, result_code, sqlite3
from collectors.store.opening import fault


class Breach(StrEnum):
    """What someone did to a store while it was written, in words."""

    DELETED = "the store was deleted"
    REPLACED = "the store was replaced by another file"
    OVERWRITTEN = "the store was overwritten with another file"
    BARED = "files beside the store were deleted"


@dataclass(frozen=True, slots=True)
class Seal:
    """A store's files as they were when it was last written."""

    path: Path
    file: tuple[int, int]
    """Its device and inode."""
    content: tuple[int, int]
    """Its bytes, and when it was modified."""
    beside: tuple[int, ...]
    """The inodes of log, index and lock; 0 for what is not there."""
    run: int
    """The newest run that is in the file itself; -1 when none can be read."""

    @classmethod
    def of(cls, path: Path) -> Self:
        """Seal a store as it is."""
        file, content = _looks(path)
        return cls(path, file, content, _beside(path), newest_run(path))

    def renewed(self) -> Seal:
        """Seal it again, after it was written."""
        file, content = _looks(self.path)
        beside = _beside(self.path)
        if (file, content, beside) == (self.file, self.content, self.beside):
            return self
        run = self.run if content == self.content else newest_run(self.path)
        return Seal(self.path, file, content, beside, run)

    def breach(self) -> Breach | None:
        """What someone else did since; None when nobody did anything."""
        file, content = _looks(self.path)
        if not file[1]:
            return Breach.DELETED
        if file != self.file:
            return Breach.REPLACED
        if content != self.content and not self._fits(content):
            return Breach.OVERWRITTEN
        there = zip(self.beside, _beside(self.path), strict=True)
        return Breach.BARED if any(was not in {0, now} for was, now in there) else None

    def _fits(self, content: tuple[int, int]) -> bool:
        """Whether the log still belongs to the file: another program may have written it back."""
        larger, newer = content[0] >= self.content[0], newest_run(self.path) >= self.run
        return larger and newer and not fault(self.path)

    def clear(self) -> None:
        """Delete log and index of what is no longer there: they would spoil what is instead."""
        for known, name in zip(self.beside, _names(self.path)[:2], strict=False):
            if known and _looks(name)[0][1] == known:
                with suppress(OSError):
                    Path(name).unlink()


def _names(path: Path) -> list[str]:
    return [f"{path}{end}" for end in ("-wal", "-shm", ".lock")]


def _beside(path: Path) -> tuple[int, ...]:
    return tuple([_looks(name)[0][1] for name in _names(path)])


def _looks(path: Path | str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Device and inode, size and time of modification; all 0 for what is there as no file."""
    try:
        found = os.stat(path)  # noqa: PTH116 - at every run, and half the time of a Path's
    except OSError:
        return (0, 0), (0, 0)
    if not stat.S_ISREG(found.st_mode):
        return (0, 0), (0, 0)
    return (found.st_dev, found.st_ino), (found.st_size, found.st_mtime_ns)


def newest_run(path: Path) -> int:
    """The newest run that is in a file itself, past any log; -1 when none can be read."""
    try:
        with closing(connect_alone(path)) as db:
            return int(db.execute("SELECT ifnull(max(id), 0) FROM run").fetchone()[0])
    except OSError:
        return -1
    except sqlite3.Error as error:  # of a new store all is in the log, its tables too
        return 0 if result_code(error) == sqlite3.SQLITE_ERROR else -1
