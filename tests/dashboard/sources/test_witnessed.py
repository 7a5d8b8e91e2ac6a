"""What the recorder of this process knows better than its store."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from collectors.errors import DamagedError
from collectors.model import Status
from dashboard.snapshot import Snapshot
from dashboard.sources.witnessed import WitnessedSource
from tests.dashboard.builders import NOW

CALM = Status("store", degraded=False, detail="recording")
FULL = Status("store", degraded=True, detail="not recording: disk full")
WAITING = Status("store", degraded=False, detail="another perfdash records")
WATCH = Status("watch", degraded=False, detail="3 folders watched")


@dataclass(slots=True)
class FakeWitness:
    """Says what it is told to say."""

    recording: bool = True
    statuses: tuple[Status, ...] = ()
    blocked: str = ""
    doubted: bool = False

    def doubt(self) -> None:
        """Note it."""
        self.doubted = True


@dataclass(slots=True)
class Stored:
    """What was stored while all was well, and what hinders its recorder now."""

    blocked: str = ""

    def snapshot(self, now: int, *, window_seconds: int) -> Snapshot:
        """Say so."""
        return Snapshot(now, window_seconds, statuses=(CALM, WATCH), blocked=self.blocked)


class Damaged:
    """A store that is none."""

    def snapshot(self, now: int, *, window_seconds: int) -> Snapshot:
        """Raise what a store would."""
        raise DamagedError(f"damaged at {now}, {window_seconds}")


def seen_by(witness: FakeWitness, *, blocked: str = "") -> Snapshot:
    return WitnessedSource(Stored(blocked), witness).snapshot(NOW, window_seconds=60)


def test_a_status_that_could_not_be_stored_beats_the_stored_one() -> None:
    found = seen_by(FakeWitness(statuses=(FULL,), blocked="disk full"))
    assert set(found.statuses) == {WATCH, FULL}
    assert (found.blocked, found.viewing) == ("disk full", False)


def test_one_that_waits_for_its_turn_leaves_what_is_stored() -> None:
    found = seen_by(FakeWitness(recording=False, statuses=(WAITING,)))
    assert found.statuses == (CALM, WATCH)
    assert found.viewing


def test_why_no_store_can_be_had_is_told() -> None:
    unopened = replace(FULL, detail="disk I/O error")
    found = seen_by(FakeWitness(recording=False, statuses=(unopened,)))
    assert unopened in found.statuses


def test_one_that_views_is_told_what_hinders_the_one_who_records() -> None:
    views = seen_by(FakeWitness(recording=False), blocked="disk full")
    records = seen_by(FakeWitness(recording=True), blocked="disk full")
    assert (views.blocked, records.blocked) == ("disk full", "")


def test_damage_is_told_to_who_can_mend_it() -> None:
    witness = FakeWitness()
    with pytest.raises(DamagedError):
        WitnessedSource(Damaged(), witness).snapshot(NOW, window_seconds=60)
    assert witness.doubted
