"""How a framework's own loader turns a module, and all it includes, into one prompt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from collectors.cache import Component, ComponentCache
from collectors.framework import references
from collectors.framework.grounds import Grounds
from collectors.framework.module import Framework
from collectors.loading.crew import Crew, balanced
from collectors.loading.files import Files
from collectors.loading.plan import Plan
from collectors.loading.stopwatch import Stopwatch
from collectors.tokens import Tokenizer

Components: TypeAlias = dict[str, Component]
Targets: TypeAlias = Mapping[str, tuple[str, ...]]
"""What each module loads, in the order it names it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a load makes of a module and its closure."""

    modules: tuple[str, ...]
    """Paths in include order: a module, then what it includes as it names it, each once."""
    text: str
    """The texts of these modules, joined with nothing between."""
    tokens: int
    kept: frozenset[str] = frozenset()
    """Those of the modules that the cache held."""


@dataclass(frozen=True, slots=True)
class Loader:
    """A framework's loader; it opens what the scan found, while it is as the scan found it.

    A load raises `LoadError` when a file is gone or not what was scanned.
    """

    files: Files
    tokenizer: Tokenizer

    @classmethod
    def of(cls, framework: Framework, grounds: Grounds, tokenizer: Tokenizer) -> Loader:
        """The loader of a framework; what its tokenizer remembers, it looks up by content."""
        return cls(Files.of(framework, grounds), tokenizer)

    def keep(self, path: str, cache: ComponentCache) -> None:
        """Load one file into a cache, without what it includes."""
        self._fetch([path], cache, Stopwatch())

    def load(self, plan: Plan, cache: ComponentCache, watch: Stopwatch) -> Prompt:
        """Load a module in this thread, wave by wave of what was newly named."""
        components: Components = {}
        targets: dict[str, tuple[str, ...]] = {}
        kept: set[str] = set()
        wave: tuple[str, ...] = (plan.path,)
        while wave:
            held = self._look_up(wave, cache)
            watch.lap("read")
            components |= held | self._fetch([it for it in wave if it not in held], cache, watch)
            kept.update(held)
            targets |= {it: plan.resolve(components[it].mentions, it) for it in wave}
            named = dict.fromkeys(chain.from_iterable(targets[it] for it in wave))
            wave = tuple(it for it in named if it not in components)
            watch.lap("resolve")
        prompt = _assemble(plan.path, components, targets, frozenset(kept))
        watch.lap("assemble")
        return prompt

    def load_parallel(self, plan: Plan, crew: Crew, *, threads: int, watch: Stopwatch) -> Prompt:
        """Load a module with threads, one topological phase after another, dependencies first."""
        components: Components = {}
        others_ns = crew.cpu_ns
        for phase in plan.phases:
            weights = [(path, self.files.size(path)) for path in phase]
            for share in crew.share(self._read_untimed, balanced(weights, threads)):
                components |= share
        targets = {it: plan.resolve(components[it].mentions, it) for it in components}
        prompt = _assemble(plan.path, components, targets)
        watch.stop(others_ns=crew.cpu_ns - others_ns)
        return prompt

    def _look_up(self, paths: Sequence[str], cache: ComponentCache) -> Components:
        found = ((path, cache.find(path, self.files.stamp(path))) for path in paths)
        return {path: component for path, component in found if component}

    def _fetch(self, paths: Sequence[str], cache: ComponentCache, watch: Stopwatch) -> Components:
        fetched = self._read(paths, watch)
        for component in fetched.values():
            cache.keep(component)
        return fetched

    def _read_untimed(self, paths: Sequence[str]) -> Components:
        return self._read(paths, Stopwatch())

    def _read(self, paths: Sequence[str], watch: Stopwatch) -> Components:
        contents = [self.files.read(path) for path in paths]
        watch.lap("read")
        texts = [content.decode("utf-8-sig", "replace") for content in contents]
        mentions = [references.find(text) for text in texts]
        watch.lap("parse")
        tokens = [self.tokenizer.count(text) for text in texts]
        watch.lap("count")
        stamps = [self.files.modules[path].stamp for path in paths]
        parts = zip(paths, stamps, texts, mentions, tokens, strict=True)
        return {part[0]: Component(*part) for part in parts}


def _assemble(
    path: str, components: Components, targets: Targets, kept: frozenset[str] = frozenset()
) -> Prompt:
    order = include_order(path, targets)
    ordered = [components[module] for module in order]
    text = "".join(component.text for component in ordered)
    return Prompt(order, text, sum(component.tokens for component in ordered), kept)


def include_order(path: str, targets: Targets) -> tuple[str, ...]:
    """A module, then what it names in the order of naming, each followed by its own; each once."""
    order: dict[str, None] = {}
    ahead = [path]
    while ahead:
        module = ahead.pop()
        if module not in order:
            order[module] = None
            ahead.extend(reversed(targets[module]))
    return tuple(order)
