"""One walk through the folders that Claude Code writes sessions into."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from collectors.sessions.session_file import Home, SessionFile, session_file

_DEEPEST = 4
"""How far below a project's folder is looked: sub-agents lie two down."""
_BARREN = frozenset({"tool-results", "memory", "file-history"})
"""Folders of many files that are no sessions."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found on disk."""

    files: tuple[SessionFile, ...] = ()
    folders: tuple[str, ...] = ()
    """Those a session file may appear in: those of projects' folders, then the newest first."""
    refused: int = 0
    """Files and folders named like sessions' that are something else, or that we may not read."""


@dataclass(slots=True)
class Walk:
    """What is found on the way; no folder is entered twice, however folders are linked."""

    _seen: set[tuple[int, int]] = field(default_factory=set)
    _files: list[SessionFile] = field(default_factory=list)
    _folders: list[tuple[int, str]] = field(default_factory=list)
    _refused: int = 0

    def projects(self, top: str) -> Iterator[tuple[str, str]]:
        """Name and path of each project's folder."""
        for entry in self._entries(top):
            if _is_folder(entry):
                yield entry.name, entry.path

    def enter(self, folder: str, *, near: bool) -> None:
        """Take the sessions in a project's folder, and those of sub-agents below it."""
        self._enter(folder, Home(near=near), 0)

    def found(self, tops: Sequence[str]) -> Look:
        """All that was taken; the folders that hold projects come first."""
        folders = [path for _, path in sorted(self._folders, reverse=True)]
        folders.sort(key=lambda path: path not in tops)
        return Look(tuple(self._files), tuple(folders), self._refused)

    def _enter(self, folder: str, home: Home, depth: int) -> None:
        for entry in self._entries(folder):
            if entry.name.endswith(".jsonl"):
                self._take(entry, home)
            elif depth < _DEEPEST and entry.name not in _BARREN and _is_folder(entry):
                below = home if depth else Home(entry.name, f"{entry.path}.jsonl", near=home.near)
                self._enter(entry.path, below, depth + 1)

    def _take(self, entry: os.DirEntry[str], home: Home) -> None:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            return  # it vanished since
        if not stat.S_ISREG(status.st_mode):
            self._refused += 1
        elif file := session_file(entry.path, status, home):
            self._files.append(file)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """What lies in a folder that was not entered yet; nothing when we may not look."""
        try:
            status = Path(folder).stat()
            if (status.st_dev, status.st_ino) in self._seen:
                return []
            self._seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                found = list(entries)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError:
            self._refused += 1
            return []
        self._folders.append((status.st_mtime_ns, folder))
        return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False
