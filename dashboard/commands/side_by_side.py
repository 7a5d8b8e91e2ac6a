"""How a check times what changed, old content beside new, and whatever thresholds ask for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from collectors.baseline import Baseline, Comparison
from collectors.comparing.closures import Closures
from collectors.comparing.confirmation import confirm, confirm_in_processes
from collectors.errors import CompareError, LoadError
from collectors.framework.module import Framework
from collectors.loading.moments import Moments
from collectors.loading.runs import Skipped, time_each
from collectors.loading.samples import of_timing
from collectors.loading.targets import usual
from collectors.model import Sample
from collectors.site import Site
from dashboard import units
from dashboard.analysis.gating.ruling import Untimed

_MOST_IN_PROCESSES = 8
"""Pairs of processes take seconds for each module."""

Tell = Callable[[str], None]
"""Hears what is being done: it may take a while."""


class Confirm(Protocol):
    """Times a module's old content beside its new."""

    def __call__(
        self, site: Site, framework: Framework, module: str, *, baseline: Baseline
    ) -> Comparison:
        """Raise `LoadError` without either content, `CompareError` when timing fails."""
        ...


@dataclass(frozen=True, slots=True)
class Bench:
    """A framework as just scanned, and what remembers the contents of its baseline."""

    site: Site
    framework: Framework
    tell: Tell
    in_turns: Confirm = confirm
    in_processes: Confirm = confirm_in_processes

    def compare(self, baseline: Baseline) -> Iterator[Comparison | Untimed]:
        """Time every command that loads other content than it did, side by side."""
        changed = self._changed(baseline)
        if changed:
            self.tell(f"timing old beside new: {units.counted(len(changed), 'module')}")
        for module in changed:
            yield self._compared(module, baseline, self.in_turns)

    def compare_again(
        self, baseline: Baseline, modules: Iterable[str]
    ) -> Iterator[Comparison | Untimed]:
        """Time some once more: the first few in many fresh processes, each other one in one."""
        for place, module in enumerate(modules):
            self.tell(f"{module} is slower: timing it again")
            again = self.in_processes if place < _MOST_IN_PROCESSES else self.in_turns
            yield self._compared(module, baseline, again)

    def samples(self, paths: Collection[str] = ()) -> Iterator[Sample]:
        """Time some modules as they are now, by default every command."""
        chosen = paths or usual(self.framework)
        self.tell(f"loading {units.counted(len(chosen), 'module')}")
        timings = time_each(
            self.framework,
            chosen,
            root=self.site.root,
            tokenizer=self.site.tokenizer,
            rounds=self.site.config.load.rounds,
            config=self.site.config,
        )
        for timing in timings:
            if not isinstance(timing, Skipped):
                yield from of_timing(timing, Moments(0))

    def _changed(self, baseline: Baseline) -> list[str]:
        """What is loaded by itself, was there before, and does not load what it did."""
        then, now = Closures(baseline.framework), Closures(self.framework)
        loaded = frozenset(usual(self.framework)) & then.modules.keys()
        return [
            path
            for path in now.changed(then)
            if path in loaded and then.digest(path) != now.digest(path)
        ]

    def _compared(self, module: str, baseline: Baseline, compare: Confirm) -> Comparison | Untimed:
        try:
            return compare(self.site, self.framework, module, baseline=baseline)
        except (CompareError, LoadError) as error:
            return Untimed(module, str(error))
