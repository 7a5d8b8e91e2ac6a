"""The modules of a framework, linked again and again at the cost of what changed.

Most saves change what a text says and not where it leads. Then only the modules that changed and
those that reach them add up to something else, and all others stay the objects they were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter

from collectors.framework.graph import Graph, link, module
from collectors.framework.links import Links
from collectors.identity import changed_places

_FAR = 1 << 62
_FINDINGS = attrgetter("findings")
_WAYS = attrgetter("eager"), attrgetter("loaded"), attrgetter("attached")


class Web:
    """What was linked last, and who names whom."""

    def __init__(self, import_hops: int) -> None:
        self.links: Sequence[Links] = ()
        self.graph = Graph((), (), ())
        self._import_hops = import_hops
        self._namers: tuple[list[list[int]], ...] | None = None

    def link(self, links: Sequence[Links]) -> Graph:
        """Link what changed and what reaches it, or everything when something leads elsewhere."""
        alike = len(links) == len(self.links)
        changed = changed_places(self.links, links) if alike else []
        same = alike and all(_lead_alike(self.links[it], links[it]) for it in changed)
        self.graph = self._linked_again(links, changed) if same else self._linked(links)
        self.links = links
        return self.graph

    def _linked(self, links: Sequence[Links]) -> Graph:
        self._namers = None
        known = {each.path: each for each in self.graph.modules}
        return link(links, import_hops=self._import_hops, known=known)

    def _linked_again(self, links: Sequence[Links], changed: Sequence[int]) -> Graph:
        eager, full = self._growth(links, changed)
        modules = list(self.graph.modules)
        for place in {*changed, *eager, *full}:
            was = modules[place]
            modules[place] = module(
                links[place],
                eager=was.eager_tokens + eager[place],
                full=was.full_tokens + full[place],
                dependents=was.dependents,
                was=was,
            )
        told = sum(map(len, map(_FINDINGS, self.links)))
        findings = chain.from_iterable(map(_FINDINGS, links))
        # What follows the findings of the modules tells where they lead, which is as it was.
        return Graph(tuple(modules), self.graph.cycles, (*findings, *self.graph.findings[told:]))

    def _growth(
        self, links: Sequence[Links], changed: Iterable[int]
    ) -> tuple[Counter[int], Counter[int]]:
        """By how many tokens eager and full closures grew, by the places of their modules."""
        eager: Counter[int] = Counter()
        full: Counter[int] = Counter()
        importers, loaders, attachers = self._namers = self._namers or _namers(links)
        for place in changed:
            more = links[place].part.content.tokens - self.links[place].part.content.tokens
            if more:
                near = _reaching(place, importers, self._import_hops).union(attachers[place])
                far = _reaching(place, loaders, _FAR)
                eager.update(dict.fromkeys(near, more))
                full.update(dict.fromkeys(far.union(*map(attachers.__getitem__, far)), more))
        return eager, full


def _lead_alike(was: Links, now: Links) -> bool:
    return was.part.path == now.part.path and all(way(was) == way(now) for way in _WAYS)


def _namers(links: Sequence[Links]) -> tuple[list[list[int]], ...]:
    """Who imports, who loads, and who attaches each module."""
    places = {each.part.path: place for place, each in enumerate(links)}
    return tuple(_turned(map(way, links), places) for way in _WAYS)


def _turned(named: Iterable[Iterable[str]], places: Mapping[str, int]) -> list[list[int]]:
    namers: list[list[int]] = [[] for _ in places]
    for place, paths in enumerate(named):
        for path in paths:
            namers[places[path]].append(place)
    return namers


def _reaching(place: int, namers: Sequence[Sequence[int]], hops: int) -> set[int]:
    """What reaches a module within some hops, itself included."""
    seen, wave = {place}, {place}
    while wave and hops > 0:
        wave = {above for node in wave for above in namers[node]} - seen
        seen |= wave
        hops -= 1
    return seen
