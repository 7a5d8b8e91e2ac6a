"""How the dashboard is started in a terminal."""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path
from threading import Event, Thread

from collectors.clock import Clock
from collectors.config import Config
from dashboard.connection import Connection, OnRun


def launch(root: Path, config: Config, *, collect: bool) -> int:
    """Show the dashboard until the user leaves; its exit code."""
    gc.disable()  # The app turns it on again after the first frame.
    from dashboard.app import PerfdashApp

    def connect(on_run: OnRun) -> Connection:
        # What it imports takes longer than the first frame.
        from dashboard import headless

        return headless.connect(root, config, on_run, collect=collect)

    app = PerfdashApp(root, config, connect=connect, clock=Clock().now)
    app.run()
    return app.return_code or 0


def launch_demo(config: Config) -> int:
    """Show the dashboard on the bundled framework while a thread edits it."""
    from dashboard import demo

    stopped = Event()
    with tempfile.TemporaryDirectory(prefix="perfdash-demo-") as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        root = demo.lay_out(Path(folder))
        author = Thread(target=demo.play, args=(root,), kwargs={"stopped": stopped.wait})
        author.start()
        try:
            return launch(root, config, collect=True)
        finally:
            stopped.set()
            author.join()
