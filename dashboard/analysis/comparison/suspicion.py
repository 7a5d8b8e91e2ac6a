"""Whose stored loads look slower than the baseline's, and whether the machine is to blame.

Samples of two processes differ by more than most changes do, so the worst that is said here is
"suspect"; and a module whose load reads what it read then has not become slower, whatever they say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, sqrt
from statistics import median

from collectors.baseline import Baseline
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.regression import decide, slowdown
from dashboard.analysis.statistics import quantile
from dashboard.memo import remembered
from dashboard.snapshot import Series

LEAST_SAMPLES = 20
_MOST_SAMPLES = 60
_MOVED = 1.055
_CANARY_MOVED = 1.03
_JURY = 5
_MAJORITY = 0.2
_BETWEEN_PROCESSES = exp(1.96 * sqrt(2) * 0.05)
"""Where the same loads in two processes differ: by 5 % each, as a standard deviation."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What stored samples say of the cold loads of one module; times are medians in seconds."""

    module: str
    standing: Standing
    """SUSPECT, ENVIRONMENT or INSUFFICIENT."""
    baseline: float
    current: float
    samples: int
    """Since it last changed."""
    ratio: float = 1.0
    """Now over then; infinite for what was not there."""
    detail: str = ""

    @property
    def interval(self) -> tuple[float, float]:
        """Where the ratio may lie, for all that one process can tell."""
        return self.ratio / _BETWEEN_PROCESSES, self.ratio * _BETWEEN_PROCESSES


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the loads of now are looked at in the light of."""

    baseline: Baseline
    changed: Collection[str]
    """Modules of which a load reads other content than then."""
    moments: Mapping[str, int]
    """When that last changed."""
    canary: Sequence[float] = ()
    """How long the same piece of work took, lately."""


@dataclass(frozen=True, slots=True)
class _Kept:
    seconds: tuple[float, ...]
    median: float


@dataclass(frozen=True, slots=True)
class _Pair:
    """Loads of one module, stored then and since it last changed."""

    module: str
    before: _Kept
    after: Sequence[float]
    median: float
    """Of what came after."""
    is_changed: bool

    @property
    def ratio(self) -> float:
        return self.median / self.before.median if self.before.median > 0 else 1.0

    @property
    def has_moved(self) -> bool:
        return self.ratio > _MOVED


def suspicions(loads: Iterable[Series], occasion: Occasion) -> Iterator[Suspicion]:
    """Look at the cold loads of each module; nothing is said where nothing looks wrong."""
    kept = _kept(occasion.baseline)
    nothing = _Kept((), 0.0)
    pairs = [_pair(one, kept.get(one.label("module"), nothing), occasion) for one in loads]
    enough = [it for it in pairs if _is_enough(it)]
    excuse = _excuse(enough, occasion)
    yield from (_too_few(it, occasion) for it in pairs if it.is_changed and not _is_enough(it))
    for pair in enough:
        if pair.has_moved and (excuse or decide(pair.before.seconds, _newest(pair))):
            yield _suspicion(pair, excuse)


@remembered
def _kept(baseline: Baseline) -> Mapping[str, _Kept]:
    return {it.module: _Kept(it.seconds, median(it.seconds)) for it in baseline.loads if it.seconds}


def _pair(series: Series, before: _Kept, occasion: Occasion) -> _Pair:
    module = series.label("module")
    first = bisect_right(series.times, occasion.moments.get(module, 0))
    after = series.values[first:]
    # The median of a whole series is known, and hundreds of series are whole.
    middle = series.statistics.p50 if not first else median(after or (0.0,))
    return _Pair(module, before, after, middle, module in occasion.changed)


def _is_enough(pair: _Pair) -> bool:
    return min(len(pair.before.seconds), len(pair.after)) >= LEAST_SAMPLES


def _newest(pair: _Pair) -> Sequence[float]:
    return pair.after[-_MOST_SAMPLES:]


def _excuse(pairs: Sequence[_Pair], occasion: Occasion) -> str:
    """Why slower loads are not the modules' doing; empty when they may be.

    Modules with old content are heard first: a shared component makes many slower at once.
    """
    song = _quartile(occasion.canary)
    was = _quartile(occasion.baseline.canary_seconds)
    if song > _CANARY_MOVED * was > 0:
        return f"this machine is {100 * (song / was - 1):.0f} % slower than it was then"
    old = [pair for pair in pairs if not pair.is_changed]
    jury = old if len(old) >= _JURY else pairs
    slower = sum(pair.has_moved for pair in jury)
    if len(jury) >= _JURY and slower > _MAJORITY * len(jury):
        return f"{slower} of {len(jury)} modules are slower together"
    return ""


def _quartile(values: Sequence[float]) -> float:
    return quantile(sorted(values), 0.25) if len(values) >= LEAST_SAMPLES else 0.0


def _too_few(pair: _Pair, occasion: Occasion) -> Suspicion:
    modules = occasion.baseline.framework.modules
    is_new = not any(it.path == pair.module for it in modules)
    sides = f"{len(pair.before.seconds)} loads then, {len(pair.after)} since it changed"
    new = "it is new since the baseline: there is nothing to time it against"
    return Suspicion(
        pair.module,
        Standing.INSUFFICIENT,
        baseline=pair.before.median,
        current=pair.median,
        samples=len(pair.after),
        ratio=inf if is_new else 1.0,
        detail=new if is_new else f"{sides}; {LEAST_SAMPLES} of each are needed",
    )


def _suspicion(pair: _Pair, excuse: str) -> Suspicion:
    innocent = excuse or ("" if pair.is_changed else "what it loads is what it was")
    return Suspicion(
        pair.module,
        Standing.ENVIRONMENT if innocent else Standing.SUSPECT,
        baseline=pair.before.median,
        current=pair.median,
        samples=len(pair.after),
        ratio=pair.ratio if excuse else slowdown(pair.before.seconds, _newest(pair)),
        detail=innocent or "to be timed side by side with what it was",
    )
