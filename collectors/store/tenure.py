"""A store that is held to be written: its lock, its one writing connection, and what becomes of it.

Whoever else touches its files, or damages them, is noticed here, and a good file gone on with.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from collectors.model import Event
from collectors.store import disk, journal, salvage
from collectors.store.connection import connect_read_only, immediate, result_code, sqlite3
from collectors.store.entries import Entries
from collectors.store.lease import Lease
from collectors.store.location import prepare
from collectors.store.marks import CLEAN, set_mark
from collectors.store.opening import explain, fault, open_for_writing
from collectors.store.present import Present
from collectors.store.seal import Breach, Seal
from collectors.store.soundness import DAMAGED

FULL = "disk full"
READ_ONLY = "the disk became read-only"

_REASONS = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: "the disk reports errors",
    sqlite3.SQLITE_BUSY: "another program has locked the store",
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "the store's files cannot be opened",
}
"""Result codes that may pass, in words."""


class Tenure:
    """The right to write a store, until it is closed; what is open may be another after a call."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lease: Lease
        self._seal: Seal
        self._told = ""
        self._doubted = False
        self.renewals = 0
        """How often a file was begun anew, or opened again, since this one was made."""
        self._open()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write within the block: what changes meanwhile is our own doing."""
        try:
            yield
        finally:
            self._seal = self._seal.renewed()

    def mind(self) -> str:
        """Notice when someone else touched the files, say so there, and go on in a good one.

        Returns why that could not be written; empty when it could, and when nobody did.
        """
        breach = self._seal.breach()
        if breach is None:
            return ""
        aside = self._resume(breach)
        kept = f"; what was recorded before was kept as {aside}" if aside else ""
        detail = f"{breach} by another program: recording goes on in what is there now{kept}"
        event = Event(int(time.time() * 1000), "store-touched", detail)
        try:
            with immediate(self.db):
                journal.add_events(self.db, [event])
        except sqlite3.DatabaseError as error:
            return self.cope(error)
        return ""

    def cope(self, error: sqlite3.DatabaseError) -> str:
        """Set aside what is damaged, and say why nothing could be written; raise if that lasts."""
        code = result_code(error)
        if code in DAMAGED:
            self._reopen()
            return "the file was damaged"
        if code not in _REASONS:
            self._doubted = True
            explain(self._path, error)
        return _REASONS[code]

    def recover(self, error: sqlite3.DatabaseError) -> bool:
        """Begin anew if that is what reading found; whether there is a new file now."""
        if result_code(error) not in DAMAGED:
            self._doubted = True
            return False
        self._reopen()
        return True

    def check(self) -> None:
        """Begin anew if the file on the disk is damaged, whatever of it is still cached here."""
        if fault(self._path):
            self._reopen()

    def tell(self, hindrance: str) -> None:
        """Let those who view know, who see no more than what is written."""
        if hindrance != self._told:
            self._told = hindrance
            self._lease.tell(hindrance)

    @property
    def lacks_file(self) -> bool:
        """Whether someone deleted it."""
        return self._seal.breach() is Breach.DELETED

    def mark_clean(self) -> None:
        """Let the next one who opens it trust it unseen, if nothing here speaks against that."""
        if not self._doubted:
            with immediate(self.db):
                set_mark(self.db, CLEAN, 1)

    def close(self) -> None:
        """Let another process write."""
        # The last one to close a file writes its log back into it.
        with ExitStack() as leaving:
            if not disk.is_writable(self._path):
                with suppress(OSError, sqlite3.Error):
                    leaving.enter_context(closing(connect_read_only(self._path)))
            self.db.close()
        self._lease.release()

    def _open(self) -> None:
        self._told = ""
        prepare(self._path)
        self._lease = Lease(self._path.with_name(f"{self._path.name}.lock"))
        try:
            self.db = open_for_writing(self._path)
        except BaseException:
            self._lease.release()
            raise
        self.present = Present(self.db)
        self.entries = Entries(self.db)
        self._seal = Seal.of(self._path)

    def _reopen(self) -> None:
        self.close()
        self._open()
        self.renewals += 1
        self._doubted = False

    def _resume(self, breach: Breach) -> Path | None:
        """Open what is there now; where what was there before was put, if anywhere."""
        copy = salvage.copied(self._path) if breach is Breach.OVERWRITTEN else None
        if breach is not Breach.OVERWRITTEN:
            # Someone who still reads would keep what is in the log from being written back.
            with suppress(sqlite3.DatabaseError):
                self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.close()
        if breach in {Breach.DELETED, Breach.REPLACED}:
            self._seal.clear()
        aside = salvage.laid_back(copy, self._path) if copy else None
        self._open()
        self.renewals += 1
        self._doubted = False
        return aside
