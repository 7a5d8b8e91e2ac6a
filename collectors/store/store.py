"""One framework's measurements: the facade of all that is written to and read from its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from collectors.config import StoreConfig
from collectors.errors import StoreError
from collectors.framework.module import Content, Footing, Framework
from collectors.model import Event, Record, Run, Status, Trigger
from collectors.store import (
    footing,
    framework,
    journal,
    lease,
    memory,
    samples,
    soundness,
)
from collectors.store.connection import Database, sqlite3
from collectors.store.location import place
from collectors.store.marks import GENERATION, mark
from collectors.store.opening import explain
from collectors.store.reader import Reader

if TYPE_CHECKING:  # not everyone asks for them, and they take half as long to import as all else
    from collectors.store.stored_alerts import StoredAlerts
    from collectors.store.stored_baselines import StoredBaselines
    from collectors.store.stored_samples import StoredSamples
    from collectors.store.stored_sessions import StoredSessions
    from collectors.store.writer import Writer

T = TypeVar("T")


class Store:
    """A store, open in the one thread that opened it, or for reading in one thread at a time."""

    def __init__(
        self, path: Path, *, writable: bool, config: StoreConfig | None = None, note: str = ""
    ) -> None:
        self.path = path
        self._note = note
        self._writer = _writer(path, config or StoreConfig()) if writable else None
        self._reader = Reader(path)
        self._known = framework.Known()

    @classmethod
    def open(cls, root: Path, *, writable: bool, config: StoreConfig | None = None) -> Self:
        """Open the store of a framework's root.

        Raises `LeaseHeldError` when another process writes to it, `StoreError` when it cannot be
        written at all. To read, it need not exist: it then answers emptily until it does.
        """
        found = place(root)
        return cls(found.path, writable=writable, config=config, note=found.note)

    @classmethod
    def at(cls, path: Path, *, writable: bool, config: StoreConfig | None = None) -> Self:
        """Open the store in a file of your choice."""
        return cls(path, writable=writable, config=config)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Whether this one holds the lease."""
        return self._writer is not None

    @property
    def measurements(self) -> StoredSamples:
        """What is stored of series and their samples."""
        from collectors.store.stored_samples import StoredSamples

        return StoredSamples(self._read)

    @property
    def alerts(self) -> StoredAlerts:
        """What is stored of alerts."""
        from collectors.store.stored_alerts import StoredAlerts

        return StoredAlerts(self._read)

    @property
    def baselines(self) -> StoredBaselines:
        """What is stored of baselines, and of comparisons with them."""
        from collectors.store.stored_baselines import StoredBaselines

        return StoredBaselines(self._read)

    @property
    def sessions(self) -> StoredSessions:
        """What is stored of sessions."""
        from collectors.store.stored_sessions import StoredSessions

        return StoredSessions(self._read)

    def close(self) -> None:
        """Close it; a writer lets go of its lease."""
        self._reader.close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def add(self, run: Run, records: Iterable[Record]) -> None:
        """Write what a run measured, whole or not at all.

        While the disk is full it waits in memory for ten minutes; `status` tells.
        """
        self._writing().add(run, records)

    def maintain(self, now: int) -> None:
        """Roll up and delete a bounded piece of what is due; for the writer, at every tick."""
        self._writing().maintain(now)

    def drop_baseline(self, name: str) -> bool:
        """Forget a baseline and the contents that no other names; False when there is none."""
        return self._writing().drop_baseline(name)

    def check(self) -> None:
        """Look at the file itself, past what is cached, and begin anew if it is damaged; slow."""
        self._writing().check()

    @property
    def renewed(self) -> bool:
        """Whether the writer began a new file since it was opened: what it held is not there."""
        return self._writer is not None and self._writer.renewals > 0

    @property
    def blocked(self) -> str:
        """Why what was added waits to be written, here or by who records; empty if nothing does."""
        return self._writer.blocked if self._writer else lease.hindrance(self._lock)

    def framework(self) -> Framework:
        """The framework as last scanned; empty when it never was.

        What did not change since this was last asked is the same object again.
        """
        return self._read(self._known.framework, Framework())

    def footing(self) -> Footing | None:
        """What the framework as last scanned rests on; None when that is not known."""
        return self._read(footing.footing, None)

    def contents(self) -> dict[str, Content]:
        """Contents by digest."""
        return self._read(memory.contents, {})

    def token_counts(self) -> dict[str, int]:
        """Token counts by digest of the text."""
        return self._read(memory.token_counts, {})

    def generation(self) -> int:
        """A number that grows when the framework changes, or samples older than others appear."""
        return self._read(lambda db: mark(db, GENERATION), 0)

    def cold_loads(self, since: int) -> list[tuple[str, int, float]]:
        """Module, time and seconds of cold loads at or after a time, oldest first."""
        return self._read(lambda db: samples.cold_loads(db, since), [])

    def canary_seconds(self, since: int) -> list[tuple[int, float]]:
        """Time and seconds of canaries at or after a time, oldest first."""
        return self._read(lambda db: samples.canary_seconds(db, since), [])

    def runs(self, since: int) -> tuple[Run, ...]:
        """Runs at or after a time, oldest first."""
        return self._read(lambda db: journal.runs(db, since), ())

    def saves(self, since: int) -> tuple[Run, ...]:
        """Runs that a save brought about, at or after a time, oldest first."""
        return self._read(lambda db: journal.runs(db, since, (Trigger.SAVE,)), ())

    def events(self, since: int) -> tuple[Event, ...]:
        """Events at or after a time, oldest first."""
        return self._read(lambda db: journal.events(db, since), ())

    def statuses(self) -> tuple[Status, ...]:
        """The last word of every part, and of this store itself when it is degraded."""
        own = self.status()
        stored: tuple[Status, ...] = self._read(journal.statuses, ())
        return (*stored, own) if own.degraded else stored

    def status(self) -> Status:
        """How this store fares, as only this process can know."""
        trouble = self._writer.trouble if self._writer else self._seen()
        what = "recording to" if self._writer else "viewing"
        wrong = trouble or self._note
        return Status("store", bool(wrong), wrong or f"{what} {self.path}")

    def recorded_by(self) -> int:
        """The process that writes to this store, which may be this one; 0 when none does.

        -1 when there is one that has not yet said which.
        """
        return lease.holder(self._lock)

    def integrity(self) -> str:
        """What is first found wrong with the file, by reading all of it; empty when it is sound."""
        return self._read(soundness.first_fault, "")

    @property
    def _lock(self) -> Path:
        return self.path.with_name(f"{self.path.name}.lock")

    def _seen(self) -> str:
        """What is wrong, as far as one can see who only views."""
        if self._reader.trouble or not (hindrance := self.blocked):
            return self._reader.trouble
        return f"process {self.recorded_by()} is not recording: {hindrance}"

    def _writing(self) -> Writer:
        if self._writer is None:
            raise StoreError(f"{self.path} was opened to be read; open it writable to add to it")
        return self._writer

    def _read(self, query: Callable[[Database], T], empty: T) -> T:
        try:
            db = self._writer.db if self._writer else self._reader.db()
            return empty if db is None else query(db)
        except sqlite3.DatabaseError as error:
            if self._writer and self._writer.recover(error):
                return empty
            self._reader.demand_known()
            self._reader.close()
            explain(self.path, error)
        except (LookupError, TypeError, ValueError):
            self._reader.demand_known()
            raise


def _writer(path: Path, config: StoreConfig) -> Writer:
    from collectors.store.writer import Writer

    return Writer(path, config)
