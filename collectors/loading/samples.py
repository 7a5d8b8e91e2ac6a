"""What load runs and the component cache are stored as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collectors.cache import CacheStatistics
from collectors.loading.moments import Moments
from collectors.loading.timing import LoadTiming, Mode, Round
from collectors.model import Sample


@dataclass(frozen=True, slots=True)
class Lookups:
    """How often the first warm load of a block asked the cache for a component.

    The loads that repeat it for the clock's sake are no requests: they would all be hits.
    """

    hits: int = 0
    misses: int = 0

    def after(self, timing: LoadTiming) -> Lookups:
        """These and those of one more block."""
        return Lookups(self.hits + timing.hits, self.misses + timing.misses)


def of_timing(timing: LoadTiming, moments: Moments) -> Iterator[Sample]:
    """A sample of every phase of every cold round, of the whole of the others, and the speed-up."""
    module = ("module", timing.path)
    rounds = [(round_, mode) for mode, each in timing.rounds() for round_ in each]
    for round_, mode in sorted(rounds, key=lambda pair: pair[0].ended_ns):
        yield from _of_round(round_, mode, timing.path, moments.at(round_.ended_ns))
    if timing.parallel:
        at = moments.now()
        yield Sample("load_speedup_ratio", timing.speedup, (module,), at)
        yield Sample("parallel_efficiency_ratio", timing.efficiency, (module,), at)


def _of_round(round_: Round, mode: Mode, path: str, at: int) -> Iterator[Sample]:
    labels = (("mode", mode.value), ("module", path))
    phases = round_.phases if mode is Mode.COLD else ()
    for phase, seconds in (*phases, ("total", round_.seconds)):
        yield Sample("load_seconds", seconds, (*labels, ("phase", phase)), at)
    yield Sample("load_cpu_seconds", round_.cpu_seconds, labels, at)


def of_cache(held: CacheStatistics, lookups: Lookups, earlier: Lookups) -> Iterator[Sample]:
    """What is held, the look-ups since the start, and the hit ratio of those since `earlier`."""
    yield Sample("cache_entries", held.entries)
    yield Sample("cache_bytes", held.bytes)
    yield Sample("cache_requests_total", lookups.hits, (("outcome", "hit"),))
    yield Sample("cache_requests_total", lookups.misses, (("outcome", "miss"),))
    hits, misses = lookups.hits - earlier.hits, lookups.misses - earlier.misses
    if hits + misses:
        yield Sample("cache_hit_ratio", hits / (hits + misses))
