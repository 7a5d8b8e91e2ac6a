"""Whose content is not what it was in the baseline, and since when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from collectors.baseline import Baseline
from collectors.framework.expansions import Expansions
from collectors.framework.module import Framework, Kind, Startup
from collectors.model import Run
from dashboard.analysis.comparison.alignment import differing
from dashboard.analysis.comparison.recorded import Recorded
from dashboard.analysis.expanded import expansions
from dashboard.memo import remembered


@dataclass(frozen=True, slots=True)
class Shift:
    """What lies between two frameworks."""

    before: Expansions
    now: Expansions
    files: Mapping[str, Kind]
    """What came, went, was renamed or was changed, by its paths then and now."""
    gains: Mapping[str, int]
    """Tokens that the own text of each of them gained, less than 0 where it lost some."""
    starts: Mapping[str, int]
    """The same for each part of what a session pays at its start."""
    _loads: dict[str, tuple[frozenset[str], frozenset[str]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """By module what a load of it reads now, and read then: it is asked about again and again."""

    def members(self, module: str) -> frozenset[str]:
        """All that a module loads now or loaded then."""
        now, before = self._load(module)
        return now | before

    def held(self, module: str, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some paths that a module loads now or loaded then."""
        now, before = self._load(module)
        found = (*(it for it in paths if it in now), *(it for it in paths if it in before))
        return tuple(dict.fromkeys(found))

    def own(self, module: str, path: str) -> bool:
        """Whether an edit of a file made a module's load what it is.

        What was there before and is only loaded since was not edited: what loads it was.
        """
        is_new = not self.before.size(path)
        was = is_new or not self.now.size(path) or path in self._load(module)[1]
        return was and path in self.members(module)

    def loading(self, paths: Collection[str]) -> frozenset[str]:
        """The modules that load one of some paths now or loaded it then."""
        return self.now.loading(paths) | self.before.loading(paths)

    def _load(self, module: str) -> tuple[frozenset[str], frozenset[str]]:
        found = self._loads.get(module)
        if found is None:
            both = self.now.members(module), self.before.members(module)
            found = self._loads[module] = frozenset(both[0]), frozenset(both[1])
        return found


@remembered
def shift(baseline: Baseline, framework: Framework) -> Shift:
    """What lies between a baseline and a framework."""
    before = baseline.framework
    return Shift(
        _expanded(baseline),
        expansions(framework),
        dict(_files(before, framework)),
        {pair.path: pair.gained for pair in differing(before, framework) if not pair.same},
        _starts(before.startup, framework.startup),
    )


@remembered
def _expanded(baseline: Baseline) -> Expansions:
    return Expansions.of(baseline.framework)


@remembered
def changed(between: Shift) -> frozenset[str]:
    """The modules of which a load reads other content than then."""
    return between.loading(between.files)


@remembered
def moments(between: Shift, saves: tuple[Run, ...], recorded: Recorded) -> Mapping[str, int]:
    """When a load of each module last began to read something else, where that is known.

    Saves, oldest first, tell it, and `module_bytes` where a file changed while nobody watched.
    """
    saved = {path: save.at for save in saves for path in save.paths}
    found = ((path, recorded.find("module_bytes", path)) for path in between.files)
    measured = {path: size.times[-1] for path, size in found if size}
    groups: dict[int, list[str]] = {}
    for path in saved.keys() | measured.keys():
        groups.setdefault(max(saved.get(path, 0), measured.get(path, 0)), []).append(path)
    return {module: at for at in sorted(groups) for module in between.loading(groups[at])}


def _starts(before: Startup, now: Startup) -> Mapping[str, int]:
    return {
        "memory": now.memory_tokens - before.memory_tokens,
        "listing": now.listing_tokens - before.listing_tokens,
        "agents": now.agent_tokens - before.agent_tokens,
    }


def _files(before: Framework, framework: Framework) -> Iterator[tuple[str, Kind]]:
    for pair in differing(before, framework):
        if not pair.same:
            yield from ((it.path, it.kind) for it in (pair.before, pair.after) if it)
