"""Loads modules as a framework's own loader would, and times it, within a budget of time."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter_ns
from typing import ClassVar

from collectors import canary
from collectors.cache import ComponentCache
from collectors.errors import LoadError
from collectors.framework.grounds import Grounds
from collectors.framework.module import Framework
from collectors.loading.block import Bench
from collectors.loading.budget import Budget
from collectors.loading.crew import Crew
from collectors.loading.itinerary import Itinerary
from collectors.loading.loader import Loader
from collectors.loading.moments import Moments
from collectors.loading.samples import Lookups, of_cache, of_timing
from collectors.loading.targets import touched, usual
from collectors.loading.timing import LoadTiming
from collectors.model import Occasion, Sample, Trigger
from collectors.site import Site

_PATIENCE_SECONDS = 0.25
"""A block that would take longer has fewer rounds: other collectors wait for it."""
_RESERVE_SECONDS = 0.05
"""Kept in hand for the next save."""
_LONGEST_SECONDS = {
    Trigger.START: 0.0,
    Trigger.SAVE: 0.05,
    Trigger.TICK: 0.25,
    Trigger.ASKED: 1.0,
}
"""After so long a run begins no further load: nothing is shown before the run is over."""
_LONG_TOKENS = 250_000
"""A closure of more is not loaded while a save waits to be shown, but at the next tick."""


class LoadCollector:
    """Times what a save touched, then commands never loaded, then one more of those in turn."""

    NAME: ClassVar[str] = "load"
    TRIGGERS: ClassVar[frozenset[Trigger]] = frozenset(_LONGEST_SECONDS)

    def __init__(self, site: Site) -> None:
        config = site.config.load
        self._site = site
        self._grounds = Grounds.around(site.root, site.config.framework.allowed_roots)
        self._cache = ComponentCache(entries=config.cache_entries, bytes=config.cache_bytes)
        self._crew = Crew()
        self._budget = Budget.of(config.budget_ratio)
        self._itinerary = Itinerary()
        self._bench = self._bench_for(Framework())
        self._preloaded = False
        self._lookups = Lookups()

    def collect(self, occasion: Occasion) -> Iterator[Sample]:
        """Yield the loads there is time for; none at the start, when the first screen is due."""
        moments = Moments(occasion.at)
        earlier = self._lookups
        self._budget = self._budget.earned(occasion.at)
        self._prepare(occasion)
        yield Sample("canary_seconds", canary.sing(), (), moments.now())
        yield from self._loads(occasion.trigger, moments)
        yield from of_cache(self._cache.statistics, self._lookups, earlier)

    def close(self) -> None:
        """End the threads of parallel loads."""
        self._crew.close()

    def _prepare(self, occasion: Occasion) -> None:
        """Follow the framework, and forget what a save has changed."""
        framework = occasion.framework
        if framework is not self._bench.framework:
            self._bench = self._bench_for(framework)
            self._itinerary.renew(usual(framework), self._bench.loader.files.modules)
        self._cache.forget(occasion.dirty)
        if occasion.dirty:
            self._itinerary.hurry(touched(framework, occasion.dirty))

    def _bench_for(self, framework: Framework) -> Bench:
        loader = Loader.of(framework, self._grounds, self._site.tokenizer)
        return Bench(framework, loader, self._cache, self._crew)

    def _loads(self, trigger: Trigger, moments: Moments) -> Iterator[Sample]:
        asked = trigger is Trigger.ASKED
        for path in self._itinerary.upcoming():
            if not self._may_load(path, trigger, moments):
                break
            once_more = self._itinerary.is_repeat(path)
            yield from self._load(path, moments, asked=asked)
            if once_more and not asked:
                break

    def _may_load(self, path: str, trigger: Trigger, moments: Moments) -> bool:
        if moments.seconds >= _LONGEST_SECONDS[trigger]:
            return False
        if trigger is Trigger.ASKED:
            return True
        if trigger is Trigger.SAVE and self._is_long(path):
            return False
        if self._itinerary.is_hurried(path):
            return self._budget.seconds > 0
        return trigger is Trigger.TICK and self._budget.seconds > _RESERVE_SECONDS

    def _is_long(self, path: str) -> bool:
        return self._bench.loader.files.modules[path].full_tokens > _LONG_TOKENS

    def _load(self, path: str, moments: Moments, *, asked: bool) -> Iterator[Sample]:
        at, began_ns = moments.now(), self._clock_ns()
        timing = self._timed(path)
        if timing is None:
            self._itinerary.passed(path)
        else:
            self._itinerary.loaded(path)
            self._lookups = self._lookups.after(timing)
            yield Sample("canary_seconds", timing.canary_seconds, (), at)
            yield from of_timing(timing, moments)
        if not asked:
            self._budget = self._budget.spent((self._clock_ns() - began_ns) / 1e9)

    def _clock_ns(self) -> int:
        """The time, and beside it the CPU time that was spent for this thread by others."""
        return perf_counter_ns() + self._crew.cpu_ns

    def _timed(self, path: str) -> LoadTiming | None:
        """Time a module; None until the next scan when its files are not what was scanned."""
        if not self._preloaded:
            self._bench.preload(self._site.config.load.preload)
            self._preloaded = True
        try:
            return self._bench.time(
                path, rounds=self._site.config.load.rounds, patience=_PATIENCE_SECONDS
            )
        except LoadError:
            return None
