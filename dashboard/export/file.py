"""How an export reaches a file whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from collectors.errors import PerfdashError


def write(path: Path, data: bytes) -> None:
    """Replace a regular file, or make a new one; never write through a link or into a device."""
    _refuse_unless_replaceable(path)
    part = path.with_name(f".perfdash-{os.getpid()}.part")
    try:
        _write_new(part, data)
        part.replace(path)
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise PerfdashError(f"{part} was left behind and is in the way: remove it") from error
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise PerfdashError(
            f"cannot write {path}: {error.strerror}; choose another file"
        ) from error


def _refuse_unless_replaceable(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise PerfdashError(f"cannot write {path}: {error}; choose another file") from error
    if stat.S_ISLNK(mode):
        raise PerfdashError(f"{path} is a symbolic link; name the file it points to")
    if not stat.S_ISREG(mode):
        raise PerfdashError(f"{path} is no regular file; choose another one")


def _write_new(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
