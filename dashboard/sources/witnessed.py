"""What a store cannot say of itself, and the recorder of this process can.

A full disk cannot be written on a full disk: how recording fares is asked of who records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from collectors.errors import DamagedError
from collectors.model import Status
from dashboard.reading import Source
from dashboard.snapshot import Snapshot


class Witness(Protocol):
    """Who records, or would; a scheduler, or a fake."""

    @property
    def recording(self) -> bool:
        """Whether this one writes to the store now."""
        ...

    @property
    def statuses(self) -> tuple[Status, ...]:
        """How its parts fare, even while that cannot be stored."""
        ...

    @property
    def blocked(self) -> str:
        """Why nothing can be written now; empty when it can."""
        ...

    def doubt(self) -> None:
        """Have the store's file looked at soon."""
        ...


class Bystander:
    """A witness that records nothing and never will."""

    recording = False
    statuses: tuple[Status, ...] = ()
    blocked = ""

    def doubt(self) -> None:
        """Leave it to whoever records."""


@dataclass(frozen=True, slots=True)
class WitnessedSource:
    """A source, and what a witness knows better."""

    source: Source
    witness: Witness

    def snapshot(self, now: int, *, window_seconds: int) -> Snapshot:
        """Say what both know; a damaged store is told to who can mend it, and raised."""
        try:
            found = self.source.snapshot(now, window_seconds=window_seconds)
        except DamagedError:
            self.witness.doubt()
            raise
        own = tuple(self._own())
        parts = {status.part for status in own}
        stored = tuple(status for status in found.statuses if status.part not in parts)
        return replace(
            found,
            statuses=(*stored, *own),
            viewing=not self.witness.recording,
            blocked=self.witness.blocked if self.witness.recording else self._hindrance(found),
        )

    def _hindrance(self, found: Snapshot) -> str:
        """Why nothing is written, by one that cannot, or by who records and told viewers."""
        return self.witness.blocked or found.blocked

    def _own(self) -> Iterator[Status]:
        """Of one that only waits for its turn, nothing but what goes wrong is of interest."""
        for status in self.witness.statuses:
            if status.degraded or self.witness.recording:
                yield status
