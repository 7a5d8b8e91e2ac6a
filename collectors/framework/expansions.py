"""What a loader could expand into each module of a framework, for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from collectors.framework.links import CARRIED, LOADING
from collectors.framework.module import Framework, Module
from collectors.framework.reach import strong_components
from collectors.framework.reference import Syntax


class _Ways(NamedTuple):
    """Where one module leads, by places."""

    carried: list[int]
    """What is loaded with it, whatever loads it."""
    attached: list[int]
    """What is loaded beside those when it is loaded itself."""


_NOWHERE = _Ways([], [])


@dataclass(frozen=True, slots=True)
class Expansions:
    """Every module with all it loads; sets of modules are the bits of an integer, as in `reach`."""

    _modules: tuple[Module, ...] = field(repr=False, compare=False)
    _places: Mapping[str, int]
    _ways: Sequence[_Ways]
    _masks: Sequence[int]
    _loaders: list[int] = field(init=False, repr=False, compare=False, default_factory=list)
    """What loads each module; empty until somebody asks."""

    @classmethod
    def of(cls, framework: Framework) -> Expansions:
        """Work them out, in time linear in modules and references."""
        places = {module.path: place for place, module in enumerate(framework.modules)}
        ways = [_led_to(module, places) for module in framework.modules]
        return cls(framework.modules, places, ways, _wholes(ways))

    def following(self, framework: Framework) -> Expansions:
        """Those of another framework; these when it is linked alike."""
        if [*self._places] != [module.path for module in framework.modules]:
            return Expansions.of(framework)
        trios = zip(self._ways, self._modules, framework.modules, strict=True)
        ways = [known if now is was else _led_to(now, self._places) for known, was, now in trios]
        if ways == self._ways:
            return self
        return Expansions(framework.modules, self._places, ways, _wholes(ways))

    def held(self, path: str, among: Iterable[str]) -> tuple[str, ...]:
        """Those of some paths that a module loads, itself included; none when it is not there."""
        place = self._places.get(path)
        if place is None:
            return ()
        mask = self._masks[place]
        known = ((it, self._places.get(it)) for it in among)
        return tuple(it for it, bit in known if bit is not None and mask >> bit & 1)

    def members(self, path: str) -> tuple[str, ...]:
        """All that a module loads, itself included; nothing when it is not there."""
        place = self._places.get(path)
        found = () if place is None else _members(self._masks[place])
        return tuple(self._modules[it].path for it in found)

    def size(self, path: str) -> int:
        """How many modules a load of one reads; 0 when it is not there."""
        place = self._places.get(path)
        return 0 if place is None else self._masks[place].bit_count()

    def loading(self, among: Iterable[str]) -> frozenset[str]:
        """The modules that load one of some paths, or are one."""
        loaders, wanted = self._loading(), 0
        for path in among:
            wanted |= loaders[self._places[path]] if path in self._places else 0
        return frozenset(self._modules[place].path for place in _members(wanted))

    def carriers(self, of: Iterable[str], among: Iterable[str]) -> tuple[int, ...]:
        """How many of some modules load each of others, or are it."""
        loaders, wanted = self._loading(), self._bits(among)
        places = map(self._places.get, of)
        return tuple(
            0 if place is None else (loaders[place] & wanted).bit_count() for place in places
        )

    def _loading(self) -> list[int]:
        if not self._loaders:
            loaders = _masks(_turned([ways.carried for ways in self._ways]))
            for node, ways in enumerate(self._ways):
                for place in _members(self._masks[node]) if ways.attached else ():
                    loaders[place] |= 1 << node
            self._loaders.extend(loaders)
        return self._loaders

    def _bits(self, paths: Iterable[str]) -> int:
        # To set bit after bit in an integer would copy it each time.
        digits = bytearray(b"0" * (len(self._modules) or 1))
        for path in paths:
            if path in self._places:
                digits[~self._places[path]] = ord("1")
        return int(digits, 2)


def _led_to(module: Module, places: Mapping[str, int]) -> _Ways:
    if not module.references:
        return _NOWHERE
    carried = _targets(module, places, CARRIED)
    return _Ways(carried, _targets(module, places, LOADING - CARRIED))


def _targets(module: Module, places: Mapping[str, int], among: frozenset[Syntax]) -> list[int]:
    loaded = [it.path for it in module.references if it.found and it.syntax in among]
    return [places[path] for path in dict.fromkeys(loaded) if path in places]


def _wholes(ways: Sequence[_Ways]) -> list[int]:
    """What each module loads when it is loaded itself."""
    masks = _masks([each.carried for each in ways])
    wholes = masks.copy()
    for node, each in enumerate(ways):
        for target in each.attached:
            wholes[node] |= masks[target]
    return wholes


def _turned(edges: Sequence[Sequence[int]]) -> list[list[int]]:
    """The same edges, from their ends to their beginnings."""
    turned: list[list[int]] = [[] for _ in edges]
    for node, targets in enumerate(edges):
        for target in targets:
            turned[target].append(node)
    return turned


def _members(mask: int) -> Iterator[int]:
    """The places of the bits that are set, found by one search for each."""
    digits = f"{mask:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


def _masks(edges: Sequence[Sequence[int]]) -> list[int]:
    masks = [0] * len(edges)
    for component in strong_components(edges):
        union = 0
        for node in component:
            union |= 1 << node
            for target in edges[node]:
                union |= masks[target]
        for node in component:
            masks[node] = union
    return masks
