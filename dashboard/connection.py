"""What the screen is connected to once it has painted: a source, and who measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from collectors.model import Run, Trigger
from dashboard.reading import Source


class Recorder(Protocol):
    """Who measures while the screen shows; the scheduler, or a fake."""

    refresh_seconds: float

    def start(self) -> None:
        """Begin to measure in a thread of its own."""
        ...

    def stop(self) -> None:
        """Measure no more; return when the last run is stored."""
        ...

    def ask(self, trigger: Trigger) -> None:
        """Measure once more, soon."""
        ...


@dataclass(frozen=True, slots=True)
class Connection:
    """Where readings come from."""

    source: Source
    recorder: Recorder | None = None
    """None when this perfdash only views what another one stores."""


OnRun: TypeAlias = Callable[[Run], None]
Connect: TypeAlias = Callable[[OnRun], Connection]
"""Make a connection, calling back after every run; slow, so it is called in a thread."""
