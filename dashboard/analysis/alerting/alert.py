"""What an alert says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from collectors.model import Labels
from dashboard.analysis.alerting.life import State


class Severity(StrEnum):
    """How bad it is."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for the mildest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Alert:
    """A limit that was breached within the window, or a condition that holds now."""

    key: str
    """16 hex digits: the same in every reading, one per verdict."""
    severity: Severity
    title: str
    labels: Labels
    """The series it is about; empty when several were pooled, or when it is about perfdash."""
    since: int
    """Unix milliseconds at which it began; 0 when nobody knows."""
    until: int = 0
    """Unix milliseconds at which it was resolved; 0 before that."""
    value: float | None = None
    """The statistic now, or when it cleared; None, like what follows, when there is no metric."""
    peak: float | None = None
    """The worst value since."""
    limit: float | None = None
    unit: str = ""
    """The metric's unit in the catalogue."""
    detail: str = ""
    """What was looked at, or what is wrong, in words."""
    metric: str = ""
    """The catalogue's; empty when there is none."""
    state: State = State.FIRING
    early: bool = False
    """It fired already when the window began, and so may have begun before `since`."""
    group: str = ""
    """What brought it about: `commit HASH`, `save MILLISECONDS`; empty when nobody knows."""
    acknowledged: bool = False
    """The user saw it, and it did not get worse since."""
    silenced: bool = False
    """The user does not want to be told of it for a while."""
    inhibited: bool = False
    """Something worse fires that says it too, or explains it."""
    step_at: int = 0
    """Unix milliseconds of the largest step from the baseline, which may be later than `since`: a
    difference lasts, whatever made the most of it. 0 where nothing is held against a baseline."""

    @property
    def firing(self) -> bool:
        """Whether it began to fire and was not resolved."""
        return self.state.active

    @property
    def loud(self) -> bool:
        """Whether it fires and the user is to be told of it."""
        return self.firing and not (self.acknowledged or self.silenced or self.inhibited)

    @property
    def subject(self) -> str:
        """The module it is about, or else its labels in words."""
        named = dict(self.labels).get("module")
        return named or " ".join(f"{name}={value}" for name, value in self.labels)


def key(*parts: object) -> str:
    """Name an alert after what it is about, so that a restart gives the same name."""
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()
