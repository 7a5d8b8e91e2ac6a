"""When collectors are asked.

All measuring is done in one thread, on purpose: two runs at once would measure each other.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from collectors import registry
from collectors.agenda import Errand
from collectors.attempt import attempt, described
from collectors.baseline import DEFAULT_NAME
from collectors.baselines.inbox import Inbox
from collectors.baselines.requests import Action, Request
from collectors.clock import Clock
from collectors.config import Config
from collectors.decision import Word
from collectors.errands import Errands
from collectors.errors import LeaseHeldError, StoreError
from collectors.lookout import Lookout
from collectors.model import Event, Record, Run, Status, Trigger
from collectors.outfit import Build, Outfit
from collectors.pace import PAUSE_SECONDS, Pace
from collectors.rounds import OpenStore, Rounds, open_to_write
from collectors.serving import Serving
from collectors.store import location
from collectors.timetable import Timetable

RETRY_SECONDS = 5.0
"""How soon a store that could not be had is tried again."""

_MOST_NOTES = 1_000


class Scheduler:
    """Measures a root in a thread of its own, while nobody else writes to its store."""

    def __init__(
        self,
        root: Path,
        config: Config,
        *,
        on_run: Callable[[Run], None] = lambda _: None,
        open_store: OpenStore = open_to_write,
        build: Build = registry.build,
    ) -> None:
        """Take what to measure; `on_run` is called in the measuring thread."""
        self._root = root.resolve()
        self._clock = Clock()
        self._pace = Pace(on_run)
        self._pace.pause = min(PAUSE_SECONDS, config.dashboard.refresh_seconds)
        self._outfit = Outfit(self._root, config, self._clock, open_store, build)
        self._errands = Errands(self._clock, self._pace)
        refresh_seconds = config.dashboard.refresh_seconds
        self._timetable = Timetable(self._errands, refresh_seconds=refresh_seconds)
        self._serving = Serving(self._root, config, self._clock)
        self._unstored = 0
        self._statuses: tuple[Status, ...] = ()
        self._blocked = ""
        self._doubted = False
        self._notes: deque[Record] = deque(maxlen=_MOST_NOTES)
        self._recording = False
        self._thread = threading.Thread(target=self._work, name="perfdash-measure", daemon=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def refresh_seconds(self) -> float:
        """Seconds between two ticks; may be set at any time, from any thread."""
        return self._timetable.refresh_seconds

    @refresh_seconds.setter
    def refresh_seconds(self, seconds: float) -> None:
        self._timetable.refresh_seconds = seconds
        self._pace.pause = min(PAUSE_SECONDS, seconds)

    @property
    def recording(self) -> bool:
        """Whether this one writes to the store now."""
        return self._recording

    @property
    def statuses(self) -> tuple[Status, ...]:
        """How store and watch fare, even while that cannot be stored."""
        return self._statuses

    @property
    def blocked(self) -> str:
        """Why nothing can be written now; empty when it can, or when another perfdash writes."""
        return self._blocked

    def start(self) -> None:
        """Begin to measure, or to wait until the store is free."""
        self._thread.start()

    def stop(self) -> None:
        """Measure no more; return when the last run is stored and the store is closed."""
        self._errands.close()
        if self._thread.is_alive():
            self._thread.join()

    def ask(self, trigger: Trigger, dirty: frozenset[str] = frozenset()) -> None:
        """Measure soon, from any thread; what waits already is done once."""
        self._errands.ask(trigger, dirty)

    def doubt(self) -> None:
        """Have the store's file looked at soon, from any thread: a reader found it damaged."""
        self._doubted = True
        self.ask(Trigger.TICK)

    def note(self, *records: Record) -> None:
        """Store records with the next run, from any thread; a viewer has nothing to store."""
        if self.recording:
            self._notes.extend(records)

    def pin_baseline(self, name: str = DEFAULT_NAME) -> None:
        """Let whoever records pin what lies on disk, soon; an event tells how it went.

        Raises `BaselineError` when the name is none, or the one who records cannot be asked.
        """
        self._put(Request(Action.PIN, name))

    def decide(self, decision: Word) -> None:
        """Let whoever records, which may be another perfdash, remember a decision soon.

        It waits for the next one that records when none does. Raises `DecisionError` for one that
        makes no sense, `BaselineError` when nobody can be asked.
        """
        self._put(decision)

    def _put(self, asked: Request | Word) -> None:
        Inbox.beside(location(self._root)).put(asked)
        self.ask(Trigger.TICK)

    def _work(self) -> None:
        while not self._errands.closed.is_set():
            error = attempt(self._record)
            if error is not None:
                reason, waits = described(error), isinstance(error, LeaseHeldError)
                self._blocked = "" if waits else reason
                self._statuses = (Status("store", not waits, reason),)
                self._errands.closed.wait(RETRY_SECONDS)

    def _record(self) -> None:
        """Do errands until there are no more, or the store is a new one, which wants a new start.

        Raises what keeps them from being stored.
        """
        with ExitStack() as leaving:
            rounds = self._outfit.rounds(self._errands.closed, self._errands.is_pressed)
            leaving.callback(rounds.close)
            lookout = Lookout(self._root, self._outfit.config, self.ask)
            leaving.callback(lookout.stop)
            self._recording = True
            leaving.callback(self._finish, rounds)
            self.ask(Trigger.START)
            while not rounds.store.renewed and (errand := self._errands.next()):
                self._do(errand, rounds, lookout)
                rescan = partial(self._do, Errand(Trigger.RESCAN), rounds, lookout)
                self._serving.serve(rounds, rescan=rescan, on_run=self._tell)

    def _do(self, errand: Errand, rounds: Rounds, lookout: Lookout) -> None:
        if errand.trigger is Trigger.RESCAN:
            lookout.check()
        if self._doubted:
            self._doubted = False
            rounds.store.check()
        before = rounds.framework
        run = self._run(errand, rounds, lookout)
        if run.trigger is not Trigger.BACKLOG or not rounds.unfinished:
            self._tell(run)
        if errand.trigger is Trigger.START or rounds.framework is not before:
            lookout.watch(rounds.framework)
        self._timetable.follow(run, polling=lookout.misses_saves)
        lookout.follow(rounds.folders)
        if rounds.unfinished:
            self.ask(Trigger.BACKLOG)
        if errand.trigger is Trigger.TICK:
            rounds.store.maintain(run.at)

    def _tell(self, run: Run) -> None:
        self._pace.hear(run, self._clock.monotonic())

    def _run(self, errand: Errand, rounds: Rounds, lookout: Lookout) -> Run:
        statuses = (rounds.store.status(), *lookout.statuses)
        try:
            run = rounds.run(errand, (*statuses, *self._losses(), *self._noted()))
        except StoreError:
            self._unstored += 1
            raise
        self._unstored = 0
        self._statuses = (rounds.store.status(), *lookout.statuses)
        self._blocked = rounds.store.blocked
        return run

    def _finish(self, rounds: Rounds) -> None:
        """Write what was noted since the last run, and take no more."""
        self._recording = False
        if notes := tuple(self._noted()):
            rounds.store.add(Run(self._clock.now(), Trigger.ASKED), notes)

    def _noted(self) -> Iterator[Record]:
        while self._notes:
            yield self._notes.popleft()

    def _losses(self) -> Iterator[Record]:
        if self._unstored:
            detail = f"runs that could not be stored: {self._unstored}"
            yield Event(self._clock.now(), "samples-dropped", detail)
