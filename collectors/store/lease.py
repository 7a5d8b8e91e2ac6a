"""Who may write to a store: the one process that holds the lock beside it."""

from __future__ import annotations

import fcntl
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from collectors.errors import LeaseHeldError, StoreError

_ATTEMPTS = 20
_PID_WIDTH = 20
_HINDRANCE_WIDTH = 100


class Lease:
    """The exclusive right to write, held until released or until the process dies."""

    def __init__(self, path: Path) -> None:
        fd = _open(path, os.O_CREAT | os.O_RDWR)
        if not _locked(fd):
            pid = _pid(_read(fd))
            os.close(fd)
            raise LeaseHeldError(
                f"another perfdash{f' (process {pid})' if pid > 0 else ''} records to "
                f"{path.with_suffix('')}; this one can only view"
            )
        try:
            # One write that never shortens the file, so that no one reads half a number. It takes
            # the room for a hindrance too: later, on a full disk, there may be none.
            os.pwrite(fd, b"%-*d\n%*s\n" % (_PID_WIDTH, os.getpid(), _HINDRANCE_WIDTH, b""), 0)
        except OSError as error:
            os.close(fd)
            raise StoreError(
                f"cannot write {path}: {error.strerror}; free some space, or set XDG_STATE_HOME to"
                " a folder on another disk"
            ) from error
        self._fd = fd

    def tell(self, hindrance: str) -> None:
        """Let those who view know why nothing is written; empty when it is."""
        text = hindrance.encode()[:_HINDRANCE_WIDTH].ljust(_HINDRANCE_WIDTH)
        with suppress(OSError):
            os.pwrite(self._fd, text, _PID_WIDTH + 1)

    def release(self) -> None:
        """Let another process write; to do it twice is harmless."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1


def holder(path: Path) -> int:
    """The process that holds the lease at a path, 0 when none does, -1 when it did not say."""
    said = _said(path)
    return 0 if said is None else _pid(said)


def hindrance(path: Path) -> str:
    """Why whoever holds the lease at a path writes nothing; empty when it does, or nobody is."""
    said = _said(path) or b""
    return said[_PID_WIDTH:].decode(errors="replace").strip()


def _said(path: Path) -> bytes | None:
    """What is written in a lease; None when nobody holds it."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        # A shared lock is granted unless a writer holds its own; closing gives it back.
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(fd)
    else:
        return None
    finally:
        os.close(fd)


def _open(path: Path, flags: int) -> int:
    try:
        fd = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    except OSError as error:
        raise StoreError(
            f"cannot lock the store ({error.strerror}): make {path} a file that can be written,"
            " or move it away; until then perfdash can only view this store"
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


def _read(fd: int) -> bytes:
    return os.pread(fd, _PID_WIDTH + _HINDRANCE_WIDTH + 2, 0)


def _pid(said: bytes) -> int:
    digits = said[:_PID_WIDTH].strip()
    return int(digits) if digits.isdigit() else -1
