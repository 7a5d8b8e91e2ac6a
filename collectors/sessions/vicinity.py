"""Which sessions run in a root: by Claude Code's own notes, or by its process where it has none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.presence import Presence
from collectors.sessions.roster import Roster

if TYPE_CHECKING:
    import psutil

SEARCH_SECONDS = 30.0
"""How often processes are searched: all of the machine's are looked at."""


class Vicinity:
    """Looks for what runs beside us."""

    def __init__(
        self, root: Path, roster: Roster, *, find: Callable[[Path], psutil.Process | None] | None
    ) -> None:
        """Take what Claude Code notes, and who searches for its process, if anybody does."""
        self._root = root
        self._roster = roster
        self._find = find
        self._process: psutil.Process | None = None
        self._search_at = 0.0

    def presence(self, now: float) -> Presence:
        """Say what runs by now (monotonic seconds)."""
        if self._roster.is_kept():
            return Presence(self._roster.living())
        process = self._found(now)
        since = round(process.create_time() * 1000) if process else 0
        return Presence(noted=False, process_since=since)

    def _found(self, now: float) -> psutil.Process | None:
        if self._process is not None and not self._process.is_running():
            self._process, self._search_at = None, now
        if self._process is None and self._find is not None and now >= self._search_at:
            self._search_at = now + SEARCH_SECONDS
            self._process = self._find(self._root)
        return self._process
