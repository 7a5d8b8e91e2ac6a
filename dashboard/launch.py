"""How the dashboard is started in a terminal."""

from __future__ import annotations

import gc
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from collectors import allocator
from collectors.clock import Clock
from collectors.config import Config
from collectors.errors import PerfdashError
from dashboard import omission

if TYPE_CHECKING:
    from dashboard.connection import Connection, OnRun

OPENSSL = ("ssl", "_hashlib")
"""What brings it: 5 MB for hashes that Python has too, and for webhooks, which import it later."""


def launch(root: Path, config: Config, *, collect: bool) -> int:
    """Show the dashboard until the user leaves; its exit code."""
    if not on_a_terminal():
        raise PerfdashError(
            "the dashboard needs a terminal, and there is none here; "
            "`perfdash scan`, `snapshot` and `collect` need none"
        )
    _fill_cells()
    allocator.share_one_arena()
    gc.disable()  # The app turns it on again when the first figures are there.
    with omission.absent(*OPENSSL):
        import hashlib  # noqa: F401 (it does without OpenSSL, if it is imported here)

        from dashboard.app import PerfdashApp

    def connect(on_run: OnRun) -> Connection:
        # What it imports takes longer than the first frame.
        from dashboard.commands import headless

        return headless.connect(root, config, on_run, collect=collect)

    app = PerfdashApp(root, config, connect=connect, clock=Clock().now)
    app.run()
    app.termination.over()
    return app.return_code or 0


def on_a_terminal() -> bool:
    """Whether there are keys to read and a screen to draw on; Textual draws on stderr."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _fill_cells() -> None:
    """Draw a question mark for what the terminal's encoding lacks; an escape fills other cells."""
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        sys.__stderr__.reconfigure(errors="replace")


def launch_demo(root: Path, config: Config) -> int:
    """Show the dashboard on a copy of the bundled framework while threads edit and use it."""
    from dashboard import demo

    stopped = Event()
    threads = [
        Thread(target=play, args=(root,), kwargs={"stopped": stopped.wait})
        for play in (demo.play, demo.converse)
    ]
    for thread in threads:
        thread.start()
    try:
        return launch(root, demo.settings(config), collect=True)
    finally:
        stopped.set()
        for thread in threads:
            thread.join()


@contextmanager
def demo_ground() -> Iterator[Path]:
    """A copy of the bundled framework, beside it a store and a session; all are gone afterwards."""
    from dashboard import demo

    with tempfile.TemporaryDirectory(prefix="perfdash-demo-") as folder:
        root = demo.lay_out(Path(folder))
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        os.environ["CLAUDE_CONFIG_DIR"] = str(demo.config_dir(root))
        yield root
