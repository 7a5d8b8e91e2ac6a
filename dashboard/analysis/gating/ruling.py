"""What `perfdash check` says of one figure after another, and of all together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from collectors.baseline import NO_BASELINE, Baseline
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Cause, Evidence, Standing


class Rule(StrEnum):
    """What a figure was held against."""

    BUDGET = "budget"
    """A limit that the configuration's budget sets."""
    GROWTH = "growth"
    """Tokens may shrink, and not grow past what the baseline had or the user accepted."""
    REFERENCE = "reference"
    """What the baseline found must not be missing now."""
    LOAD = "load"
    """Old and new content, loaded side by side."""
    THRESHOLD = "threshold"
    """A limit of the configuration on any other figure that was measured."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was asked for, in the words of the command line."""

    path: str = "."
    against: str = ""
    """Empty for the default baseline."""
    fail_on: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Interval:
    """How many times as much a figure is that was not exact."""

    ratio: float
    low: float
    high: float
    blocks: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Untimed:
    """A module that should have been timed side by side with what it was, and was not."""

    module: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """One figure, held against one rule."""

    rule: Rule
    name: str
    """What the figure is called: as `perfdash baseline accept` takes it, if it is of tokens."""
    metric: str
    unit: str
    module: str = ""
    """Empty when it is about the framework as a whole."""
    line: int = 0
    """In the module's file; 0 when it is about all of it."""
    severity: Severity | None = None
    """None when all is well, `INFO` when it is only worth a note."""
    standing: Standing | None = None
    """None where nothing is compared."""
    baseline: float | None = None
    current: float | None = None
    limit: float | None = None
    """What it may be at most, or at least where small values are bad."""
    interval: Interval | None = None
    cause: Cause = Cause()
    detail: str = ""
    """What is wrong, in words."""
    again: str = ""
    """The command that shows it again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All rulings of a check, and what they amount to."""

    root: str
    at: int
    """Unix milliseconds."""
    terms: Terms = Terms()
    baseline: Baseline = NO_BASELINE
    rulings: tuple[Ruling, ...] = ()
    """Worst first, then by rule, module and figure."""

    @property
    def failed(self) -> tuple[Ruling, ...]:
        """Those that are at least as severe as what the check is to fail on."""
        return tuple(it for it in self.rulings if self.fails(it))

    @property
    def noted(self) -> tuple[Ruling, ...]:
        """Those that are worth a note and no failure."""
        return tuple(it for it in self.rulings if it.severity and not self.fails(it))

    @property
    def passed(self) -> tuple[Ruling, ...]:
        """Those of which there is nothing to say."""
        return tuple(it for it in self.rulings if it.severity is None)

    def fails(self, ruling: Ruling) -> bool:
        """Whether a ruling makes the check fail."""
        severity = ruling.severity
        return severity is not None and severity.rank >= self.terms.fail_on.rank
