"""Whether the disk beneath a store still takes what is written.

It is asked before SQLite is: the index of a log lies in memory that the disk backs, and whoever
writes there on a disk that became read-only is ended by a signal that no one can catch.
"""

from __future__ import annotations

import os
from pathlib import Path

from collectors.errors import StoreError


def is_writable(path: Path) -> bool:
    """Whether a file could be written now; also where there is none, and one may be made."""
    return os.access(path, os.W_OK) or not path.exists()


def demand_writable(path: Path) -> None:
    """Raise `StoreError` when a file can only be read."""
    if not is_writable(path):
        raise StoreError(
            f"{path} can only be read: the disk became read-only; make it writable again, or set"
            " XDG_STATE_HOME to a folder on another disk"
        )
