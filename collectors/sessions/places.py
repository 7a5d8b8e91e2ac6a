"""Which session files there are, and in which folders more may appear."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from collectors.sessions.config_dirs import PROJECTS
from collectors.sessions.slug import may_hold
from collectors.sessions.walk import Look, Walk


class Places:
    """The folders in which sessions of a root lie, and those of all others."""

    def __init__(self, root: Path, config_dirs: Sequence[Path], folder_name: str = "") -> None:
        """Take what else a project's folder is called, where a variable names it."""
        self._tops = tuple(str(path / PROJECTS) for path in config_dirs)
        self._folder_name = folder_name
        real = {os.path.realpath(path) for path in (*map(str, config_dirs), *self._tops)}
        self.own_all = os.path.realpath(root) in real
        """Whether all sessions belong to the root, because it is where Claude Code keeps them."""
        self.project = str(root.parent if root.name == ".claude" and not self.own_all else root)
        """The folder that sessions of the root begin in, or below."""

    def look(self, *, all_roots: bool) -> Look:
        """Find the files that may be of the root's sessions, or those of all."""
        walk = Walk()
        for top in self._tops:
            for name, path in walk.projects(top):
                near = self._is_near(name)
                if near or all_roots:
                    walk.enter(path, near=near)
        return walk.found(self._tops)

    def _is_near(self, name: str) -> bool:
        return self.own_all or name == self._folder_name or may_hold(name, self.project)
