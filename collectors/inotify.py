"""The kernel's watches on folders below a root, and whether they hold.

Watchdog is used one floor below its `Observer`. That one starts a thread for each folder that is
not watched with all below it (22 KiB each), says nothing at the kernel's limits or when events were
lost, and holds up what follows a file that was moved away for half a second.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from watchdog.observers.inotify_c import InotifyEvent, InotifyFD, Mask, WatchDescriptor

Identity: TypeAlias = tuple[int, int]
"""Device and inode: what a folder is, whatever it is called."""

_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


class Watches:
    """One watch for each folder; `hear` and `lose` are called by watchdog's thread."""

    def __init__(
        self, root: Path, *, hear: Callable[[str, InotifyEvent], None], lose: Callable[[], None]
    ) -> None:
        self._root = root
        self._hear = hear
        self._lose = lose
        self._inotify: InotifyFD | None = None
        self._watched: dict[str, _Watch] = {}
        self._lock = threading.RLock()
        self.trouble = ""
        """Why some folders are not watched; empty when all are."""

    def __len__(self) -> int:
        return len(self._watched)

    def follow(self, folders: Iterable[str]) -> None:
        """Watch these folders too, and let go of those that are gone or were replaced."""
        with self._lock:
            self.trouble = ""
            if self._inotify is None or not self._inotify.is_alive():
                self._start()
            for folder in [each for each in self._watched if self._is_stale(each)]:
                self._drop(folder)
            for folder in sorted(set(folders) - self._watched.keys()):
                self.add(folder)

    def keep(self, folders: Iterable[str]) -> None:
        """Let go of all but these folders."""
        with self._lock:
            for folder in self._watched.keys() - set(folders):
                self._drop(folder)

    def add(self, folder: str) -> None:
        """Watch one more folder, if it is there and nothing is in the way."""
        with self._lock:
            identity = identity_of(self._root / folder)
            if self._inotify and identity and not self.trouble and folder not in self._watched:
                self._watch(self._inotify, folder, identity)

    def stop(self) -> None:
        """Let go of all folders."""
        with self._lock:
            inotify, self._inotify = self._inotify, None
            self._watched.clear()
        if inotify:
            inotify.stop()
            inotify.join()

    def _start(self) -> None:
        from watchdog.utils import UnsupportedLibcError

        self._inotify = None
        self._watched.clear()
        # Without a handler, what watchdog logs would be printed over the screen.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        try:
            from watchdog.observers.inotify_c import InotifyFD

            inotify = InotifyFD()
        except (ImportError, UnsupportedLibcError):
            self.trouble = "this system has no inotify"
        except OSError as error:
            self.trouble = f"{error.strerror} (sysctl fs.inotify.max_user_instances)"
        else:
            inotify.start()
            self._inotify = inotify

    def _watch(self, inotify: InotifyFD, folder: str, identity: Identity) -> None:
        from watchdog.observers.inotify_c import CallbackId

        listener = _Listener(folder, self._hear, self._lose, self._forget)
        key = CallbackId(id(listener))
        try:
            wd = inotify.add_callback(os.fsencode(self._root / folder), _mask(), listener, key)
        except OSError as error:
            if error.errno not in _GONE:
                self.trouble = (
                    f"{error.strerror} at {len(self._watched)} folders"
                    " (sysctl fs.inotify.max_user_watches)"
                )
        else:
            self._watched[folder] = _Watch(identity, wd, listener)

    def _is_stale(self, folder: str) -> bool:
        return self._watched[folder].identity != identity_of(self._root / folder)

    def _drop(self, folder: str) -> None:
        from watchdog.observers.inotify_c import CallbackId

        watch = self._watched.pop(folder)
        if self._inotify:
            self._inotify.remove_callbacks([(watch.wd, CallbackId(id(watch.listener)))])

    def _forget(self, listener: _Listener) -> None:
        with self._lock:
            watch = self._watched.get(listener.folder)
            if watch and watch.listener is listener:
                del self._watched[listener.folder]


def identity_of(folder: Path) -> Identity | None:
    """What a folder is; None when it is not there."""
    try:
        status = folder.lstat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


@dataclass(frozen=True, slots=True)
class _Watch:
    identity: Identity
    wd: WatchDescriptor
    """-1 when we may not read the folder, and so need not watch it."""
    listener: _Listener


@dataclass(frozen=True, slots=True, eq=False)
class _Listener:
    """Whom watchdog calls about one folder."""

    folder: str
    hear: Callable[[str, InotifyEvent], None]
    lose: Callable[[], None]
    forget: Callable[[_Listener], None]

    def on_event(self, event: InotifyEvent) -> None:
        """Something happened in the folder, or to it."""
        self.hear(self.folder, event)

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:  # noqa: ARG002 - watchdog passes it
        """The folder is gone."""
        self.forget(self)

    def on_queue_overflow(self) -> None:
        """The kernel had more to tell than it could keep."""
        self.lose()


def _mask() -> Mask:
    """All that changes something; reading and opening would drown it."""
    from watchdog.observers.inotify_c import InotifyConstants as Event
    from watchdog.observers.inotify_c import Mask

    reading = Event.IN_ACCESS | Event.IN_OPEN | Event.IN_CLOSE_NOWRITE
    return Mask(Event.IN_ALL_EVENTS & ~reading | Event.IN_ONLYDIR | Event.IN_DONT_FOLLOW)
