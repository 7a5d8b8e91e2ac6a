"""Where the app's readings come from: made after the first paint, read one at a time.

`open` and `read` are slow and belong in a thread; everything else belongs to the app's own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.config import Config
from collectors.consent import Consent
from collectors.errors import PerfdashError
from dashboard.connection import (
    Connect,
    Connection,
    OnRun,
    keep_nothing,
    know_nothing,
    refuse,
)
from dashboard.messages import (
    Asked,
    Connected,
    ConnectFailed,
    DetailRead,
    ReadingFailed,
    ReadingTaken,
    TextsRead,
)
from dashboard.revision import revision

if TYPE_CHECKING:  # what these import takes longer than the first frame
    from collectors.decision import Word
    from dashboard.analysis.alerting.concern import Concern
    from dashboard.decisions import Decided
    from dashboard.reading import Reading
    from dashboard.snapshot import Snapshot


class Feed:
    """A connection that is made once, and what is asked of it."""

    def __init__(
        self, root: Path, config: Config, *, connect: Connect, clock: Callable[[], int]
    ) -> None:
        self._root = root
        self._consent = Consent(root, config)
        self._connect = connect
        self._clock = clock
        self._connection: Connection | None = None
        self._reading = False
        self._wanted = False
        self._asked_at = 0

    @property
    def measures(self) -> bool:
        """Whether there is a recorder, and not only something to read."""
        return self._connection is not None and self._connection.recorder is not None

    @property
    def tells(self) -> bool:
        """Whether somebody outside of the screen is told of what readings say."""
        return self._connection is not None and self._connection.crier is not None

    def open(self, on_run: OnRun) -> Connected | ConnectFailed:
        """Make the connection; what happened is a message."""
        try:
            return Connected(self._connect(on_run))
        except PerfdashError as error:
            return ConnectFailed(str(error))

    def read(self) -> ReadingTaken | ReadingFailed:
        """Take a reading of what was opened; what happened is a message."""
        from dashboard.reading import read

        if self._connection is None:
            return ReadingFailed("There is nothing to read from yet.")
        try:
            reading = read(self._connection.source, self._consent.config(), self._clock())
        except PerfdashError as error:
            return ReadingFailed(str(error))
        crier = self._connection.crier
        notices = crier.hear(reading) if crier else ()
        return ReadingTaken(reading, revision(self._root), notices)

    def start(self, connection: Connection) -> None:
        """Use a connection, and measure if it can."""
        self._connection = connection
        if connection.recorder:
            connection.recorder.start()
        if connection.crier:
            connection.crier.start()

    def stop(self) -> None:
        """Measure and tell no more; return when the last run is stored."""
        if self._connection and self._connection.crier:
            self._connection.crier.stop()
        if self._connection and self._connection.recorder:
            self._connection.recorder.stop()

    def decide(self, decision: Word) -> None:
        """Have a decision remembered; raise `PerfdashError` when nobody can."""
        (self._connection.decide if self._connection else refuse)(decision)

    def run_now(self) -> None:
        """Measure once more, soon."""
        from collectors.model import Trigger

        if self._connection and self._connection.recorder:
            self._connection.recorder.ask(Trigger.ASKED)

    def decide_all(self, decided: Decided) -> Asked:
        """Have decisions remembered; slow. What happened is a message."""
        try:
            for decision in decided.decisions:
                self.decide(decision)
        except PerfdashError as error:
            return Asked(decided.said, str(error))
        return Asked(decided.said)

    def pin_baseline(self) -> Asked:
        """Have what lies on disk pinned as the default baseline; slow.

        How that went is answered in a later snapshot.
        """
        from collectors.baseline import DEFAULT_NAME

        said = f"pinning the baseline {DEFAULT_NAME}"
        if self._connection is None or self._connection.recorder is None:
            return Asked(said, "Nothing can be pinned here: this perfdash only views.")
        self._asked_at = self._clock()
        try:
            self._connection.recorder.pin_baseline()
        except PerfdashError as error:
            return Asked(said, str(error))
        return Asked(said)

    def answer(self, snapshot: Snapshot) -> str:
        """What became of a baseline that was asked for, once it is known; else empty."""
        if not self._asked_at:
            return ""
        events = (it for it in snapshot.events if it.kind.startswith("baseline-"))
        said = next((it.detail for it in events if it.at >= self._asked_at), "")
        self._asked_at = 0 if said else self._asked_at
        return said

    def texts(self, concern: Concern, reading: Reading) -> TextsRead:
        """Read and compare the texts behind a concern; slow."""
        from dashboard.evidence.texts import text_changes, unreadable

        kept = self._connection.kept if self._connection else keep_nothing
        try:
            changes = text_changes(concern, reading, root=self._root, kept=kept)
        except PerfdashError as error:
            changes = (unreadable(concern, error),)
        return TextsRead(concern.key, changes)

    def detail(self, session: str) -> DetailRead:
        """Read all that is known of a session; slow."""
        details = self._connection.details if self._connection else know_nothing
        try:
            return DetailRead(session, details(session))
        except PerfdashError as error:
            return DetailRead(session, None, str(error))

    def show_all_roots(self, *, wanted: bool) -> None:
        """Have the next readings show the sessions of all roots, as far as they are read."""
        if self._connection:
            self._connection.show_all_roots(wanted)

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
