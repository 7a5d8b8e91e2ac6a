"""What a run may bring beside measurements: baselines, decisions, alerts told.

Most runs bring none of it, and a scan never does: it is imported when there is some.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from collectors.baseline import Baseline, Blob, Comparison
from collectors.decision import Acknowledgement, Decision, Silence
from collectors.model import Record
from collectors.shown import ShownAlert
from collectors.store import alert_log, baselines
from collectors.store.comparisons import add_comparisons
from collectors.store.connection import Database
from collectors.store.decisions import put_decisions


@dataclass(frozen=True, slots=True)
class Keepsakes:
    """The same by kind."""

    pins: list[Baseline | Blob] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    shown: list[ShownAlert] = field(default_factory=list)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Keepsakes:
        """Sort records by kind, each kind in the order it came."""
        kept = cls()
        for record in records:
            match record:
                case Baseline() | Blob():
                    kept.pins.append(record)
                case Comparison():
                    kept.comparisons.append(record)
                case Acknowledgement() | Silence():
                    kept.decisions.append(record)
                case ShownAlert():
                    kept.shown.append(record)
        return kept


def write(db: Database, records: Iterable[Record]) -> None:
    """Write what a run brought, within the caller's transaction."""
    kept = Keepsakes.of(records)
    if kept.pins:
        baselines.write(db, kept.pins)
    if kept.comparisons:
        add_comparisons(db, kept.comparisons)
    put_decisions(db, kept.decisions)
    alert_log.add(db, kept.shown)
