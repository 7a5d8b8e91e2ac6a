"""A command of the user's, or of a repository that the user trusts, as a place for notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from collectors import program
from dashboard.notices.channel import Outcome
from dashboard.notices.notice import Notice, environment


@dataclass(frozen=True, slots=True)
class Command:
    """A program that is run for each notice, which it finds in PERFDASH_ALERT_*."""

    words: tuple[str, ...]
    folder: Path
    """Where it runs."""
    is_trusted: Callable[[], bool] = lambda: True
    """Asked before each run: what it was trusted for may have changed."""
    name: str = "notify.command"

    def send(self, notice: Notice, halted: Callable[[], bool]) -> Outcome:
        """Run it, and say how it ended."""
        if not self.is_trusted():
            said = "not run: what was trusted has changed: perfdash trust shows it"
            return Outcome(self.name, said, failed=True)
        ended = program.run(
            self.words, folder=self.folder, environment=environment(notice), halted=halted
        )
        return Outcome(self.name, ended.words, failed=ended.code != 0)
