"""What measuring yields: samples and all that the store remembers of a run.

Times are unix milliseconds (`int`), durations seconds (`float`), sizes bytes, ratios 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias

if TYPE_CHECKING:
    from collectors.baseline import Baseline, Blob, Comparison
    from collectors.decision import Acknowledgement, Silence
    from collectors.framework.module import Content, Footing, Framework
    from collectors.session_record import SessionRecord
    from collectors.shown import ShownAlert

Labels: TypeAlias = tuple[tuple[str, str], ...]
"""Name and value pairs, sorted by name."""


class Trigger(StrEnum):
    """Why a run happens."""

    START = "start"
    SAVE = "save"
    TICK = "tick"
    RESCAN = "rescan"
    ASKED = "asked"
    APPENDED = "appended"
    """A session's transcript grew."""
    BACKLOG = "backlog"
    """Nothing else is to be done, and old transcripts are still to be read."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured value of one series."""

    metric: str
    """A name of the catalogue in `collectors.metrics`."""
    value: float
    labels: Labels = ()
    at: int = 0
    """When it was measured; 0 means at the start of its run."""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of one part of perfdash, until it says otherwise."""

    part: str
    """watch, store, session, tokenizer, clock, ..."""
    degraded: bool
    detail: str
    """A sentence the screen can show."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the measuring itself."""

    at: int
    kind: str
    """clock-jump, store-set-aside, samples-dropped, ..."""
    detail: str


@dataclass(frozen=True, slots=True)
class TokenCount:
    """The exact token count of one text, for ever."""

    digest: str
    tokens: int


Record: TypeAlias = (
    "Sample | Content | TokenCount | Framework | Footing | Status | Event | Blob | Baseline"
    " | Comparison | Acknowledgement | Silence | ShownAlert | SessionRecord"
)
"""What a collector may yield."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A collector that raised."""

    collector: str
    error: str
    """The exception's type and message."""


@dataclass(frozen=True, slots=True)
class Run:
    """One round of collecting."""

    at: int
    trigger: Trigger
    paths: tuple[str, ...] = ()
    """The saved files that caused it, relative to the root."""
    seconds: float = 0.0
    failures: tuple[Failure, ...] = ()
    turn_ended: bool = False
    """Whether it told of a turn's end: a user who waited for that looks now."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why, when and on what a collector is asked to measure."""

    trigger: Trigger
    at: int
    framework: Framework
    """As last scanned in this process or remembered by the store; empty before the first scan."""
    dirty: frozenset[str] = frozenset()
    """Saved paths, relative to the root; empty means anything may have changed."""


class Collector(Protocol):
    """Something that measures when asked."""

    NAME: ClassVar[str]
    TRIGGERS: ClassVar[frozenset[Trigger]]

    def collect(self, occasion: Occasion) -> Iterable[Record]:
        """Yield what was measured; raise what prevented it."""
        ...
