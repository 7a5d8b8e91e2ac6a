"""Times what changed since the baseline, old content beside new, within a budget of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, isfinite
from time import monotonic
from typing import ClassVar

from collectors.comparing.docket import Case, Docket
from collectors.comparing.trial import Trial
from collectors.comparing.verdict import judge
from collectors.errors import CompareError
from collectors.loading.budget import Budget
from collectors.model import Occasion, Record, Sample, Trigger
from collectors.site import Site

_LONGEST_SECONDS = {Trigger.TICK: 0.5, Trigger.ASKED: 1.0}
"""After so long a comparison waits for the next run."""
_GLANCE_SECONDS = 0.03
"""How often a comparison looks whether a save waits, and then waits itself."""
_RESERVE_SECONDS = 0.05
"""Kept in hand for the next save."""
_CREDIT_SECONDS = 1.0
"""What a save may take beyond what there is, so that its author soon knows; paid back later."""
_SELF_TEST_EVERY = 3_600_000
"""Milliseconds,"""
_SELF_TEST_AFTER = 60_000
"""and so many after the start, when there is less to do."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A comparison under way."""

    case: Case
    trial: Trial


class CompareCollector:
    """Compares what was just saved, then whatever else is not as it was in the baseline.

    It has a budget of its own, as large as that of load runs. Now and then it compares a module
    with a copy of itself, which shows how small a difference can be seen.
    """

    NAME: ClassVar[str] = "compare"
    TRIGGERS: ClassVar[frozenset[Trigger]] = frozenset(_LONGEST_SECONDS)

    def __init__(self, site: Site) -> None:
        self._is_pressed = site.is_pressed
        self._budget = Budget.of(site.config.load.budget_ratio)
        self._credit = _CREDIT_SECONDS if self._budget.ratio > 0 else 0.0
        self._docket = Docket(site)
        self._task: _Task | None = None
        self._self_test_at = 0

    def collect(self, occasion: Occasion) -> Iterator[Record]:
        """Yield comparisons that are decided in the time there is; asking for paths repeats them.

        Raises `CompareError` when the process that times fails.
        """
        self._budget = self._budget.earned(occasion.at)
        self._docket.follow(occasion.framework, at=occasion.at)
        asked = occasion.trigger is Trigger.ASKED
        if asked:
            self._docket.again(occasion.dirty)
        if self._task and not self._docket.is_open(self._task.case):
            self.close()
        deadline = monotonic() + _LONGEST_SECONDS[occasion.trigger]
        while (left := deadline - monotonic()) > 0 and not self._is_pressed():
            task = self._find_task(occasion.at, asked=asked)
            if task is None:
                return
            yield from self._go_on(task, occasion.at, min(left, _GLANCE_SECONDS))

    def close(self) -> None:
        """Give up what is under way."""
        if self._task:
            self._task.trial.close()
            self._task = None

    def _find_task(self, at: int, *, asked: bool) -> _Task | None:
        """What to go on with or to begin; None when there is nothing, or no time to spend on it."""
        seconds = inf if asked else self._budget.seconds
        if seconds <= -self._credit:
            return None
        if self._task is None:
            pressed = seconds <= _RESERVE_SECONDS
            case = self._docket.next(only_hurried=pressed)
            if case is None and not pressed:
                case = self._due_self_test(at)
            self._task = self._begun(case) if case else None
        return self._task

    def _due_self_test(self, at: int) -> Case | None:
        self._self_test_at = self._self_test_at or at + _SELF_TEST_AFTER
        if at < self._self_test_at:
            return None
        self._self_test_at = at + _SELF_TEST_EVERY
        return self._docket.self_test()

    def _begun(self, case: Case) -> _Task:
        try:
            return _Task(case, Trial(case.pair))
        except CompareError:
            self._docket.close(case)
            raise

    def _go_on(self, task: _Task, at: int, seconds: float) -> Iterator[Record]:
        """Time some more; what failed once is not tried again by itself."""
        trial, spent = task.trial, task.trial.cpu_seconds
        try:
            is_decided = trial.advance(seconds=seconds)
        except CompareError:
            self._end(task)
            raise
        self._budget = self._budget.spent(trial.cpu_seconds - spent)
        if is_decided:
            self._end(task)
            yield from self._records(task, at)

    def _end(self, task: _Task) -> None:
        self._docket.close(task.case)
        self.close()

    def _records(self, task: _Task, at: int) -> Iterator[Record]:
        pair, tally = task.case.pair, task.trial.tally
        if not task.case.is_self_test:
            yield self._docket.contents.comparison(pair, tally, at=at)
        elif isfinite(floor := judge(tally.blocks).uncertainty):
            yield Sample("noise_floor_ratio", floor)
