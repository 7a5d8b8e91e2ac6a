"""How a file is read without hanging, without leaving the grounds, and without filling memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from collectors.framework.grounds import Grounds
from collectors.framework.module import Finding, Stamp

LIMIT_BYTES = 2 * 1024 * 1024
"""A larger file is not read: nobody writes a prompt of that size."""

_SNIFFED_BYTES = 8 * 1024
_PIECE_BYTES = 64 * 1024
"""Read at once of what is longer than it was: as much is allocated, however little there is."""
OPENING = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
"""How a file is opened: a pipe does not hang it, and no link leads it elsewhere."""


class FileRead(NamedTuple):
    """The bytes of a file, and its stamp from before they were read."""

    content: bytes
    stamp: Stamp


def stamp_of(status: os.stat_result) -> Stamp:
    """What tells this state of a file from another."""
    return Stamp(
        status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    )


def read(file: str, path: str) -> FileRead | Finding:
    """Read a regular file; say about `path` why it was not read. Never follows a link."""
    try:
        return _refusal(os.lstat(file), path) or _read(file, path)
    except OSError as error:
        return unreadable(path, error)
    except ValueError:  # a NUL or a lone surrogate, which no file name holds
        return Finding("unreadable", path, 0, "no file can have this name")


def read_module(grounds: Grounds, path: str) -> FileRead | Finding:
    """Read the file of a module, through a link when it leads to a place that may be read."""
    file = grounds.located(path)
    if Path(file).is_symlink():
        try:
            file = os.path.realpath(file)
        except OSError as error:  # it vanished since
            return unreadable(path, error)
        if not grounds.allows(file):
            return Finding("outside-root", path, 0, "leads to a file outside the framework")
    return read(file, path)


def unreadable(path: str, error: OSError) -> Finding:
    """What to say when the operating system refuses a file or a folder."""
    return Finding("unreadable", path, 0, f"cannot be read: {error.strerror or error}")


def _read(file: str, path: str) -> FileRead | Finding:
    descriptor = os.open(file, OPENING)
    try:
        status = os.fstat(descriptor)
        return _refusal(status, path) or _read_open(descriptor, status, path)
    finally:
        os.close(descriptor)


def _refusal(status: os.stat_result, path: str) -> Finding | None:
    if not stat.S_ISREG(status.st_mode):
        return Finding("not-a-file", path, 0, "is a folder, link, pipe, socket or device")
    if status.st_size > LIMIT_BYTES:
        detail = f"{status.st_size:,} bytes; files over {LIMIT_BYTES:,} are not read"
        return Finding("too-large", path, 0, detail)
    return None


def _read_open(descriptor: int, status: os.stat_result, path: str) -> FileRead | Finding:
    content = os.read(descriptor, _SNIFFED_BYTES)
    if b"\0" in content:
        return Finding("binary", path, 0, "holds NUL bytes, so it is no text")
    if len(content) < status.st_size:
        content += os.read(descriptor, status.st_size - len(content))
    if len(content) != status.st_size:
        content = _read_on(descriptor, content)
    return FileRead(content, stamp_of(status))


def _read_on(descriptor: int, head: bytes) -> bytes:
    """What follows in a file whose size was no word to go by, but no more than the limit."""
    parts, left = [head], LIMIT_BYTES - len(head)
    while left > 0 and (part := os.read(descriptor, min(left, _PIECE_BYTES))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
