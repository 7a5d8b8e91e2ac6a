"""Times the loads of one module so that one can be held against another.

The modes take turns within every round, so that what slows the machine slows them alike.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from math import inf
from time import perf_counter_ns

from collectors import canary
from collectors.cache import ComponentCache, hot
from collectors.errors import LoadError
from collectors.framework.module import Framework
from collectors.loading.crew import Crew
from collectors.loading.loader import Loader, Prompt
from collectors.loading.plan import Plan, plan
from collectors.loading.stopwatch import Stopwatch
from collectors.loading.timing import LoadTiming, Mode, Round

_SHORT_NS = 100_000
"""A load shorter than this is looped,"""
_SAMPLE_NS = 1_000_000
"""until one sample lasts this long."""

OneLoad = Callable[[Stopwatch], Prompt]


@dataclass(frozen=True, slots=True)
class Bench:
    """What the loads of many modules of one framework share."""

    framework: Framework
    loader: Loader
    cache: ComponentCache
    crew: Crew

    def preload(self, count: int) -> None:
        """Load the most included modules, at most so many, into the cache; those that load."""
        for path in hot(self.framework, count):
            with suppress(LoadError):
                self.loader.keep(path, self.cache)

    def time(self, path: str, *, rounds: int, patience: float = inf) -> LoadTiming:
        """Time so many rounds of every mode; fewer, but one, when they take longer than patience.

        Patience is in seconds. A first cold load that outlasts it is the only load.
        Raises `LoadError` when a file is gone or not what was scanned.
        """
        planned = plan(self.framework, self.loader.files.modules, path)
        threads = min(self.crew.size(), max(map(len, planned.phases)))
        loads = self._loads(planned, threads)
        with garbage_collection_off():
            song = canary.sing()
            prompt, cold = _first(loads[Mode.COLD])
            timing = LoadTiming(
                path=path,
                modules=prompt.modules,
                tokens=prompt.tokens,
                threads=threads,
                canary_seconds=song,
                cold=(cold,),
            )
            if cold.seconds > patience:
                return timing
            return self._all_modes(timing, loads, rounds=rounds, patience=patience)

    def _all_modes(
        self, timing: LoadTiming, loads: Mapping[Mode, OneLoad], *, rounds: int, patience: float
    ) -> LoadTiming:
        (cold,) = timing.cold
        prompt, warm = _first(loads[Mode.WARM])
        _, parallel = _first(loads[Mode.PARALLEL])
        one_round = cold.seconds + warm.seconds + parallel.seconds
        timed = _rounds(loads, max(1, int(min(rounds, patience / one_round))))
        components = self._components(prompt)
        return replace(
            timing,
            cold=timed[Mode.COLD],
            warm=timed[Mode.WARM],
            parallel=timed[Mode.PARALLEL],
            hits=len(components & prompt.kept),
            misses=len(components - prompt.kept),
        )

    def _components(self, prompt: Prompt) -> frozenset[str]:
        """The modules of a prompt that something includes; a command's own file is none."""
        modules = self.loader.files.modules
        return frozenset(path for path in prompt.modules if modules[path].dependents)

    def _loads(self, planned: Plan, threads: int) -> dict[Mode, OneLoad]:
        loader, cache, crew = self.loader, self.cache, self.crew
        return {
            Mode.COLD: lambda watch: loader.load(planned, cache.emptied(), watch),
            Mode.WARM: lambda watch: loader.load(planned, cache, watch),
            Mode.PARALLEL: lambda watch: loader.load_parallel(
                planned, crew, threads=threads, watch=watch
            ),
        }


@contextmanager
def garbage_collection_off() -> Iterator[None]:
    """Keep garbage collection out of what is timed, and leave it afterwards as it was.

    Only the young generations are collected before: the old one is the screen's, collecting it
    takes longer than most blocks, and while collection is off nothing looks at it.
    """
    enabled = gc.isenabled()
    gc.collect(1)
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _first(load: OneLoad) -> tuple[Prompt, Round]:
    watch = Stopwatch()
    prompt = load(watch)
    return prompt, _round(watch, loads=1)


def _rounds(loads: Mapping[Mode, OneLoad], count: int) -> dict[Mode, tuple[Round, ...]]:
    """Time every mode so many times; another mode leads each round."""
    modes = tuple(loads)
    timed: dict[Mode, list[Round]] = {mode: [] for mode in modes}
    for number in range(count):
        lead = number % len(modes)
        for mode in modes[lead:] + modes[:lead]:
            timed[mode].append(_sample(loads[mode]))
    return {mode: tuple(rounds) for mode, rounds in timed.items()}


def _sample(load: OneLoad) -> Round:
    watch = Stopwatch()
    load(watch)
    loads = 1
    while loads > 1 or watch.wall_ns < _SHORT_NS:
        load(watch)
        loads += 1
        if watch.wall_ns >= _SAMPLE_NS:
            break
    return _round(watch, loads=loads)


def _round(watch: Stopwatch, *, loads: int) -> Round:
    return Round(
        seconds=watch.wall_ns / loads / 1e9,
        cpu_seconds=watch.cpu_ns / loads / 1e9,
        phases=tuple((phase, ns / loads / 1e9) for phase, ns in watch.phases_ns),
        ended_ns=perf_counter_ns(),
    )
