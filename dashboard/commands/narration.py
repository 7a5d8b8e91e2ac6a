"""What is said while session files are read, once that takes long."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from dashboard import units

if TYPE_CHECKING:
    from collectors.session_progress import Backlog

_SILENT_SECONDS = 1.0
"""Reading that takes no longer is not narrated, and what takes longer no more often."""


class Narration:
    """Says on stderr how much is left, where somebody may look."""

    def __init__(self) -> None:
        self._spoke = time.monotonic()

    def __call__(self, backlog: Backlog) -> None:
        """Say it, unless it is too early."""
        now = time.monotonic()
        if now - self._spoke > _SILENT_SECONDS and sys.stderr.isatty():
            self._spoke = now
            left = f"{units.counted(backlog.files, 'file')}, {units.size(backlog.bytes)}"
            click.echo(f"reading transcripts: {left} to go", err=True)
