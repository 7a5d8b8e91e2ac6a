"""Which files a framework has now, found again at the cost of what changed.

A save asks about the saved paths alone. Whatever is not plainly a file that changed, came or went
(links, folders, skills, pipes) is left to a new walk.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from collectors.config import FrameworkConfig
from collectors.framework.grounds import Grounds
from collectors.framework.module import Finding
from collectors.framework.places import base, parent
from collectors.framework.regular_file import stamp_of
from collectors.framework.selection import SKILL_FILE, Selection
from collectors.framework.walk import Found, Tree, walk


class Survey:
    """The files of one root, as last looked at."""

    def __init__(self, grounds: Grounds, selection: Selection) -> None:
        self.grounds = grounds
        self.tree = Tree()
        """As last walked."""
        self.files: dict[str, Found] = {}
        """By path, as they are now."""
        self.findings: tuple[Finding, ...] = ()
        self._selection = selection
        self._folders: frozenset[str] = frozenset()
        self._linked: frozenset[str] = frozenset()
        self._absent: set[str] = set()
        self._walked: frozenset[str] = frozenset()

    @classmethod
    def around(cls, root: Path, config: FrameworkConfig) -> Survey:
        """A survey of a root, of which nothing is known yet."""
        grounds = Grounds.around(root, config.allowed_roots)
        return cls(grounds, Selection.of(Path(grounds.root).name, config))

    @property
    def outside(self) -> tuple[str, ...]:
        """Where imports led beyond the last walk, whether or not there is a file; sorted."""
        return tuple(sorted(self._absent | (self.files.keys() - self._walked)))

    def refresh(self, dirty: frozenset[str] = frozenset()) -> Iterable[str]:
        """Look at the saved paths, or at everything, and name the files that were looked at.

        Raise OSError when the root is gone.
        """
        self._absent -= dirty
        if dirty and self._folders and all(self._look(path) for path in dirty):
            self.findings = tuple(it for it in self.findings if it.path not in dirty)
            return sorted(path for path in dirty if path in self.files)
        self._walk()
        return self.files

    def find_imported(self, path: str) -> bool:
        """Take in a file that is imported from where no walk looks; whether there is one."""
        if path in self.files or path in self._absent:
            return False
        found = self._found_outside(path)
        if found is None:
            self._absent.add(path)
            return False
        self.files[path] = found
        return True

    def _walk(self) -> None:
        tree = walk(self.grounds, self._selection)
        self.tree, self.findings = tree, tree.findings
        self.files = {found.path: found for found in tree.files}
        self._walked = frozenset(self.files)
        self._folders = frozenset(tree.folders)
        names = ((alias.name, alias.path) for alias in tree.aliases)
        self._linked = frozenset(name for pair in names for name in pair)
        self._absent.clear()

    def _look(self, path: str) -> bool:
        """Look at one saved path; False when only a walk can tell what it means."""
        if path in self._linked or path in self._folders:
            return False
        known = self.files.get(path)
        try:
            status = os.lstat(known.file if known else self.grounds.located(path))
        except (OSError, ValueError):
            return known is None or self._lose(path)
        if known is None:
            return self._meet(path, status)
        if not stat.S_ISREG(status.st_mode):
            return False
        self.files[path] = Found(path, known.file, stamp_of(status))
        return True

    def _lose(self, path: str) -> bool:
        if base(path) == SKILL_FILE:
            return False
        del self.files[path]
        return True

    def _meet(self, path: str, status: os.stat_result) -> bool:
        """Look at a path that was no file of the framework so far."""
        folder, name = parent(path), base(path)
        if not self._selection.reaches(path):
            return True
        if stat.S_ISDIR(status.st_mode) or stat.S_ISLNK(status.st_mode):
            return False
        in_skill = folder in self.tree.skill_folders
        if not self._selection.takes(folder, name, in_skill=in_skill):
            return True
        plain = stat.S_ISREG(status.st_mode) and status.st_nlink == 1
        if not plain or name == SKILL_FILE or folder not in self._folders:
            return False
        self.files[path] = Found(path, self.grounds.located(path), stamp_of(status))
        return True

    def _found_outside(self, path: str) -> Found | None:
        try:
            real = os.path.realpath(self.grounds.located(path))
            status = os.lstat(real)
        except (OSError, ValueError):
            return None
        if not (stat.S_ISREG(status.st_mode) and self.grounds.allows(real)):
            return None
        return Found(path, real, stamp_of(status))
