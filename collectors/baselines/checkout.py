"""The framework of one commit as files in a folder of its own, laid out as far as it is needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from collectors.errors import BaselineError
from collectors.framework.grounds import printable
from collectors.framework.places import base, folders_above, parent
from collectors.framework.selection import SKILL_FILE, Selection
from collectors.git import Entry, contents, entries

LIMIT_BYTES = 64 * 1024 * 1024
"""More is not laid out: no framework is that large, but a repository around one can be."""


class Checkout:
    """A folder that files of a commit are written to.

    Links are made too, since a CLAUDE.md often is one, but only those that lead to a place inside
    and that no path of the commit leads through.
    """

    def __init__(self, root: Path, revision: str, folder: Path) -> None:
        """Take a framework's root, the full hash of a commit, and an empty folder."""
        self._root = root
        self._folder = folder
        self._room = LIMIT_BYTES
        found = entries(root, revision)
        self._folders = frozenset(it for entry in found for it in folders_above(entry.path))
        self._waiting = {printable(entry.path): entry for entry in found}

    def lay_out_framework(self, selection: Selection) -> None:
        """Write what a walk would find there."""
        skills = {parent(path) for path in self._waiting if base(path) == SKILL_FILE}
        reached: dict[str, bool] = {}

        def belongs(path: str) -> bool:
            folder = parent(path)
            if folder not in reached:
                reached[folder] = selection.reaches(path)
            in_skill = not skills.isdisjoint(folders_above(path))
            return reached[folder] and selection.takes(folder, base(path), in_skill=in_skill)

        self._lay_out(belongs)

    def lay_out_named(self, names: frozenset[str]) -> bool:
        """Write what else has one of these file names; whether there was any."""
        return self._lay_out(lambda path: base(path) in names)

    def _lay_out(self, wanted: Callable[[str], bool]) -> bool:
        chosen = [self._waiting.pop(path) for path in tuple(self._waiting) if wanted(path)]
        self._room -= sum(entry.bytes for entry in chosen)
        if self._room < 0:
            raise BaselineError(
                f"{self._root}: the framework has more than {LIMIT_BYTES >> 20} MiB at that commit;"
                " leave folders out by framework.exclude."
            )
        for entry, content in contents(self._root, sorted(chosen, key=lambda it: it.is_link)):
            self._write(entry, content)
        return bool(chosen)

    def _write(self, entry: Entry, content: bytes) -> None:
        file = self._folder / entry.path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if not entry.is_link:
                with file.open("xb") as new:
                    new.write(content)
            elif self._stays_inside(entry.path, os.fsdecode(content)):
                file.symlink_to(os.fsdecode(content))
        except (OSError, ValueError):
            return  # a name or a link that this file system cannot hold

    def _stays_inside(self, path: str, target: str) -> bool:
        if target.startswith("/") or path in self._folders:
            return False
        return not os.path.normpath(PurePosixPath(parent(path), target)).startswith("..")
