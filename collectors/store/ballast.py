"""A file that is only there to be deleted: room to clean up in when the disk is full."""

from __future__ import annotations

import os
from pathlib import Path

SIZE = 4 * 1024 * 1024
_ROOM = 4 * SIZE
"""Free bytes there must be before ballast is taken on."""


def take_on(path: Path) -> None:
    """Have the disk set the ballast's room aside if it is missing and there is enough."""
    if path.exists() or _free(path.parent) < _ROOM:
        return
    try:
        fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        with os.fdopen(fd, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, SIZE)
    except OSError:
        # The room went elsewhere meanwhile; a part of the ballast would only be in the way.
        drop(path)


def drop(path: Path) -> bool:
    """Delete the ballast; say whether there was any."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _free(folder: Path) -> int:
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize
