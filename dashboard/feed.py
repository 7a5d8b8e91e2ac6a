"""Where the app's readings come from: made after the first paint, read one at a time.

`open` and `read` are slow and belong in a thread; everything else belongs to the app's own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from collectors.config import Config
from collectors.errors import PerfdashError
from collectors.model import Trigger
from dashboard.connection import Connect, Connection, OnRun
from dashboard.messages import Connected, ConnectFailed, ReadingFailed, ReadingTaken
from dashboard.reading import read
from dashboard.revision import revision


class Feed:
    """A connection that is made once, and what is asked of it."""

    def __init__(
        self, root: Path, config: Config, *, connect: Connect, clock: Callable[[], int]
    ) -> None:
        self._root = root
        self._config = config
        self._connect = connect
        self._clock = clock
        self._connection: Connection | None = None
        self._reading = False
        self._wanted = False

    @property
    def measures(self) -> bool:
        """Whether there is a recorder, and not only something to read."""
        return self._connection is not None and self._connection.recorder is not None

    def open(self, on_run: OnRun) -> Connected | ConnectFailed:
        """Make the connection; what happened is a message."""
        try:
            return Connected(self._connect(on_run))
        except PerfdashError as error:
            return ConnectFailed(str(error))

    def read(self) -> ReadingTaken | ReadingFailed:
        """Take a reading of what was opened; what happened is a message."""
        if self._connection is None:
            return ReadingFailed("There is nothing to read from yet.")
        try:
            reading = read(self._connection.source, self._config, self._clock())
        except PerfdashError as error:
            return ReadingFailed(str(error))
        return ReadingTaken(reading, revision(self._root))

    def start(self, connection: Connection) -> None:
        """Use a connection, and measure if it can."""
        self._connection = connection
        if connection.recorder:
            connection.recorder.start()

    def stop(self) -> None:
        """Measure no more; return when the last run is stored."""
        if self._connection and self._connection.recorder:
            self._connection.recorder.stop()

    def run_now(self) -> None:
        """Measure once more, soon."""
        if self._connection and self._connection.recorder:
            self._connection.recorder.ask(Trigger.ASKED)

    def refresh_every(self, seconds: float) -> None:
        """Measure as often as the view is refreshed."""
        if self._connection and self._connection.recorder:
            self._connection.recorder.refresh_seconds = seconds

    def begin(self) -> bool:
        """Whether to read now; if not, because one reads already, it is remembered."""
        if self._connection is None:
            return False
        begins = not self._reading
        self._wanted = not begins
        self._reading = True
        return begins

    def finish(self) -> bool:
        """Whether to read again, because that was wanted meanwhile."""
        again, self._reading, self._wanted = self._wanted, False, False
        return again
