"""What a loader keeps of the components it has loaded, and how much of it.

A cache belongs to the one measuring thread: the threads of a parallel load read, parse and count,
and only the thread that started them looks up and keeps. So it needs no lock, and a look-up costs
what a dictionary costs.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from collectors.framework.module import Framework, Stamp
from collectors.framework.reference import Mention


@dataclass(frozen=True, slots=True)
class Component:
    """One file as a loader keeps it: read, parsed and counted."""

    path: str
    """Relative to the root, as a module's."""
    stamp: Stamp
    """Of the file when it was read."""
    text: str
    mentions: tuple[Mention, ...]
    tokens: int

    @property
    def bytes(self) -> int:
        """What it weighs in a cache: the size of its file."""
        return self.stamp.size


@dataclass(frozen=True, slots=True)
class CacheStatistics:
    """What a cache has done since it was made, and what it holds now."""

    hits: int = 0
    misses: int = 0
    entries: int = 0
    bytes: int = 0


class ComponentCache:
    """Components by path, the least recently used dropped first."""

    def __init__(self, *, entries: int, bytes: int) -> None:  # noqa: A002 - the unit is the name
        self._most_entries = entries
        self._most_bytes = bytes
        self._components: OrderedDict[str, Component] = OrderedDict()
        self._bytes = 0
        self._hits = 0
        self._misses = 0

    @property
    def statistics(self) -> CacheStatistics:
        """The counts as they are now."""
        return CacheStatistics(
            hits=self._hits,
            misses=self._misses,
            entries=len(self._components),
            bytes=self._bytes,
        )

    def emptied(self) -> ComponentCache:
        """An empty cache of the same bounds."""
        return ComponentCache(entries=self._most_entries, bytes=self._most_bytes)

    def find(self, path: str, stamp: Stamp) -> Component | None:
        """Look up what was kept of a file, unless the file's stamp says it has changed."""
        component = self._components.get(path)
        if component is None or component.stamp != stamp:
            self._misses += 1
            return None
        self._hits += 1
        self._components.move_to_end(path)
        return component

    def keep(self, component: Component) -> None:
        """Keep a component as the most recently used; one that is larger than the cache is not."""
        self.forget((component.path,))
        if component.bytes > self._most_bytes:
            return
        self._components[component.path] = component
        self._bytes += component.bytes
        while len(self._components) > self._most_entries or self._bytes > self._most_bytes:
            self._evict()

    def forget(self, paths: Iterable[str]) -> None:
        """Drop what was kept of these files."""
        for path in paths:
            component = self._components.pop(path, None)
            self._bytes -= component.bytes if component else 0

    def _evict(self) -> None:
        _, component = self._components.popitem(last=False)
        self._bytes -= component.bytes


def hot(framework: Framework, count: int) -> tuple[str, ...]:
    """The modules that most others include, at most so many, most included first."""
    included = (module for module in framework.modules if module.dependents)
    ranked = sorted(included, key=lambda module: (-module.dependents, module.path))
    return tuple(module.path for module in ranked[:count])
