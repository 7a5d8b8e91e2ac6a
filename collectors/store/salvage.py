"""How what someone laid over a store is saved from the log of what was there before.

SQLite writes its log back when it closes a file, whatever that holds by now.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import closing, suppress
from pathlib import Path

from collectors.framework.regular_file import OPENING
from collectors.store.connection import connect_alone, sqlite3
from collectors.store.soundness import first_fault, set_aside, stamp

_MAKING = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC


def copied(path: Path) -> Path | None:
    """Copy a file to one beside it; None if it is no sound database, or there is no room."""
    copy = path.with_name(f"{path.name}.copy")
    try:
        with os.fdopen(os.open(copy, _MAKING, 0o600), "wb") as to:
            with os.fdopen(os.open(path, OPENING), "rb") as source:
                shutil.copyfileobj(source, to)
            to.flush()
            os.fsync(to.fileno())
        with closing(connect_alone(copy)) as db:
            if not first_fault(db):
                return copy
    except (OSError, sqlite3.Error):
        pass
    with suppress(OSError):
        copy.unlink()
    return None


def laid_back(copy: Path, path: Path) -> Path:
    """Put a copy in the place of what it was made from; where that was put."""
    aside = set_aside(path, stamp=stamp(time.time()))
    copy.rename(path)
    return aside
