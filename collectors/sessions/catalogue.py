"""The session files that were found, kept up to date at little cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from collectors.sessions.places import Places
from collectors.sessions.session_file import SessionFile

LOOK_SHARE = 0.003
"""Share of one core that looking again and again may take: many files are looked for less often."""
MOST_FOLDERS = 256
"""How many folders are worth being watched: those in which something appeared last."""


class Catalogue:
    """Session files by their id."""

    def __init__(self, places: Places, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._places = places
        self._monotonic = monotonic
        self._look_at = 0.0
        self._strange: set[str] = set()
        self.files: dict[str, SessionFile] = {}
        self.folders: tuple[str, ...] = ()
        """Those in which files grow or appear."""
        self.refused = 0
        """What was passed over as no file, or as not for us."""

    @property
    def is_due(self) -> bool:
        """Whether another look would take no more than its share of the time."""
        return self._monotonic() >= self._look_at

    def look(self, *, all_roots: bool) -> None:
        """Find all files anew."""
        began = self._monotonic()
        found = self._places.look(all_roots=all_roots)
        self.files = {file.id: file for file in found.files}
        self.folders, self.refused = found.folders[:MOST_FOLDERS], found.refused
        self._strange.clear()
        ended = self._monotonic()
        self._look_at = ended + (ended - began) / LOOK_SHARE

    def grown(self, ids: Iterable[str], *, all_roots: bool) -> tuple[SessionFile, ...]:
        """The files of these ids as they are now; files that are new are looked for."""
        unknown = set(ids) - self.files.keys() - self._strange
        if unknown:
            self.look(all_roots=all_roots)
            self._strange |= unknown - self.files.keys()
        found = (self._again(self.files[id_]) for id_ in sorted(ids) if id_ in self.files)
        return tuple(file for file in found if file)

    def _again(self, file: SessionFile) -> SessionFile | None:
        try:
            status = Path(file.path).lstat()
        except OSError:
            return None
        self.files[file.id] = replace(
            file,
            device=status.st_dev,
            inode=status.st_ino,
            size=status.st_size,
            modified_ns=status.st_mtime_ns,
        )
        return self.files[file.id]
