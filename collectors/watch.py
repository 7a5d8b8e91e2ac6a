"""Which files of a framework were just saved.

Events only make perfdash quick; that nothing is missed is up to the rescan.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.debounce import Bursts
from collectors.file_system import blindness, kind_of
from collectors.framework.grounds import printable
from collectors.framework.selection import CLAUDE_FOLDER, Selection, joined
from collectors.inotify import Watches, identity_of
from collectors.model import Status

if TYPE_CHECKING:
    from watchdog.observers.inotify_c import InotifyEvent

NEW_FOLDERS = 256
"""How many folders that hold nothing of the framework are watched: a build can make many."""

_TEMPORARY_ENDINGS = ("~", "#", ".part", ".swp", ".swx", ".tmp")


class Watcher:
    """Tells of saved files in bursts, from a thread of its own, as paths relative to the root.

    An empty set says that saves went unseen: anything may have changed.
    """

    def __init__(
        self,
        root: Path,
        selection: Selection,
        on_save: Callable[[frozenset[str]], None],
        *,
        kind_of: Callable[[Path], str] = kind_of,
    ) -> None:
        self._root = root
        self._selection = selection
        self._kind_of = kind_of
        self._modules: frozenset[str] = frozenset()
        self._homes: frozenset[str] = frozenset()
        self._wanted: frozenset[str] = frozenset({""})
        self._bursts = Bursts(on_save)
        self._watches = Watches(root, hear=self._hear, lose=self._bursts.lose)
        self._trouble = ""

    def watch(self, modules: Iterable[str]) -> None:
        """Watch the folders of these modules, those above, and those right below them."""
        known, self._modules = self._modules, frozenset(modules)
        if known == self._modules and self._bursts.running:
            return
        homes = frozenset(_folder(path) for path in self._modules if path[:1] not in ("/", "~"))
        if homes != self._homes or not self._bursts.running:
            self._homes = homes
            self._wanted = self._around(homes)
            self.check()
        if not self._bursts.running:
            self._bursts.start()

    def check(self) -> None:
        """Bring the watches in line with what lies on disk now."""
        self._trouble = self._blindness()
        if self._trouble:
            self._watches.stop()
        else:
            self._watches.follow(self._wanted)

    def status(self) -> Status:
        """How many folders are watched, or why perfdash has to look for itself."""
        trouble = self._trouble or self._watches.trouble
        if trouble:
            return Status("watch", degraded=True, detail=f"degraded: polling, because {trouble}")
        return Status("watch", degraded=False, detail=f"{len(self._watches)} folders watched")

    def stop(self) -> None:
        """Tell of nothing more."""
        self._watches.stop()
        self._bursts.stop()

    def _blindness(self) -> str:
        """Why there would be no events; empty when there are."""
        if identity_of(self._root) is None:
            return f"{self._root} is gone"
        return blindness(self._kind_of(self._root))

    def _around(self, homes: frozenset[str]) -> frozenset[str]:
        known = {CLAUDE_FOLDER}.union(*map(_upward, homes)) - {""}
        return frozenset({"", *known}.union(*map(self._below, known)))

    def _below(self, folder: str) -> Iterator[str]:
        try:
            with os.scandir(self._root / folder) as entries:
                names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
        except OSError:
            return
        yield from (joined(folder, name) for name in names if self._selection.enters(folder, name))

    def _hear(self, folder: str, event: InotifyEvent) -> None:
        name = os.fsdecode(event.name)
        if name and not event.is_directory:
            self._hear_file(folder, name)
        elif name and (event.is_create or event.is_moved_to):
            self._hear_folder(folder, name)
        elif (joined(folder, name) if name else folder) in self._wanted:
            self._bursts.lose()

    def _hear_file(self, folder: str, name: str) -> None:
        if self._may_be_module(folder, name):
            self._bursts.note(printable(joined(folder, name)))

    def _hear_folder(self, folder: str, name: str) -> None:
        """Watch a folder that appeared with all below it, then tell of the files there."""
        if not self._selection.enters(folder, name):
            return
        for path, below, files in os.walk(self._root / folder / name):
            here = Path(path).relative_to(self._root).as_posix()
            below[:] = (each for each in below if self._selection.enters(here, each))
            if here in self._wanted or len(self._watches) < len(self._wanted) + NEW_FOLDERS:
                self._watches.add(here)
            for file in files:
                self._hear_file(here, file)

    def _may_be_module(self, folder: str, name: str) -> bool:
        if joined(folder, name) in self._modules:
            return True
        if name.endswith(_TEMPORARY_ENDINGS) or ".tmp." in name:
            return False
        # Beside modules anything may be part of a skill; elsewhere names tell.
        return self._selection.takes(folder, name, in_skill=folder != "" and folder in self._homes)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _upward(folder: str) -> Iterator[str]:
    """The folder and all above it, the root as the empty path."""
    while folder:
        yield folder
        folder = _folder(folder)
    yield folder
