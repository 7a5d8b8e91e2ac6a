"""The one who writes a store: adds runs, keeps them while the disk is full, tidies up."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from collectors.config import StoreConfig
from collectors.model import Event, Record, Run
from collectors.store import ballast, disk, journal, retention, rollup, salvage
from collectors.store.batch import Batch
from collectors.store.connection import connect_read_only, immediate, result_code, sqlite3
from collectors.store.entries import Entries
from collectors.store.lease import Lease
from collectors.store.location import prepare
from collectors.store.marks import CLEAN, set_mark
from collectors.store.opening import explain, fault, open_for_writing
from collectors.store.present import Present
from collectors.store.seal import Breach, Seal
from collectors.store.soundness import DAMAGED

_WAITING_RUNS = 120
"""Ten minutes of runs at one every five seconds."""
_LOG_ALARM = 64 * 1024 * 1024

_REASONS = {
    sqlite3.SQLITE_FULL: "disk full",
    sqlite3.SQLITE_IOERR: "the disk reports errors",
    sqlite3.SQLITE_BUSY: "another program has locked the store",
    sqlite3.SQLITE_READONLY: "the disk became read-only",
    sqlite3.SQLITE_CANTOPEN: "the store's files cannot be opened",
}
"""Result codes that may pass, in words."""


class Writer:
    """A store's lease, its one writing connection, and the runs that wait for room."""

    def __init__(self, path: Path, config: StoreConfig) -> None:
        self._path = path
        self._config = config
        self._ballast = path.with_name(f"{path.name}.ballast")
        self._waiting: deque[tuple[Run, Batch]] = deque()
        self._lost = 0
        self._reason = ""
        self._tidied_on = -1
        self._seal: Seal
        self.renewals = 0
        """How often a file was begun anew, or opened again, since this one was made."""
        self._doubted = False
        self._open()

    @property
    def trouble(self) -> str:
        """Why runs wait to be written, or what else is wrong; empty when nothing is."""
        if self.blocked:
            many = len(self._waiting)
            waiting = f"{many} run{'s' * (many != 1)} waiting, {self._lost} lost"
            return f"not recording: {self.blocked}, {waiting}"
        if (size := self._log_bytes()) > _LOG_ALARM:
            return f"a reader keeps the store from tidying up: its log grew to {size:,} bytes"
        return ""

    @property
    def blocked(self) -> str:
        """Why runs wait to be written; empty when none does."""
        return self._reason if self._waiting else ""

    def add(self, run: Run, records: Iterable[Record]) -> None:
        """Write a run after those that wait; keep it for later if the disk is full."""
        self._waiting.append((run, Batch.of(records)))
        if len(self._waiting) > _WAITING_RUNS:
            self._waiting.popleft()
            self._lost += 1
        if not self._flush() and self._make_room(run.at):
            self._flush()
        self._tell()

    def drop_baseline(self, name: str) -> bool:
        """Forget a baseline at once; whether there was one."""
        from collectors.store import baselines
        from collectors.store.comparisons import drop_comparisons

        self._mind()
        disk.demand_writable(self._path)
        try:
            with immediate(self.db):
                drop_comparisons(self.db, name)
                return baselines.drop(self.db, name)
        except sqlite3.DatabaseError as error:
            explain(self._path, error)
        finally:
            self._seal = self._seal.renewed()

    def maintain(self, now: int) -> None:
        """Write what waits; roll up, delete and shrink a bounded piece."""
        flushed = self._flush()
        self._tell()
        if not flushed:
            return
        try:
            rollup.roll_up(self.db, now)
            present = self._present.at(now)
            retention.retain(self.db, present, self._config)
            self._tidy(present)
        except sqlite3.DatabaseError as error:
            self._cope(error)
            ballast.drop(self._ballast)
        else:
            ballast.take_on(self._ballast)
        finally:
            self._seal = self._seal.renewed()

    def recover(self, error: sqlite3.DatabaseError) -> bool:
        """Begin anew if that is what reading found; whether there is a new file now."""
        renewals = self.renewals
        if result_code(error) in DAMAGED:
            self._reopen()
        else:
            self._doubted = True
        return self.renewals != renewals

    def check(self) -> None:
        """Begin anew if the file on the disk is damaged, whatever of it is still cached here."""
        self._mind()
        if fault(self._path):
            self._reopen()

    def close(self) -> None:
        """Write what waits if that is possible, and let another process write."""
        try:
            if not self._lacks_file() and self._flush() and not self._doubted:
                with immediate(self.db):
                    set_mark(self.db, CLEAN, 1)
        except sqlite3.DatabaseError as error:
            self._cope(error)
        finally:
            self._close()

    def _open(self) -> None:
        self._told = ""
        prepare(self._path)
        self._lease = Lease(self._path.with_name(f"{self._path.name}.lock"))
        try:
            self.db = open_for_writing(self._path)
        except BaseException:
            self._lease.release()
            raise
        self._present = Present(self.db)
        self._seal = Seal.of(self._path)
        self._entries = Entries(self.db)

    def _reopen(self) -> None:
        self._close()
        self._open()
        self.renewals += 1
        self._doubted = False

    def _close(self) -> None:
        # The last one to close a file writes its log back into it.
        with ExitStack() as leaving:
            if not disk.is_writable(self._path):
                with suppress(OSError, sqlite3.Error):
                    leaving.enter_context(closing(connect_read_only(self._path)))
            self.db.close()
        self._lease.release()

    def _tell(self) -> None:
        """Let those who view know, who see no more than what is written."""
        if self.blocked != self._told:
            self._told = self.blocked
            self._lease.tell(self.blocked)

    def _flush(self) -> bool:
        """Write what waits, oldest first; say whether all of it is written."""
        self._mind()
        if not disk.is_writable(self._path):
            self._reason = _REASONS[sqlite3.SQLITE_READONLY]
            return False
        try:
            return self._written()
        finally:
            self._seal = self._seal.renewed()

    def _written(self) -> bool:
        while self._waiting:
            run, batch = self._waiting.popleft()
            try:
                # Who opens the store next reads files again from the start, or from where it says.
                known = batch.without_files() if self.renewals else batch
                self._entries.add(run, known, told=self._loss(run.at))
            except sqlite3.DatabaseError as error:
                # What raises here can never be written: it must not hold up what comes after it.
                self._cope(error)
                self._waiting.appendleft((run, batch))
                return False
            self._lost = 0
        return True

    def _loss(self, at: int) -> tuple[Event, ...]:
        """What could not be recorded, told with the first run that can be written."""
        runs = "1 run was" if self._lost == 1 else f"{self._lost} runs were"
        lost = f"{runs} not recorded: {self._reason}"
        return (Event(at, "samples-dropped", lost),) if self._lost else ()

    def _cope(self, error: sqlite3.DatabaseError) -> None:
        """Remember why nothing could be written, set aside what is damaged, or raise."""
        code = result_code(error)
        if code in DAMAGED:
            self._reason = "the file was damaged"
            self._reopen()
        elif code in _REASONS:
            self._reason = _REASONS[code]
        else:
            self._doubted = True
            explain(self._path, error)

    def _make_room(self, now: int) -> bool:
        """Use the ballast's room to delete what is too old; say whether there was any."""
        if self._reason != _REASONS[sqlite3.SQLITE_FULL] or not ballast.drop(self._ballast):
            return False
        try:
            retention.retain(self.db, self._present.at(now), self._config)
        except sqlite3.DatabaseError as error:
            self._cope(error)
        return True

    def _tidy(self, now: int) -> None:
        today = now // rollup.DAY
        if today == self._tidied_on:
            return
        if retention.forget(self.db, now, self._config):
            self._entries.forget()
        self._tidied_on = today

    def _mind(self) -> None:
        """Notice when someone else touched the files, say so, and go on in a good one."""
        if breach := self._seal.breach():
            aside = self._resume(breach)
            kept = f"; what was recorded before was kept as {aside}" if aside else ""
            detail = f"{breach} by another program: recording goes on in what is there now{kept}"
            event = Event(int(time.time() * 1000), "store-touched", detail)
            try:
                with immediate(self.db):
                    journal.add_events(self.db, [event])
            except sqlite3.DatabaseError as error:
                self._cope(error)

    def _resume(self, breach: Breach) -> Path | None:
        """Open what is there now; where what was there before was put, if anywhere."""
        copy = salvage.copied(self._path) if breach is Breach.OVERWRITTEN else None
        if breach is not Breach.OVERWRITTEN:
            # Someone who still reads would keep what is in the log from being written back.
            with suppress(sqlite3.DatabaseError):
                self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._close()
        if breach in {Breach.DELETED, Breach.REPLACED}:
            self._seal.clear()
        aside = salvage.laid_back(copy, self._path) if copy else None
        self._open()
        self.renewals += 1
        self._doubted = False
        return aside

    def _lacks_file(self) -> bool:
        return self._seal.breach() is Breach.DELETED

    def _log_bytes(self) -> int:
        try:
            return self._path.with_name(f"{self._path.name}-wal").stat().st_size
        except OSError:
            return 0
