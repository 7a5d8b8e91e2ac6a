"""The dashboard, noting when something is stored or read: `… -m tests.benchmarks.probe ROOT NOTES`.

A note is a line: what happened, the machine's monotonic seconds, the framework's tokens, and the
requests of the session beside us.
"""

from __future__ import annotations

import gc
import inspect
import sys
import time
from pathlib import Path
from typing import TextIO

from collectors import config_file
from collectors.clock import Clock
from collectors.model import Run, Trigger
from dashboard.app import PerfdashApp
from dashboard.connection import Connection, OnRun
from dashboard.messages import ReadingTaken

STORED, READ = "stored", "read"


class ProbedApp(PerfdashApp):
    """Notes its readings as they arrive, before it shows them."""

    CSS_PATH = str(Path(inspect.getfile(PerfdashApp)).with_name("perfdash.tcss"))

    notes: TextIO

    def on_reading_taken(self, message: ReadingTaken) -> None:
        """Note it; the dashboard's own answer to the message follows."""
        snapshot = message.reading.snapshot
        current = snapshot.sessions.current
        requests = len(current.requests) if current else 0
        _note(self.notes, READ, snapshot.framework.tokens, requests)


def main(root: Path, notes: TextIO) -> None:
    """Show the dashboard as `perfdash ROOT` does."""
    gc.disable()
    config = config_file.settings(root).config

    def connect(on_run: OnRun) -> Connection:
        from dashboard.commands import headless

        def stored(run: Run) -> None:
            if run.trigger is Trigger.SAVE:
                _note(notes, STORED)
            on_run(run)

        return headless.connect(root, config, stored, collect=True)

    app = ProbedApp(root, config, connect=connect, clock=Clock().now)
    app.notes = notes
    app.run()


def _note(notes: TextIO, what: str, tokens: int = 0, requests: int = 0) -> None:
    notes.write(f"{what} {time.monotonic()} {tokens} {requests}\n")


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="ascii", buffering=1) as file:
        main(Path(sys.argv[1]).resolve(), file)
