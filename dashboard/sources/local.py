"""What the store on this machine says, read little by little."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from collectors.baselines.environment import environment
from collectors.framework.module import Framework
from collectors.model import Run
from collectors.prices.table import NO_PRICES
from collectors.store import Store
from dashboard.days import days_began
from dashboard.sessions import Sessions
from dashboard.snapshot import Snapshot
from dashboard.sources.past import Past
from dashboard.sources.price_list import PriceList
from dashboard.sources.selection import Selection
from dashboard.sources.session_book import SessionBook, Wanted
from dashboard.sources.span import Span
from dashboard.sources.whereabouts import Whereabouts
from dashboard.sources.window import Window

_DAYS = 14
"""Days whose cost is told one by one."""


class LocalSource:
    """A store as a source, for one thread at a time.

    The samples of the window stay in memory, so that a snapshot costs what is new in it. All is
    read again when the store is another one, when older samples came to light, when the clock
    went back, and after an error.
    """

    def __init__(self, store: Store, *, whereabouts: Whereabouts | None = None) -> None:
        """Take a store, and which sessions are its root's; all in it, when nobody says."""
        self.all_roots: bool | None = None
        """Whether sessions of all roots are shown; None: when they were asked to be read."""
        self._store = store
        self._whereabouts = whereabouts or Whereabouts()
        self._since = 0
        self._book = SessionBook(store)
        self._file = (0, 0)
        self._generation = 0
        self._framework = Framework()
        self._runs: tuple[Run, ...] = ()
        self._window: Window | None = None
        self._selection = Selection()
        self._past = Past(store)
        self._prices = PriceList()

    @classmethod
    def of(cls, root: Path, config_dirs: Sequence[str] = ()) -> LocalSource:
        """Read the store of a framework's root, which need not exist yet."""
        whereabouts = Whereabouts.of(root.resolve(), config_dirs)
        return cls(Store.open(root, writable=False), whereabouts=whereabouts)

    @property
    def since(self) -> int:
        """The first moment that sessions count from, in unix milliseconds; 0: all of them do."""
        return self._since

    @since.setter
    def since(self, moment: int) -> None:
        self._since = moment
        self._book = SessionBook(self._store, Span(moment))

    def snapshot(self, now: int, *, window_seconds: int) -> Snapshot:
        """Say what is known about a window; raise `StoreError` when the store cannot be read."""
        window = self._window_at(now, window_seconds)
        self._window = None  # If reading fails half-way, all of it is read again.
        window.advance(now)
        self._window = window
        since = now - window_seconds * 1000
        self._runs = self._runs_since(since)
        self._past.follow(self._framework, self._runs)
        recording = self._store.recorded_by() != 0
        sessions = self._sessions(now, recorded=recording)
        return Snapshot(
            taken_at=now,
            window_seconds=window_seconds,
            framework=self._framework,
            series=self._selection.series(window, self._framework),
            runs=self._runs,
            statuses=self._store.statuses(),
            events=self._store.events(since),
            recording=recording,
            blocked=self._store.blocked,
            baseline=self._past.baseline,
            comparisons=self._past.comparisons,
            commits=self._past.commits,
            saves=self._past.saves,
            environment=environment(),
            alert_log=self._store.alerts.log(since),
            acknowledgements=self._store.alerts.acknowledgements(),
            silences=self._store.alerts.silences(since),
            sessions=sessions,
            prices=self._prices.table() if sessions.summaries else NO_PRICES,
            days=days_began(now, many=_DAYS),
        )

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def _sessions(self, now: int, *, recorded: bool) -> Sessions:
        wish = self.all_roots
        all_roots = self._store.sessions.all_roots() if wish is None else wish
        wanted = Wanted(self._whereabouts.project, all_roots=all_roots, recorded=recorded)
        return self._book.sessions(now, wanted)

    def _window_at(self, now: int, seconds: int) -> Window:
        """The window of the last snapshot if it can be moved on, or else a new one."""
        replaced, revised = self._follow_file(), self._follow_generation()
        window = self._window
        if window and not replaced and not revised and window.reaches(now, seconds=seconds):
            return window
        self._runs = ()
        return Window(self._store, now, seconds=seconds)

    def _follow_file(self) -> bool:
        """Whether the store is not the file it was."""
        try:
            status = self._store.path.stat()
            file = (status.st_dev, status.st_ino)
        except OSError:
            file = (0, 0)
        if file == self._file:
            return False
        self._file, self._generation, self._framework = file, 0, Framework()
        self._past = Past(self._store)
        self._book = SessionBook(self._store, Span(self._since))
        return True

    def _follow_generation(self) -> bool:
        """Read the framework if it may have changed; whether older samples may have appeared."""
        before, now = self._generation, self._store.generation()
        if now == before:
            return False
        known, self._framework = self._framework, self._store.framework()
        self._generation = now  # Not before it was followed: reading may fail.
        # A single step that changed the framework was not made by samples.
        return now != before + 1 or self._framework == known

    def _runs_since(self, since: int) -> tuple[Run, ...]:
        """The runs known before, and those at or after the newest of them."""
        newest = max(since, self._runs[-1].at) if self._runs else since
        kept = tuple(run for run in self._runs if since <= run.at < newest)
        return kept + self._store.runs(newest)
