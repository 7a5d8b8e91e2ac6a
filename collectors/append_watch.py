"""Which session files just grew.

Events only make perfdash quick; that nothing is missed is up to looking again and again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.debounce import Bursts
from collectors.file_system import blindness, kind_of
from collectors.inotify import Watches
from collectors.model import Status
from collectors.session import hashed

if TYPE_CHECKING:
    from watchdog.observers.inotify_c import InotifyEvent

QUIET_SECONDS = 0.08
LONGEST_SECONDS = 0.25
"""What is written at once is told at once, and what is written for long is told again and again."""


class AppendWatcher:
    """Tells of files that grew in bursts, from a thread of its own, by the hash of their path.

    An empty set says that something appeared, or went unseen.
    """

    def __init__(
        self,
        on_append: Callable[[frozenset[str]], None],
        *,
        kind_of: Callable[[Path], str] = kind_of,
    ) -> None:
        self._kind_of = kind_of
        self._bursts = Bursts(on_append, quiet=QUIET_SECONDS, longest=LONGEST_SECONDS)
        self._watches = Watches(Path("/"), hear=self._hear, lose=self._bursts.lose)
        self._folders: frozenset[str] = frozenset()
        self._blind: dict[str, str] = {}

    def watch(self, folders: Iterable[str]) -> bool:
        """Watch these folders, named by whole paths, and no others; whether any is new."""
        wanted = frozenset(folders)
        new = wanted - self._folders
        if wanted != self._folders:
            self._folders = wanted
            self._watches.keep(wanted)
            self.check()
        if wanted and not self._bursts.running:
            self._bursts.start()
        return bool(new)

    def check(self) -> None:
        """Bring the watches in line with what lies on disk now."""
        kinds = ((folder, self._kind_of(Path(folder))) for folder in self._folders)
        self._blind = {folder: why for folder, kind in kinds if (why := blindness(kind))}
        if seen := self._folders - self._blind.keys():
            self._watches.follow(seen)

    def status(self) -> Status:
        """How many folders are watched, or why perfdash has to look for itself."""
        if trouble := next(iter(self._blind.values()), self._watches.trouble):
            detail = f"degraded: looked at with every reading, because {trouble}"
            return Status("session-watch", degraded=True, detail=detail)
        detail = f"{len(self._watches)} folders of sessions watched"
        return Status("session-watch", degraded=False, detail=detail)

    def stop(self) -> None:
        """Tell of nothing more."""
        self._watches.stop()
        self._bursts.stop()

    def _hear(self, folder: str, event: InotifyEvent) -> None:
        name = os.fsdecode(event.name)
        if event.is_directory:
            if event.is_create or event.is_moved_to:
                self._bursts.lose()
        elif name.endswith(".jsonl"):
            self._bursts.note(hashed(f"{folder}/{name}"))
