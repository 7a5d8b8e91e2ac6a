"""Where the sessions of a root begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from collectors.sessions.config_dirs import config_dirs as every_dir
from collectors.sessions.places import Places


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The folder that a root's sessions begin in, or below."""

    project: str = ""
    """Empty when all sessions are the root's, as those of Claude Code's own folder are."""

    @classmethod
    def of(cls, root: Path, config_dirs: Sequence[str] = ()) -> Self:
        """Tell it as whoever reads the session files does, given the folders configured."""
        places = Places(root, every_dir(named=config_dirs))
        return cls("" if places.own_all else places.project)
