"""What becomes of a run in the tables: all that it brought is entered at once, or nothing is."""

from __future__ import annotations

from collections.abc import Sequence

from collectors.framework.module import Framework
from collectors.model import Event, Record, Run, Trigger
from collectors.store import journal, memory, rollup
from collectors.store.batch import Batch
from collectors.store.connection import Database, immediate
from collectors.store.footing import put_footing
from collectors.store.framework import framework, write_framework
from collectors.store.marks import GENERATION, grow
from collectors.store.samples import Intake, SeriesBook, add_samples

_PASSING = frozenset({Trigger.APPENDED, Trigger.BACKLOG})
"""What comes too often to be remembered, but for what it brought."""


class Entries:
    """Enters runs, and remembers from one to the next how series are numbered and modules stored.

    That is forgotten when an entry fails: what it changed was taken back in the tables alone.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.forget()

    def forget(self) -> None:
        """Look up again what is stored."""
        self._book: SeriesBook | None = None
        self._framework: Framework | None = None

    def add(self, run: Run, batch: Batch, *, told: tuple[Event, ...]) -> None:
        """Enter a run, and what is told of the store beside it; raises what SQLite does."""
        book = self._book or SeriesBook.read(self._db)
        written = self._framework or framework(self._db)
        self.forget()
        with immediate(self._db):
            if run.failures or run.trigger not in _PASSING:
                journal.add_run(self._db, run)
            memory.add_contents(self._db, batch.contents)
            memory.add_token_counts(self._db, batch.token_counts)
            journal.put_statuses(self._db, batch.statuses)
            intake = add_samples(self._db, book, batch.samples, at=run.at)
            rollup.make_due(self._db, intake.stamps)
            journal.add_events(self._db, (*told, *_refused(intake, run.at), *batch.events))
            changed = intake.rewound
            for new in batch.frameworks:
                changed |= write_framework(self._db, new, previous=written)
                written = new
            if batch.frameworks or batch.footings:
                put_footing(self._db, batch.footings)
            if changed:
                grow(self._db, GENERATION)
            if batch.keepsakes:
                _keep(self._db, batch.keepsakes, at=run.at)
        self._book, self._framework = book, written


def _refused(intake: Intake, at: int) -> tuple[Event, ...]:
    """Say which samples could not be stored."""
    why = "; ".join(f"{count} × {fault}" for fault, count in intake.refused[:10])
    return (Event(at, "samples-refused", why),) if why else ()


def _keep(db: Database, records: Sequence[Record], *, at: int) -> None:
    """Write what is no measurement; who reads sessions brings nothing else of it."""
    from collectors.session_record import SessionRecord
    from collectors.store.session_tables import keeping

    sessions = [record for record in records if isinstance(record, SessionRecord)]
    keeping.keep(db, sessions, at=at)
    if len(sessions) < len(records):
        from collectors.store import keepsakes

        keepsakes.write(db, records)
