"""How one figure of one module stands against the baseline."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

from dashboard.analysis.alerting.alert import Severity


class Standing(StrEnum):
    """What is known of a change."""

    OK = "ok"
    IMPROVED = "improved"
    SUSPECT = "suspect"
    """Stored samples look slower: to be confirmed."""
    REGRESSION = "regression"
    GROWTH = "growth"
    """It grew for sure, and by too little for a warning."""
    MOVED = "moved"
    """What one module gained another lost."""
    ENVIRONMENT = "environment"
    """The machine changed, not the module."""
    NOISY = "noisy"
    """Timed as long as is allowed, and still not resolved."""
    INSUFFICIENT = "insufficient"
    """Too few samples to say anything."""


class Evidence(StrEnum):
    """How a standing is known, weakest last."""

    EXACT = "exact"
    """A deterministic figure: any difference is one."""
    PROCESSES = "processes"
    """Fresh processes, old and new in turn."""
    INTERLEAVED = "interleaved"
    """Old and new content in turn in one process."""
    PASSIVE = "passive"
    """Samples stored at different times."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What brought a change about."""

    at: int = 0
    """Unix milliseconds; 0 when nobody knows."""
    revision: str = ""
    """A commit; empty when it was a save or is not known."""
    author: str = ""
    subject: str = ""
    paths: tuple[str, ...] = ()
    """The files that were saved or committed then and that the module's closure holds."""
    after: int = 0
    """When it was not so yet, where no save or commit is known; 0 when nobody knows that either."""
    others: int = field(default=0, compare=False)
    """Earlier commits of the same file that it may have been as well: nobody measured between."""


@dataclass(frozen=True, slots=True)
class Regression:
    """One figure that differs from the baseline, or that may."""

    key: str
    """16 hex digits, the same in every reading."""
    standing: Standing
    severity: Severity
    metric: str
    module: str
    """Empty when it is about the framework as a whole, or a part of it."""
    baseline: float
    current: float
    unit: str
    evidence: Evidence
    ratio: float
    """Current over baseline; infinite when there was nothing."""
    low: float
    """Lower end of the ratio's interval; the ratio itself when it is exact."""
    high: float
    blocks: int = 0
    """ABBA blocks, or samples when it is passive."""
    cause: Cause = Cause()
    moved_to: str = ""
    """The module that gained what this one lost, or the other way round."""
    detail: str = ""
    """What it is, or what kept it from being resolved, in words."""
    part: str = ""
    """A kind of module, or a part of what a session pays at its start."""
    limit: float = inf
    """The least budget or threshold that is set for an exact figure."""

    @property
    def gained(self) -> float:
        """How much more it is than in the baseline; less than 0 when it shrank."""
        return self.current - self.baseline
