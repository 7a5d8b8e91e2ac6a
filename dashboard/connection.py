"""What the screen is connected to once it has painted: a source, and who measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from collectors.errors import DecisionError

if TYPE_CHECKING:  # what these import takes longer than the first frame
    from collectors.decision import Word
    from collectors.model import Run, Trigger
    from dashboard.notices.notice import Notice
    from dashboard.reading import Reading, Source
    from dashboard.sessions import Detail


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

    def pin_baseline(self) -> None:
        """Pin what lies on disk, soon; an event tells how it went."""
        ...


class Crier(Protocol):
    """Who tells what is new in readings outside of the screen; a herald, or a fake."""

    def start(self) -> None:
        """Begin to tell."""
        ...

    def stop(self) -> None:
        """Tell nothing more."""
        ...

    def hear(self, reading: Reading) -> tuple[Notice, ...]:
        """What is new in a reading."""
        ...


def refuse(_: Word) -> None:
    """Take no decision, and say so."""
    raise DecisionError("nothing can be decided here: nobody remembers it")


Kept: TypeAlias = Callable[[str], bytes | None]
"""The bytes that a baseline keeps under a digest, if one does."""


def keep_nothing(_: str) -> None:
    """Know of no text."""


Details: TypeAlias = "Callable[[str], Detail | None]"
"""All that is known of a session, by its id."""


def know_nothing(_: str) -> None:
    """Know of no session."""


def ignore(_: bool) -> None:  # noqa: FBT001 (one thing to say, yes or no)
    """Show the same sessions as before."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where readings come from."""

    source: Source
    recorder: Recorder | None = None
    """None when this perfdash only views what another one stores."""
    crier: Crier | None = None
    decide: Callable[[Word], object] = refuse
    """Have a decision remembered by whoever records; raises `PerfdashError` when that is nobody."""
    kept: Kept = keep_nothing
    """The texts that baselines keep; slow, and to be asked from any thread."""
    details: Details = know_nothing
    """The sessions that a reading does not bring; slow, and to be asked from any thread."""
    show_all_roots: Callable[[bool], None] = ignore
    """Have readings show what is known of all roots' sessions, or of this one's alone."""


OnRun: TypeAlias = "Callable[[Run], None]"
Connect: TypeAlias = Callable[[OnRun], Connection]
"""Make a connection, calling back after every run; slow, so it is called in a thread."""
