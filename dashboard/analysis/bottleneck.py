"""Where load time and tokens go, and what mending each such place would save.

Seconds are those of one cold load of each module that was loaded. Tokens are those of all files; of
what many load, those of all that load it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from math import fsum
from operator import attrgetter
from statistics import median

from collectors.framework.module import Framework, Kind, Module
from dashboard import units
from dashboard.analysis.expanded import expansions
from dashboard.analysis.health import Bottleneck
from dashboard.memo import remembered, tallied
from dashboard.snapshot import Series, Snapshot

_MOST = 5
"""Of each kind."""
_OUTSTANDING = 2.0
"""How many times the median something must be."""
_ENTRIES = (Kind.COMMAND, Kind.SKILL, Kind.AGENT)
"""What is loaded for its own sake."""
_TOKENS = attrgetter("tokens")


def bottlenecks(snapshot: Snapshot) -> tuple[Bottleneck, ...]:
    """Rank what is worth mending by its share of all time or of all tokens, largest first."""
    cold = tuple(snapshot.select("load_seconds", mode="cold"))
    found = (*_of_tokens(snapshot.framework), *_of_time(snapshot.framework, cold))
    return tuple(sorted(found, key=_rank))


@remembered
def _of_tokens(framework: Framework) -> tuple[Bottleneck, ...]:
    if not framework.tokens:
        return ()
    return tuple(
        bottleneck
        for kind in (_large(framework), _hot(framework), _never_used(framework))
        for bottleneck in _worst(kind)
    )


def _large(framework: Framework) -> Iterator[Bottleneck]:
    """Files far above the median one; mended, they are like it."""
    whole, typical = framework.tokens, median(map(_TOKENS, framework.modules))
    for module in framework.modules:
        if module.tokens > _OUTSTANDING * typical > 0:
            detail = f"{units.times(module.tokens / typical)} the median file"
            yield _tokens("large", module, module.tokens - typical, whole, detail)


def _hot(framework: Framework) -> Iterator[Bottleneck]:
    """What many entries load; mended, none of them does."""
    entries = [it for it in framework.modules if it.kind in _ENTRIES]
    loaded = sum(it.full_tokens for it in entries)
    shared = (it for it in framework.modules if it.dependents > 1 and it.tokens)
    likely = nlargest(4 * _MOST, shared, key=lambda it: (it.dependents * it.tokens, it.path))
    paths = ([it.path for it in likely], [it.path for it in entries])
    counts = expansions(framework).carriers(*paths)
    for module, carriers in zip(likely, counts, strict=True):
        if carriers > 1:
            detail = (
                f"loaded by {carriers:,} of {len(entries):,}: a token less is {carriers:,} less"
            )
            yield _tokens("hot", module, carriers * module.tokens, loaded, detail)


def _never_used(framework: Framework) -> Iterator[Bottleneck]:
    """Components that nothing includes, nor mentions as worth a look."""
    whole, named = framework.tokens, _named(framework.modules)
    for module in framework.modules:
        if module.path not in named and module.kind is Kind.COMPONENT and module.tokens:
            detail = "nothing includes or mentions it"
            yield _tokens("never-used", module, module.tokens, whole, detail)


@tallied
def _named(module: Module) -> Mapping[str, int]:
    """How often a module names each path."""
    return Counter(it.path for it in module.references)


@remembered
def _of_time(framework: Framework, cold: tuple[Series, ...]) -> tuple[Bottleneck, ...]:
    phases: dict[str, dict[str, float]] = {}
    for series in cold:
        medians = phases.setdefault(series.label("phase"), {})
        medians[series.label("module")] = series.statistics.p50
    totals = phases.pop("total", {})
    whole = fsum(totals.values())
    if whole <= 0:
        return ()
    single_use = _single_use(framework, phases.get("read", {}), whole)
    kinds = (_phases(phases, whole), _slow(totals, whole), single_use)
    return tuple(bottleneck for kind in kinds for bottleneck in _worst(kind))


def _phases(phases: Mapping[str, Mapping[str, float]], whole: float) -> Iterator[Bottleneck]:
    for phase, medians in phases.items():
        spent = fsum(medians.values())
        detail = f"{units.ratio(spent / whole)} of the cold loads of {len(medians):,} modules"
        yield Bottleneck("phase", phase, spent, "seconds", spent / whole, detail)


def _slow(totals: Mapping[str, float], whole: float) -> Iterator[Bottleneck]:
    """Loads far above the median one; mended, they are like it."""
    typical = median(totals.values())
    for module, seconds in totals.items():
        if seconds > _OUTSTANDING * typical > 0:
            saving, detail = seconds - typical, f"{units.times(seconds / typical)} the median load"
            yield Bottleneck("slow", module, saving, "seconds", saving / whole, detail)


def _single_use(
    framework: Framework, reads: Mapping[str, float], whole: float
) -> Iterator[Bottleneck]:
    """Components with one includer; mended, they are part of it, and a file less is read."""
    loaded = tuple(reads)
    files = _files_read(framework, loaded)
    one_file = fsum(reads.values()) / files if files else 0.0
    for path, loads in _included_once(framework, loaded):
        saving = one_file * loads
        detail = f"one file includes it, and {loads:,} loads read it: inline it"
        yield Bottleneck("single-use", path, saving, "seconds", saving / whole, detail)


@remembered
def _files_read(framework: Framework, loaded: tuple[str, ...]) -> int:
    return sum(map(expansions(framework).size, loaded))


@remembered
def _included_once(framework: Framework, loaded: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Components that one file includes, and by how many of these loads they are read."""
    modules, paths = framework.modules, frozenset(loaded)
    single = [it.path for it in modules if it.kind is Kind.COMPONENT and it.dependents == 1]
    carriers = zip(single, expansions(framework).carriers(single, paths), strict=True)
    return tuple((path, loads - (path in paths)) for path, loads in carriers)


def _tokens(kind: str, module: Module, saving: float, whole: float, detail: str) -> Bottleneck:
    share = saving / whole if whole else 0.0
    return Bottleneck(kind, module.path, saving, "tokens", share, detail)


def _worst(found: Iterable[Bottleneck]) -> list[Bottleneck]:
    return sorted((it for it in found if it.saving > 0), key=_rank)[:_MOST]


def _rank(bottleneck: Bottleneck) -> tuple[float, str, str]:
    return -bottleneck.share, bottleneck.kind, bottleneck.subject
