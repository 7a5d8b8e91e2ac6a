"""When collectors are asked.

All measuring is done in one thread, on purpose: two runs at once would measure each other.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from collectors import registry
from collectors.agenda import Agenda, Errand
from collectors.append_watch import AppendWatcher
from collectors.attempt import attempt, described
from collectors.baseline import DEFAULT_NAME
from collectors.baselines.inbox import Inbox
from collectors.baselines.requests import Action, Request
from collectors.clock import Clock
from collectors.config import Config
from collectors.decision import SILENCE_HOURS, Acknowledgement, Matching, Word, silence
from collectors.errors import BaselineError, LeaseHeldError, StoreError
from collectors.framework.selection import Selection
from collectors.model import Collector, Event, Record, Run, Status, Trigger
from collectors.rounds import OpenStore, Rounds, open_to_write
from collectors.scan import ScanCollector
from collectors.serving import Serving
from collectors.session import Rating, Scope
from collectors.site import Site
from collectors.store import location
from collectors.tokens import Cl100k, RememberedTokenizer
from collectors.watch import Watcher

RETRY_SECONDS = 5.0
"""How soon a store that could not be had is tried again."""
RESCAN_SECONDS = 60.0
POLL_SECONDS = 3.0
"""How often is rescanned while the watch does not tell of every save."""
POLL_SHARE = 0.02
"""Share of one core that polling may take: a large framework is polled less often."""

_FIRST_TICK_SECONDS = 1.0
_MOST_NOTES = 1_000
_SHORTEST_REFRESH_SECONDS = 0.2

Build: TypeAlias = Callable[[Site], tuple[Collector, ...]]


def measure(root: Path, config: Config, *triggers: Trigger) -> tuple[Run, ...]:
    """Make these runs at once, without a thread; raise `StoreError` when the store is not ours."""
    with Scheduler(root, config) as scheduler:
        return tuple(scheduler.run_once(trigger) for trigger in triggers)


class Scheduler:
    """Measures a root in a thread of its own, while nobody else writes to its store."""

    def __init__(
        self,
        root: Path,
        config: Config,
        *,
        clock: Clock | None = None,
        on_run: Callable[[Run], None] = lambda _: None,
        open_store: OpenStore = open_to_write,
        build: Build = registry.build,
    ) -> None:
        """Take what to measure; `on_run` is called in the measuring thread."""
        self._root = root.resolve()
        self._config = config
        self._clock = clock or Clock()
        self._on_run = on_run
        self._open_store = open_store
        self._build = build
        self._rounds: Rounds | None = None
        self._agenda = Agenda()
        self._changed = threading.Condition()
        self._halt = threading.Event()
        self._refresh_seconds = config.dashboard.refresh_seconds
        self._rescan_cost = 0.0
        self._unstored = 0
        self._statuses: tuple[Status, ...] = ()
        self._blocked = ""
        self._doubted = False
        self._serving = Serving(self._root, config, self._clock)
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
        return self._refresh_seconds

    @refresh_seconds.setter
    def refresh_seconds(self, seconds: float) -> None:
        self._refresh_seconds = max(seconds, _SHORTEST_REFRESH_SECONDS)
        self._repeat(Trigger.TICK, self._refresh_seconds)

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

    def doubt(self) -> None:
        """Have the store's file looked at soon, from any thread: a reader found it damaged."""
        self._doubted = True
        self.ask(Trigger.TICK)

    def start(self) -> None:
        """Begin to measure, or to wait until the store is free."""
        self._thread.start()

    def stop(self) -> None:
        """Measure no more; return when the last run is stored and the store is closed."""
        with self._changed:
            self._halt.set()
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()
        if self._rounds:
            self._rounds.close()
            self._rounds = None

    def ask(self, trigger: Trigger, dirty: frozenset[str] = frozenset()) -> None:
        """Measure soon, from any thread; what waits already is done once."""
        with self._changed:
            self._agenda.ask(trigger, dirty)
            self._changed.notify()

    def pin_baseline(self, name: str = DEFAULT_NAME) -> None:
        """Let whoever records pin what lies on disk, soon; an event tells how it went.

        Raises `BaselineError` when the name is none, or the one who records cannot be asked.
        """
        Inbox.beside(location(self._root)).put(Request(Action.PIN, name))
        self.ask(Trigger.TICK)

    def acknowledge(self, key: str, severity: str) -> None:
        """Let whoever records remember, soon, that an alert of a severity was seen.

        An empty severity takes that back. Raises `BaselineError` when nobody can be asked.
        """
        self.decide(Acknowledgement(key, self._clock.now(), severity))

    def silence(
        self, matching: Matching, *, hours: float = SILENCE_HOURS, reason: str = ""
    ) -> None:
        """Let whoever records remember, soon, not to tell of alerts for some hours.

        Raises `DecisionError` for a silence of everything or without end.
        """
        self.decide(silence(matching, at=self._clock.now(), hours=hours, reason=reason))

    def rate(self, session: str, stars: int) -> None:
        """Let whoever records remember, soon, how satisfied the user is with a session, 1 to 5.

        Raises `DecisionError` for other stars, `BaselineError` when nobody can be asked.
        """
        self.decide(Rating(session, self._clock.now(), stars))

    def read_sessions(self, *, all_roots: bool) -> None:
        """Let whoever records read, from now on, the sessions of all roots or of this one alone.

        Raises `BaselineError` when nobody can be asked.
        """
        self.decide(Scope(all_roots))

    def decide(self, decision: Word) -> None:
        """Let whoever records, which may be another perfdash, remember a decision soon.

        It waits for the next one that records when none does. Raises `DecisionError` for one that
        makes no sense, `BaselineError` when nobody can be asked.
        """
        Inbox.beside(location(self._root)).put(decision)
        self.ask(Trigger.TICK)

    def note(self, *records: Record) -> None:
        """Store records with the next run, from any thread; a viewer has nothing to store."""
        if self.recording:
            self._notes.extend(records)

    def run_once(self, trigger: Trigger, dirty: frozenset[str] = frozenset()) -> Run:
        """Measure now, in this thread, with a scheduler that was not started.

        Raises `StoreError` when the store cannot be opened or written.
        """
        if self._rounds is None:
            self._rounds = self._open()
        run = self._rounds.run(Errand(trigger, dirty), (self._rounds.store.status(),))
        self._rounds.demand_room()
        return run

    def remember(self, *records: Record) -> None:
        """Store records now, in this thread, with a scheduler that was not started.

        Raises `StoreError` when the store cannot be opened or written.
        """
        self._rounds = self._rounds or self._open()
        self._rounds.store.add(Run(self._clock.now(), Trigger.ASKED), records)

    @property
    def unfinished(self) -> bool:
        """Whether the last run left something to be read, for one of `Trigger.BACKLOG`."""
        return self._rounds is not None and self._rounds.unfinished

    def fulfil(self, request: Request) -> str:
        """Do what is asked now, in this thread, with a scheduler that was not started.

        Returns what was done, in words. Raises `BaselineError` when it cannot be done, `StoreError`
        when the store cannot be opened or written.
        """
        for failure in self.run_once(Trigger.START).failures:
            if failure.collector == ScanCollector.NAME and request.action is not Action.DROP:
                raise BaselineError(failure.error)
        self._rounds = self._rounds or self._open()
        return self._serving.fulfil(request, self._rounds, Run(self._clock.now(), Trigger.ASKED))

    def _open(self) -> Rounds:
        with ExitStack() as half_open:
            store = self._open_store(self._root, self._config)
            half_open.callback(store.close)
            tokenizer = RememberedTokenizer(Cl100k(), store.token_counts())
            collectors = self._build(Site(self._root, self._config, tokenizer, store))
            rounds = Rounds(store, collectors, tokenizer, clock=self._clock, halt=self._halt)
            half_open.pop_all()
        return rounds

    def _work(self) -> None:
        while not self._halt.is_set():
            error = attempt(self._record)
            if error is not None:
                reason, waits = described(error), isinstance(error, LeaseHeldError)
                self._blocked = "" if waits else reason
                self._statuses = (Status("store", not waits, reason),)
                self._halt.wait(RETRY_SECONDS)

    def _record(self) -> None:
        """Do errands until halted, or until the store is a new one, which wants a new start.

        Raises what keeps them from being stored.
        """
        with ExitStack() as leaving:
            rounds = self._open()
            leaving.callback(rounds.close)
            selection = Selection.of(self._root.name, self._config.framework)
            watches = _Watches(
                Watcher(self._root, selection, self._hear),
                AppendWatcher(partial(self.ask, Trigger.APPENDED)),
            )
            leaving.callback(watches.saves.stop)
            leaving.callback(watches.appends.stop)
            self._recording = True
            leaving.callback(self._finish, rounds)
            self.ask(Trigger.START)
            while not rounds.store.renewed and (errand := self._next()):
                self._do(errand, rounds, watches)
                rescan = partial(self._do, Errand(Trigger.RESCAN), rounds, watches)
                self._serving.serve(rounds, rescan=rescan, on_run=self._on_run)

    def _finish(self, rounds: Rounds) -> None:
        """Write what was noted since the last run, and take no more."""
        self._recording = False
        if notes := tuple(self._noted()):
            rounds.store.add(Run(self._clock.now(), Trigger.ASKED), notes)

    def _noted(self) -> Iterator[Record]:
        while self._notes:
            yield self._notes.popleft()

    def _next(self) -> Errand | None:
        with self._changed:
            while not self._halt.is_set():
                now = self._clock.monotonic()
                if errand := self._agenda.next(now):
                    return errand
                self._changed.wait(self._agenda.wait(now))
        return None

    def _do(self, errand: Errand, rounds: Rounds, watches: _Watches) -> None:
        if errand.trigger is Trigger.RESCAN:
            watches.check()
        if self._doubted:
            self._doubted = False
            rounds.store.check()
        before = rounds.framework
        run = self._run(errand, rounds, watches)
        if run.trigger is not Trigger.BACKLOG or not rounds.unfinished:
            self._on_run(run)
        if errand.trigger is Trigger.START or rounds.framework is not before:
            watches.saves.watch(module.path for module in rounds.framework.modules)
        self._plan(run, degraded=watches.saves.status().degraded)
        self._follow(rounds, watches)
        if errand.trigger is Trigger.TICK:
            rounds.store.maintain(run.at)

    def _follow(self, rounds: Rounds, watches: _Watches) -> None:
        """Hear of files that grow, and read soon what there was no time for."""
        if watches.appends.watch(rounds.folders):
            # Something may have been written between the look and the watch.
            self.ask(Trigger.APPENDED)
        if rounds.unfinished:
            self.ask(Trigger.BACKLOG)

    def _run(self, errand: Errand, rounds: Rounds, watches: _Watches) -> Run:
        statuses = (rounds.store.status(), *watches.statuses())
        try:
            run = rounds.run(errand, (*statuses, *self._losses(), *self._noted()))
        except StoreError:
            self._unstored += 1
            raise
        self._unstored = 0
        self._statuses = (rounds.store.status(), *watches.statuses())
        self._blocked = rounds.store.blocked
        return run

    def _losses(self) -> Iterator[Record]:
        if self._unstored:
            detail = f"runs that could not be stored: {self._unstored}"
            yield Event(self._clock.now(), "samples-dropped", detail)

    def _plan(self, run: Run, *, degraded: bool) -> None:
        if run.trigger is Trigger.START:
            self._repeat(Trigger.TICK, self._refresh_seconds, first=_FIRST_TICK_SECONDS)
            # Something may have been saved between the scan and the watch.
            self.ask(Trigger.RESCAN)
        if run.trigger is Trigger.RESCAN:
            self._rescan_cost = run.seconds
        polling = min(max(POLL_SECONDS, self._rescan_cost / POLL_SHARE), RESCAN_SECONDS)
        self._repeat(Trigger.RESCAN, polling if degraded else RESCAN_SECONDS)

    def _repeat(self, trigger: Trigger, seconds: float, first: float | None = None) -> None:
        with self._changed:
            now = self._clock.monotonic()
            self._agenda.repeat(trigger, seconds=seconds, now=now, first=first)
            self._changed.notify()

    def _hear(self, saved: frozenset[str]) -> None:
        self.ask(Trigger.SAVE if saved else Trigger.RESCAN, saved)


@dataclass(frozen=True, slots=True)
class _Watches:
    """Who tells of what is written: to the framework, and to sessions."""

    saves: Watcher
    appends: AppendWatcher

    def check(self) -> None:
        """Bring both in line with what lies on disk now."""
        self.saves.check()
        self.appends.check()

    def statuses(self) -> tuple[Status, ...]:
        """How they fare."""
        return self.saves.status(), self.appends.status()
