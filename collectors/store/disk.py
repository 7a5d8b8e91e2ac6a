"""Whether the disk beneath a store still takes what is written.

It is asked before SQLite is: the index of a log lies in memory that the disk backs, and whoever
writes there on a disk that became read-only is ended by a signal that no one can catch.
"""

from __future__ import annotations

import os
from errno import EROFS
from pathlib import Path

from collectors.errors import StoreError


def is_writable(path: Path) -> bool:
    """Whether a store could be written now; also where there is none, and one may be made."""
    if not os.access(path, os.W_OK):
        return not path.exists()
    # A disk that its system gave up after a fault still says that it may be written.
    return not _is_read_only(f"{path}.lock")


def demand_writable(path: Path) -> None:
    """Raise `StoreError` when a file can only be read."""
    if not is_writable(path):
        raise StoreError(
            f"{path} can only be read: the disk became read-only; make it writable again, or set"
            " XDG_STATE_HOME to a folder on another disk"
        )


def _is_read_only(beside: str) -> bool:
    """Whether a file cannot be opened to be written; of the store itself that would drop locks."""
    try:
        os.close(os.open(beside, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK))
    except OSError as error:
        return error.errno == EROFS
    return False
