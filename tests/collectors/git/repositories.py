"""Repositories made by git itself, with nothing of the user's settings."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

NOON = 1_800_014_400
"""Seconds."""

_SETTINGS = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ann",
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "Ann",
    "GIT_COMMITTER_EMAIL": "ann@example.org",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository and its folder."""

    root: Path

    def git(self, *words: str, said: bytes = b"", at: int = NOON) -> bytes:
        """Run git there, as a user would; what it prints."""
        date = f"{at} +0000"
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        return subprocess.run(
            ["git", "-C", str(self.root), *words],
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _SETTINGS | dates,
            check=True,
        ).stdout

    def commit(self, files: dict[str, str], subject: str = "Change", *, at: int = NOON) -> str:
        """Write files, commit all, and return the commit's hash."""
        for path, text in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "--allow-empty", "-qm", subject, at=at)
        return self.head

    @property
    def head(self) -> str:
        """The full hash of HEAD."""
        return self.git("rev-parse", "HEAD").decode().strip()

    def objects(self, kind: str, content: bytes) -> str:
        """Write an object as it is, whatever git would say of it; its hash."""
        words = ("hash-object", "-w", "--literally", "-t", kind, "--stdin")
        return self.git(*words, said=content).decode().strip()


def new_repository(root: Path) -> Repository:
    """An empty repository, whose branch is main."""
    root.mkdir(parents=True, exist_ok=True)
    repository = Repository(root)
    repository.git("init", "-q", "-b", "main")
    return repository
