"""What perfdash stands on here: versions, places, limits, and what is degraded."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from shutil import disk_usage

from collectors.config_file import settings
from collectors.errors import ConfigError, StoreError
from collectors.file_system import kind_of
from collectors.prices import place
from collectors.store import Store, known_faults, sqlite_version
from collectors.user_folders import settings_file
from dashboard import units
from dashboard.safe_text import safe_text

_PACKAGES = ("textual", "plotext", "tiktoken", "watchdog", "psutil", "sqlite-utils")
_WATCH_LIMITS = ("max_user_watches", "max_user_instances", "max_queued_events")
_LEAST_FREE_BYTES = 16 * 1024 * 1024
_LIMITS = Path("/proc/sys/fs/inotify")


def examine(root: Path) -> Iterator[str]:
    """Yield a line for each thing worth knowing; those that are wrong begin with `!`."""
    yield _line("perfdash", version("perfdash"))
    yield _line("python", f"{platform.python_version()} on {platform.platform()}")
    yield _line("packages", ", ".join(f"{name} {version(name)}" for name in _PACKAGES))
    yield from _sqlite()
    yield _line("root", f"{root} ({kind_of(root) or 'unknown file system'})")
    yield from _settings(root)
    yield from _prices()
    yield from _store(root)
    yield from _limits()


def _sqlite() -> Iterator[str]:
    yield _line("sqlite", sqlite_version())
    for fault in known_faults(sqlite_version()):
        yield _line("sqlite", f"{fault}; perfdash has one writer and so avoids it")


def _settings(root: Path) -> Iterator[str]:
    path = settings_file()
    try:
        path.stat()
    except PermissionError:
        said = f"{path} may not be looked at: nothing of it is in force"
        yield _line("settings", said, wrong=True)
    except OSError:
        yield _line("settings", f"{path} (not written yet)")
    else:
        yield _line("settings", str(path))
    try:
        found = settings(root)
    except ConfigError as error:
        yield _line("settings", f"no command runs with these: {error}", wrong=True)
    else:
        for key, origin in found.origins:
            yield _line("settings", f"{key} set by {origin}")


def _prices() -> Iterator[str]:
    table = place.table()
    if table.note:
        yield _line("prices", table.note, wrong=True)
    yield _line("prices", ", ".join(dict.fromkeys(price.source for price in table.prices)))


def _store(root: Path) -> Iterator[str]:
    with Store.open(root, writable=False) as store:
        folder = store.path.parent
        yield _line("store", f"{store.path} ({_size(store.path)}, {kind_of(folder) or 'unknown'})")
        if blocked := _unwritable(folder):
            said = f"{blocked} cannot be written; set XDG_STATE_HOME to a folder that can"
            yield _line("store", said, wrong=True)
        recorder = store.recorded_by()
        yield _line("recorder", f"process {recorder}" if recorder else "nobody records here now")
        if (free := disk_usage(_existing(folder)).free) < _LEAST_FREE_BYTES:
            said = f"only {units.size(free)} free on its disk: what is measured may not be recorded"
            yield _line("store", said, wrong=True)
        try:
            yield from _stored(store)
        except StoreError as error:
            yield _line("store", str(error), wrong=True)


def _size(path: Path) -> str:
    try:
        return units.size(path.stat().st_size)
    except FileNotFoundError:
        return "no store yet"
    except OSError as error:
        return f"{error.strerror}"


def _stored(store: Store) -> Iterator[str]:
    if fault := store.integrity():
        yield _line("store", fault, wrong=True)
    for status in store.statuses():
        # That all is well with the store was written while it was, which may be long ago.
        if status.degraded or status.part != "store":
            yield _line(status.part, status.detail, wrong=status.degraded)


def _unwritable(folder: Path) -> Path | None:
    """The folder, or the one to make it in, if nothing may be made there."""
    there = _existing(folder)
    return None if os.access(there, os.W_OK) and os.path.isdir(there) else there  # noqa: PTH112 - see below


def _existing(folder: Path) -> Path:
    """The folder, or the one above it that is there; perhaps a file."""
    # A Path raises in a folder that nobody may enter.
    return next(it for it in (folder, *folder.parents) if os.path.exists(it))  # noqa: PTH110


def _limits() -> Iterator[str]:
    for name in _WATCH_LIMITS:
        try:
            yield _line("inotify", f"{name} {(_LIMITS / name).read_text('ascii').strip()}")
        except OSError:
            yield _line("inotify", f"{name} unknown: no inotify here, perfdash polls", wrong=True)


def _line(part: str, said: str, *, wrong: bool = False) -> str:
    return f"{'!' if wrong else ' '} {part:<10} {safe_text(said, cells=400)}"
