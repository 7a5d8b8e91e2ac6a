"""Where the sessions of a root begin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from collectors.sessions.config_dirs import config_dirs
from collectors.sessions.places import Places


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The folder that a root's sessions begin in, or below."""

    project: str = ""
    """Empty when all sessions are the root's, as those of Claude Code's own folder are."""

    @classmethod
    def of(cls, root: Path) -> Self:
        """Tell it as whoever reads the session files does."""
        places = Places(root, config_dirs())
        return cls("" if places.own_all else places.project)
