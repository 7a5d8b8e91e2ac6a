"""Runs: every collector asked in turn, and all they say stored at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

from collectors import allocator
from collectors.agenda import Errand
from collectors.attempt import attempt, described
from collectors.clock import Clock
from collectors.config import Config
from collectors.errors import PerfdashError, StoreError
from collectors.framework.module import Framework
from collectors.model import Collector, Failure, Occasion, Record, Run, Sample, Status, Trigger
from collectors.session import Request
from collectors.store import Store
from collectors.tokens import RememberedTokenizer

OpenStore: TypeAlias = Callable[[Path, Config], Store]


def open_to_write(root: Path, config: Config) -> Store:
    """Open a root's store; raise `LeaseHeldError` while another perfdash writes to it."""
    return Store.open(root, writable=True, config=config.store)


@runtime_checkable
class Closing(Protocol):
    """A collector that holds something."""

    def close(self) -> None:
        """Let go of it."""
        ...


@runtime_checkable
class Following(Protocol):
    """A collector that reads files on from where it left them."""

    @property
    def unfinished(self) -> bool:
        """Whether it left something for want of time."""
        ...

    @property
    def folders(self) -> tuple[str, ...]:
        """Where files grow or appear, as whole paths."""
        ...

    def forget(self) -> None:
        """Go on from where the store says that it was: what it told since may be lost."""
        ...


class Rounds:
    """The collectors of one root and the store they fill; for the thread that opened the store."""

    def __init__(
        self,
        store: Store,
        collectors: tuple[Collector, ...],
        tokenizer: RememberedTokenizer,
        *,
        clock: Clock,
        halt: threading.Event,
    ) -> None:
        """Take who measures into what; a run is cut short once `halt` is set."""
        self.store = store
        self.framework = store.framework()
        self._collectors = collectors
        # Asked for once: whether an object follows a protocol takes as long as a query.
        self._following = tuple(each for each in collectors if isinstance(each, Following))
        self.tokenizer = tokenizer
        self._clock = clock
        self._halt = halt
        self._told: dict[str, Status] = {}

    @property
    def unfinished(self) -> bool:
        """Whether a collector left something to be read that can be stored now."""
        return not self.store.blocked and any(each.unfinished for each in self._following)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders in which collectors follow files."""
        return tuple(folder for each in self._following for folder in each.folders)

    def run(self, errand: Errand, notes: Iterable[Record] = ()) -> Run:
        """Ask every collector that answers to the trigger; store what it yielded, and the notes.

        A status is stored when it changes. Raises `StoreError` when nothing can be stored.
        """
        records = [note for note in (*notes, *self._clock.check()) if self._is_news(note)]
        at, began, before = self._clock.now(), self._clock.monotonic(), self.framework
        failures = tuple(self._ask_all(errand, at, records))
        seconds = self._clock.monotonic() - began
        ended = any(isinstance(record, Request) and record.ends_turn for record in records)
        paths = tuple(sorted(_saved(errand, before, self.framework)))
        run = Run(at, errand.trigger, paths, seconds, failures, ended)
        self.store.add(run, [*records, *self.tokenizer.fresh()])
        if errand.trigger is Trigger.START:
            self.tokenizer.release()
        elif errand.trigger is Trigger.RESCAN:
            self.tokenizer.rest()
            allocator.trim()
        return run

    def demand_room(self) -> None:
        """Raise `StoreError` when what a run told waits to be written."""
        if self.store.blocked:
            raise StoreError(
                f"nothing can be recorded ({self.store.blocked}): {self.store.path}; "
                "mend that, or set XDG_STATE_HOME to a folder on another disk"
            )

    def close(self) -> None:
        """Let go of what the collectors hold, and of the store."""
        with ExitStack() as leaving:
            leaving.callback(self.store.close)
            for collector in self._collectors:
                if isinstance(collector, Closing):
                    leaving.callback(collector.close)

    def _ask_all(self, errand: Errand, at: int, records: list[Record]) -> Iterator[Failure]:
        for collector in self._collectors:
            if errand.trigger not in collector.TRIGGERS or self._halt.is_set():
                continue
            if self.store.blocked and isinstance(collector, Following):
                collector.forget()
                continue
            began = self._clock.monotonic()
            occasion = Occasion(errand.trigger, at, self.framework, errand.dirty)
            error = attempt(partial(self._ask, collector, occasion, records))
            seconds = self._clock.monotonic() - began
            records.append(Sample("tick_seconds", seconds, (("collector", collector.NAME),)))
            if error is not None:
                yield Failure(collector.NAME, _described(collector, error))

    def _ask(self, collector: Collector, occasion: Occasion, records: list[Record]) -> None:
        """Add what a collector yields, one by one: what came before a failure is kept."""
        for record in collector.collect(occasion):
            if isinstance(record, Framework):
                self.framework = record
            if self._is_news(record):
                records.append(record)
            if self._halt.is_set():
                return

    def _is_news(self, record: Record) -> bool:
        if not isinstance(record, Status):
            return True
        known = self._told.get(record.part)
        self._told[record.part] = record
        return record != known


def _saved(errand: Errand, *frameworks: Framework) -> frozenset[str]:
    """Of what was saved what is a module or was one: editors save beside it what is neither."""
    if errand.trigger is not Trigger.SAVE:
        return errand.dirty
    modules = (module.path for each in frameworks for module in each.modules)
    return errand.dirty.intersection(modules) or errand.dirty


def _described(collector: Collector, error: Exception) -> str:
    """Say what went wrong; of who reads files on, no words that a file may have put there."""
    if isinstance(collector, Following) and not isinstance(error, PerfdashError):
        return type(error).__name__
    return described(error)
