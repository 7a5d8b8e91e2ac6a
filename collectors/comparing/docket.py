"""What is to be compared at one site: its default baseline with what lies on disk now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.baseline import DEFAULT_NAME, NO_BASELINE, Baseline
from collectors.comparing.contents import Contents
from collectors.comparing.side import Pair
from collectors.comparing.suspects import Suspect, Suspects, slowdowns
from collectors.errors import LoadError
from collectors.framework.module import Framework
from collectors.loading.targets import usual
from collectors.site import Site

_RECENTLY = 3_600_000
"""Milliseconds: loads that show how slow a module seems now."""


@dataclass(frozen=True, slots=True)
class Case:
    """Two contents of a module, read and ready to be timed."""

    pair: Pair

    @property
    def suspect(self) -> Suspect:
        """What is compared, without the contents."""
        return Suspect(self.pair.new.path, self.pair.old.digest, self.pair.new.digest)

    @property
    def is_self_test(self) -> bool:
        """Whether both contents are the same: what differs is noise."""
        return self.pair.old.digest == self.pair.new.digest


class Docket:
    """Cases, one after another, as long as the framework and the baseline stay what they are."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._generation = -1
        self._self_tests = 0
        self.contents = Contents.of(NO_BASELINE, Framework(), site)
        self._suspects = Suspects(self.contents.then, ())

    def follow(self, framework: Framework, *, at: int) -> None:
        """Take notice of another baseline, and of a framework that was scanned again."""
        generation = self._site.memory.baselines.generation()
        if generation != self._generation:
            self._generation = generation
            baseline = self._site.memory.baselines.named(DEFAULT_NAME) or NO_BASELINE
            self._hold_against(baseline.sharing(framework))
        before = self.contents.now
        if framework is before.framework:
            return
        self.contents = self.contents.follow(framework)
        self._suspects.renew(self.contents.now, self._slowdowns(at))
        if before.framework.modules:
            self._suspects.hurry(self.contents.now.changed(before))

    def again(self, paths: Iterable[str]) -> None:
        """Let these modules be next, even if they were compared."""
        self._suspects.again(paths)

    def next(self, *, only_hurried: bool = False) -> Case | None:
        """Read the most urgent suspect; one that cannot be read waits for the next scan."""
        while suspect := self._suspects.next(only_hurried=only_hurried):
            try:
                return Case(self.contents.pair(suspect.module))
            except LoadError:
                self._suspects.passed(suspect)
        return None

    def self_test(self) -> Case | None:
        """Read one of the usual targets, another each time, to be compared with itself."""
        targets = usual(self.contents.now.framework) if self.contents.baseline.name else ()
        if not targets:
            return None
        self._self_tests += 1
        try:
            return Case(self.contents.twins(targets[self._self_tests % len(targets)]))
        except LoadError:
            return None

    def is_open(self, case: Case) -> bool:
        """Whether the contents of a case are still those of then and now."""
        return case.is_self_test or self._suspects.is_current(case.suspect)

    def close(self, case: Case) -> None:
        """A case was decided, or never will be."""
        if not case.is_self_test:
            self._suspects.done(case.suspect)

    def _hold_against(self, baseline: Baseline) -> None:
        self.contents = Contents.of(baseline, Framework(), self._site)
        known = self._site.memory.baselines.comparisons(baseline.name) if baseline.name else ()
        compared = (Suspect(it.module, it.baseline_digest, it.current_digest) for it in known)
        self._suspects = Suspects(self.contents.then, compared)

    def _slowdowns(self, at: int) -> dict[str, float]:
        baseline = self.contents.baseline
        loads = self._site.memory.cold_loads(at - _RECENTLY) if baseline.loads else []
        return slowdowns(baseline, loads)
