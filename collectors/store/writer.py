"""The one who writes a store: adds runs, keeps them while the disk is full, tidies up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from collectors.config import StoreConfig
from collectors.model import Record, Run
from collectors.store import disk
from collectors.store.batch import Batch
from collectors.store.connection import Database, immediate, sqlite3
from collectors.store.opening import explain
from collectors.store.tenure import FULL, READ_ONLY, Tenure
from collectors.store.upkeep import Upkeep
from collectors.store.waiting_runs import WaitingRuns

_LOG_ALARM = 64 * 1024 * 1024


class Writer:
    """A store that is held, and the runs that wait for room in it."""

    def __init__(self, path: Path, config: StoreConfig) -> None:
        self._path = path
        self._waiting = WaitingRuns()
        self._upkeep = Upkeep(path, config)
        self._tenure = Tenure(path)

    @property
    def db(self) -> Database:
        """The one connection that writes; another one after the file was opened again."""
        return self._tenure.db

    @property
    def renewals(self) -> int:
        """How often a file was begun anew, or opened again, since this one was made."""
        return self._tenure.renewals

    @property
    def trouble(self) -> str:
        """Why runs wait to be written, or what else is wrong; empty when nothing is."""
        if self.blocked:
            return self._waiting.trouble
        if (size := self._log_bytes()) > _LOG_ALARM:
            return f"a reader keeps the store from tidying up: its log grew to {size:,} bytes"
        return ""

    @property
    def blocked(self) -> str:
        """Why runs wait to be written; empty when none does."""
        return self._waiting.blocked

    def add(self, run: Run, records: Iterable[Record]) -> None:
        """Write a run after those that wait; keep it for later if the disk is full."""
        self._waiting.put(run, Batch.of(records))
        if not self._flush() and self._make_room(run.at):
            self._flush()
        self._tenure.tell(self.blocked)

    def drop_baseline(self, name: str) -> bool:
        """Forget a baseline at once; whether there was one."""
        from collectors.store import baselines
        from collectors.store.comparisons import drop_comparisons

        self._mind()
        disk.demand_writable(self._path)
        try:
            with self._tenure.writing(), immediate(self.db):
                drop_comparisons(self.db, name)
                return baselines.drop(self.db, name)
        except sqlite3.DatabaseError as error:
            explain(self._path, error)

    def maintain(self, now: int) -> None:
        """Write what waits; roll up, delete and shrink a bounded piece."""
        flushed = self._flush()
        self._tenure.tell(self.blocked)
        if not flushed:
            return
        with self._tenure.writing():
            try:
                self._upkeep.advance(self._tenure, now)
            except sqlite3.DatabaseError as error:
                self._cope(error)

    def recover(self, error: sqlite3.DatabaseError) -> bool:
        """Begin anew if that is what reading found; whether there is a new file now."""
        return self._tenure.recover(error)

    def check(self) -> None:
        """Begin anew if the file on the disk is damaged, whatever of it is still cached here."""
        self._mind()
        self._tenure.check()

    def close(self) -> None:
        """Write what waits if that is possible, and let another process write."""
        try:
            if not self._tenure.lacks_file and self._flush():
                self._tenure.mark_clean()
        except sqlite3.DatabaseError as error:
            self._cope(error)
        finally:
            self._tenure.close()

    def _flush(self) -> bool:
        """Write what waits, oldest first; say whether all of it is written."""
        self._mind()
        if not disk.is_writable(self._path):
            self._waiting.block(READ_ONLY)
            return False
        with self._tenure.writing():
            return self._written()

    def _written(self) -> bool:
        while self._waiting:
            run, batch = self._waiting.take()
            try:
                # Who opens the store next reads files again from the start, or from where it says.
                known = batch.without_files() if self.renewals else batch
                self._tenure.entries.add(run, known, told=self._waiting.loss(run.at))
            except sqlite3.DatabaseError as error:
                # What raises here can never be written: it must not hold up what comes after it.
                self._cope(error)
                self._waiting.put_back(run, batch)
                return False
            self._waiting.forget_loss()
        return True

    def _mind(self) -> None:
        if reason := self._tenure.mind():
            self._waiting.block(reason)

    def _cope(self, error: sqlite3.DatabaseError) -> None:
        self._waiting.block(self._tenure.cope(error))

    def _make_room(self, now: int) -> bool:
        """Use the room in reserve to delete what is too old; say whether there was any."""
        if self.blocked != FULL or not self._upkeep.give_way():
            return False
        try:
            self._upkeep.make_room(self._tenure, now)
        except sqlite3.DatabaseError as error:
            self._cope(error)
        return True

    def _log_bytes(self) -> int:
        try:
            return self._path.with_name(f"{self._path.name}-wal").stat().st_size
        except OSError:
            return 0
