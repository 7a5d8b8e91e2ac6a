"""Which targets are met, with how much room, and the grade that makes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A limit seen as something to meet."""

    name: str
    metric: str
    unit: str
    limit: float
    value: float | None
    """The worst value within the window; None when nothing was measured."""
    below: bool
    """True when values under the limit miss it."""
    subject: str = ""
    """The worst module or core; empty when there is only one series."""

    @property
    def met(self) -> bool:
        """Whether it is met; what was not measured is not missed."""
        if self.value is None:
            return True
        return self.value >= self.limit if self.below else self.value <= self.limit

    @property
    def margin(self) -> float | None:
        """Room to the limit as a share of it; negative when it is missed."""
        if self.value is None or not self.limit:
            return None
        gap = self.value - self.limit if self.below else self.limit - self.value
        return gap / abs(self.limit)


@dataclass(frozen=True, slots=True)
class Health:
    """How many targets are met."""

    grade: str = ""
    """A (at least 90 % met), B (80), C (70), D (60) or F; empty when nothing was measured."""
    met: int = 0
    measured: int = 0
    targets: tuple[Target, ...] = ()
    """Missed ones first, smallest margin first."""
    reasons: tuple[str, ...] = ()
    """Why it is not better, in words, worst first."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Somewhere time or tokens go, and what mending it would save."""

    kind: str
    """phase, slow, large, hot, single-use, never-used."""
    subject: str
    """A phase or a module."""
    saving: float
    unit: str
    """seconds or tokens."""
    share: float
    """Of all such time or tokens."""
    detail: str
