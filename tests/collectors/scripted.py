"""Collectors and clocks that do what a test tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from collectors.clock import Clock
from collectors.model import Occasion, Record, Trigger


class Scripted:
    """A collector that yields what it is given, then fails if it is told to."""

    NAME: ClassVar[str] = "scripted"
    TRIGGERS: ClassVar[frozenset[Trigger]] = frozenset(Trigger)

    def __init__(self, *records: Record, error: Exception | None = None) -> None:
        self.records = records
        self.error = error
        self.occasions: list[Occasion] = []
        self.closed = False

    def collect(self, occasion: Occasion) -> Iterator[Record]:
        """Remember the occasion and play the script."""
        self.occasions.append(occasion)
        yield from self.records
        if self.error:
            raise self.error

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


class Second(Scripted):
    """Another one, of another name, that answers to ticks alone."""

    NAME: ClassVar[str] = "second"
    TRIGGERS: ClassVar[frozenset[Trigger]] = frozenset({Trigger.TICK})


class Doing(Scripted):
    """A collector that does something on each occasion."""

    NAME: ClassVar[str] = "doing"

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self.work = work

    def collect(self, occasion: Occasion) -> Iterator[Record]:
        """Do it, and yield nothing."""
        self.occasions.append(occasion)
        self.work()
        yield from ()


class Sources:
    """A wall clock and a monotonic clock that a test turns by hand."""

    def __init__(self) -> None:
        self.wall = 1_000_000.0
        self.monotonic = 50.0

    def pass_seconds(self, seconds: float) -> None:
        """Turn both on."""
        self.wall += seconds
        self.monotonic += seconds

    def clock(self) -> Clock:
        """A clock that these drive."""
        return Clock(wall=lambda: self.wall, monotonic=lambda: self.monotonic)
