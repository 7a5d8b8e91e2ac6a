"""Frameworks with digests, and a memory that keeps one of them as the default baseline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from collectors.baseline import DEFAULT_NAME, Baseline, Comparison, LoadStatistics
from collectors.comparing.closures import Closures
from collectors.comparing.side import Pair, Side, from_disk, side
from collectors.config import Config, LoadConfig
from collectors.framework.grounds import Grounds
from collectors.framework.module import Framework
from collectors.loading.files import Files
from collectors.site import Site
from collectors.tokens import digest
from tests.collectors.loading.frameworks import including, written
from tests.collectors.sites import Blank, Characters, NoBaselines

PLAN, SHIP = "commands/plan.md", "commands/ship.md"
A, B = "components/a.md", "components/b.md"

TEXTS = {PLAN: including(A), SHIP: including(B), A: "A\n", B: "B\n"}


def framework(root: Path, changed: Mapping[str, str] | None = None) -> Framework:
    """Write the texts, some of them changed, and say what a scan would."""
    texts = TEXTS | dict(changed or {})
    found = written(root, texts)
    modules = (replace(it, digest=digest(texts[it.path].encode())) for it in found.modules)
    return replace(found, modules=tuple(modules))


def side_of(root: Path, path: str = PLAN, changed: Mapping[str, str] | None = None) -> Side:
    """One side, read from disk."""
    now = framework(root, changed)
    return side(Closures(now), path, from_disk(Files.of(now, Grounds.around(root))))


def pair_of(root: Path, new: str = "Another A\n") -> Pair:
    """A command whose component says something else now."""
    return Pair(side_of(root), side_of(root, changed={A: new}))


class Remembering(Blank):
    """A memory of one baseline, its contents, and what was compared."""

    def __init__(self, then: Framework, contents: Mapping[str, str] | None = None) -> None:
        texts = TEXTS if contents is None else contents
        self.held: Baseline | None = Baseline(DEFAULT_NAME, 0, then)
        self.blobs = {digest(text.encode()): text.encode() for text in texts.values()}
        self.compared: tuple[Comparison, ...] = ()
        self.loads: list[tuple[str, int, float]] = []
        self.generation = 1

    def pin(self, framework: Framework) -> None:
        """Hold against this from now on."""
        self.held = Baseline(DEFAULT_NAME, 0, framework)
        self.generation += 1

    def slow(self, module: str, at: int) -> None:
        """Remember a load of this module that took longer than in the baseline."""
        if self.held:
            self.held = replace(self.held, loads=(LoadStatistics(module, (0.001,)),))
        self.loads.append((module, at, 0.002))

    @property
    def baselines(self) -> Held:
        return Held(self)

    def cold_loads(self, since: int) -> list[tuple[str, int, float]]:
        return [load for load in self.loads if load[1] >= since]


class Held(NoBaselines):
    """The one baseline of a memory, as it is now."""

    def __init__(self, memory: Remembering) -> None:
        self._memory = memory

    def generation(self) -> int:
        return self._memory.generation

    def named(self, name: str) -> Baseline | None:
        return self._memory.held if name == DEFAULT_NAME else None

    def blob(self, digest: str) -> bytes | None:
        return self._memory.blobs.get(digest)

    def comparisons(self, baseline: str) -> tuple[Comparison, ...]:
        return self._memory.compared if baseline == DEFAULT_NAME else ()


def site_with(root: Path, memory: Remembering, *, budget_ratio: float = 1_000.0) -> Site:
    """A site that remembers; comparisons may take all the time they want, unless told otherwise."""
    return Site(root, Config(load=LoadConfig(budget_ratio=budget_ratio)), Characters(), memory)
