"""A file that Claude Code writes a session into, as it lies there."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from collectors.session import hashed

_AGENT = "agent-"
_LINES = ".jsonl"


@dataclass(frozen=True, slots=True)
class Home:
    """What the folders tell of a file that lies in them."""

    session_id: str = ""
    """Of the session whose folder it is; empty in a project's own."""
    main: str = ""
    """The path of that session's own file."""
    near: bool = False
    """Whether it may be the root's, or one's below it, by its name."""


@dataclass(frozen=True, slots=True)
class SessionFile:
    """One file, with what `stat` said of it."""

    path: str
    session_id: str
    """Empty for a sub-agent's file that lies beside sessions: only its lines tell."""
    agent_id: str
    """Empty for a session's own."""
    main: str
    """The path of the session's own file; empty when only lines tell."""
    near: bool
    """Whether its session may have begun in the root or below, as far as folders tell."""
    device: int
    inode: int
    size: int
    modified_ns: int
    id: str = field(init=False)
    """Hash of its path."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", hashed(self.path))

    @property
    def state(self) -> tuple[int, int, int, int]:
        """What is another once it was written or replaced."""
        return self.device, self.inode, self.size, self.modified_ns

    @property
    def meta(self) -> str:
        """The path of what tells of a sub-agent; empty for a session's own."""
        return f"{self.path.removesuffix(_LINES)}.meta.json" if self.agent_id else ""


def session_file(path: str, status: os.stat_result, home: Home) -> SessionFile | None:
    """Make one of what lies at a path; None for a name that no session has."""
    stem = path.rpartition("/")[2].removesuffix(_LINES)
    agent_id = stem.removeprefix(_AGENT) if stem.startswith(_AGENT) else ""
    if not stem or (home.session_id and not agent_id):
        return None
    session_id, main = home.session_id, home.main
    if not session_id and not agent_id:
        session_id, main = stem, path
    return SessionFile(
        path,
        session_id,
        agent_id,
        main,
        home.near,
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
    )
