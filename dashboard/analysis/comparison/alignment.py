"""Which module of one framework is which of another, and where their text went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from collectors.framework.module import Framework, Module
from collectors.identity import changed_places
from dashboard.memo import remembered

_LEAST_MOVED = 16
"""Tokens; fewer are lost and gained somewhere by chance."""
_SLACK = 0.10
_LEAST_SLACK = 4
_FIGURES = attrgetter("path", "digest", "tokens", "bytes", "eager_tokens", "full_tokens")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A module as it was and as it is; one of them may be missing, but not both."""

    before: Module | None
    after: Module | None

    @property
    def path(self) -> str:
        """Where it is, or where it was when it is gone."""
        found = self.after or self.before
        return found.path if found else ""

    @property
    def gained(self) -> int:
        """Tokens of its own text, less than 0 when it lost some."""
        was = self.before.tokens if self.before else 0
        return (self.after.tokens if self.after else 0) - was

    @property
    def same(self) -> bool:
        """Whether it lies where it lay, and says what it said."""
        old, new = self.before, self.after
        return bool(old and new and (old.path, old.digest) == (new.path, new.digest))

    @property
    def renamed(self) -> bool:
        """Whether it lies elsewhere than it lay."""
        old, new = self.before, self.after
        return bool(old and new and old.path != new.path)

    @property
    def differs(self) -> bool:
        """Whether anything that is compared is not what it was."""
        old, new = self.before, self.after
        return old is None or new is None or _FIGURES(old) != _FIGURES(new)


@dataclass(frozen=True, slots=True)
class Differing:
    """The pairs of two frameworks that differ, carried on from one save to the next."""

    _before: Framework
    _after: Framework
    _old: Mapping[str, Module]
    """All that was there before, by path."""
    _pairs: Mapping[int, Aligned]
    """By their places among all that are aligned."""

    @classmethod
    def of(cls, before: Framework, after: Framework) -> Differing:
        """Align two frameworks."""
        pairs = {place: it for place, it in enumerate(aligned(before, after)) if it.differs}
        return cls(before, after, {module.path: module for module in before.modules}, pairs)

    @property
    def pairs(self) -> tuple[Aligned, ...]:
        """In the order in which all are aligned."""
        return tuple(self._pairs[place] for place in sorted(self._pairs))

    def following(self, before: Framework, after: Framework) -> Differing:
        """Those of another two, aligned anew unless files were edited that were there before.

        Only what was not there before may be something else by another name.
        """
        was, now = self._after.modules, after.modules
        if before is not self._before or len(was) != len(now):
            return Differing.of(before, after)
        places = changed_places(was, now)
        if any(was[it].path != now[it].path or now[it].path not in self._old for it in places):
            return Differing.of(before, after)
        edited = {place: Aligned(self._old[now[place].path], now[place]) for place in places}
        kept = {place: it for place, it in self._pairs.items() if place not in edited}
        differ = {place: pair for place, pair in edited.items() if pair.differs}
        return Differing(before, after, self._old, kept | differ)


def aligned(before: Framework, after: Framework) -> tuple[Aligned, ...]:
    """Pair modules of the same path, then those of the same content that only one side has."""
    old = {module.path: module for module in before.modules}
    new = {module.path: module for module in after.modules}
    renamed = _renamed(old, new)
    origins = set(renamed.values())
    here = (Aligned(old.get(renamed.get(path, path)), it) for path, it in new.items())
    gone = (it for path, it in old.items() if path not in new and path not in origins)
    return (*here, *(Aligned(it, None) for it in gone))


def moves(pairs: Iterable[Aligned]) -> dict[str, str]:
    """Each module that lost about what another gained, with that other, both ways round."""
    changed = (pair for pair in pairs if abs(pair.gained) >= _LEAST_MOVED)
    ordered = sorted(changed, key=lambda pair: (abs(pair.gained), pair.path))
    losses = [pair for pair in ordered if pair.gained < 0]
    gains = [pair for pair in ordered if pair.gained > 0]
    found: dict[str, str] = {}
    for loss, gain in _matched(losses, gains):
        found[loss.path], found[gain.path] = gain.path, loss.path
    return found


def about(one: float, other: float) -> bool:
    """Whether two amounts of tokens are the same but for what a move costs in glue."""
    larger = max(abs(one), abs(other))
    return abs(one - other) <= max(_LEAST_SLACK, _SLACK * larger) < larger


def _renamed(old: dict[str, Module], new: dict[str, Module]) -> dict[str, str]:
    """New paths with the old ones that had the same content, first by path with first."""
    left: dict[str, list[str]] = {}
    for path in sorted(old.keys() - new.keys(), reverse=True):
        left.setdefault(old[path].digest, []).append(path)
    arrived = (path for path in sorted(new.keys() - old.keys()) if left.get(new[path].digest))
    return {path: left[new[path].digest].pop() for path in arrived}


def _matched(
    losses: Sequence[Aligned], gains: Sequence[Aligned]
) -> Iterator[tuple[Aligned, Aligned]]:
    """Walk both in order of size; what has no partner of its size is passed over."""
    lost = gained = 0
    while lost < len(losses) and gained < len(gains):
        loss, gain = losses[lost], gains[gained]
        fits = about(-loss.gained, gain.gained)
        if fits:
            yield loss, gain
        lost += fits or -loss.gained < gain.gained
        gained += fits or -loss.gained >= gain.gained


def _followed() -> Callable[[Framework, Framework], tuple[Aligned, ...]]:
    last = Differing.of(Framework(), Framework())

    def follow(before: Framework, after: Framework) -> tuple[Aligned, ...]:
        nonlocal last
        last = found = last.following(before, after)
        return found.pairs

    return follow


differing = remembered(_followed())
"""Those of the aligned pairs that differ."""
