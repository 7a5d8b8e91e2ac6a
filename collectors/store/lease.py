"""Who may write to a store: the one process that holds the lock beside it."""

from __future__ import annotations

import fcntl
import os
import stat
import time
from pathlib import Path

from collectors.errors import LeaseHeldError, StoreError

_ATTEMPTS = 20
_PID_WIDTH = 20


class Lease:
    """The exclusive right to write, held until released or until the process dies."""

    def __init__(self, path: Path) -> None:
        fd = _open(path, os.O_CREAT | os.O_RDWR)
        if not _locked(fd):
            pid = _pid(fd)
            os.close(fd)
            raise LeaseHeldError(
                f"another perfdash{f' (process {pid})' if pid > 0 else ''} records to "
                f"{path.with_suffix('')}; this one can only view"
            )
        # One write that never shortens the file, so that no one reads half a number.
        os.pwrite(fd, b"%-*d\n" % (_PID_WIDTH, os.getpid()), 0)
        self._fd = fd

    def release(self) -> None:
        """Let another process write; to do it twice is harmless."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1


def holder(path: Path) -> int:
    """The process that holds the lease at a path, 0 when none does, -1 when it did not say."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return 0
    try:
        # A shared lock is granted unless a writer holds its own; closing gives it back.
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _pid(fd)
    else:
        return 0
    finally:
        os.close(fd)


def _open(path: Path, flags: int) -> int:
    try:
        fd = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    except OSError as error:
        raise StoreError(
            f"cannot lock {path}: {error.strerror}; perfdash can only view this store"
        ) from error
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise StoreError(f"{path} is not a regular file; move it away and start perfdash again")
    return fd


def _locked(fd: int) -> bool:
    # Someone who only asks for the holder has a shared lock for some microseconds.
    for _ in range(_ATTEMPTS):
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.002)
        else:
            return True
    return False


def _pid(fd: int) -> int:
    digits = os.pread(fd, _PID_WIDTH, 0).strip()
    return int(digits) if digits.isdigit() else -1
