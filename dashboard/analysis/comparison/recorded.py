"""The series of exact figures, found by what they are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain

from collectors.identity import changed_places
from dashboard.analysis.comparison.difference import EXACT
from dashboard.memo import remembered
from dashboard.snapshot import Series, Snapshot


@dataclass(frozen=True, slots=True)
class Recorded:
    """Many series, of which few are asked about and few go on from one save to the next."""

    _series: tuple[Series, ...]
    _places: Mapping[tuple[str, str, str], int]
    """By metric, module and part."""

    @classmethod
    def of(cls, series: tuple[Series, ...]) -> Recorded:
        """Note what each is of."""
        named = ((one.metric, one.label("module"), one.label("part")) for one in series)
        return cls(series, {of: place for place, of in enumerate(named)})

    def following(self, series: tuple[Series, ...]) -> Recorded:
        """Later ones, noted anew unless they are of the same."""
        if len(series) != len(self._series):
            return Recorded.of(series)
        pairs = ((self._series[it], series[it]) for it in changed_places(self._series, series))
        same = all((was.metric, was.labels) == (now.metric, now.labels) for was, now in pairs)
        return Recorded(series, self._places) if same else Recorded.of(series)

    def find(self, metric: str, module: str = "", part: str = "") -> Series | None:
        """The series of one figure, if there is one."""
        place = self._places.get((metric, module, part))
        return None if place is None else self._series[place]


def _followed() -> Callable[[tuple[Series, ...]], Recorded]:
    last = Recorded((), {})

    def follow(series: tuple[Series, ...]) -> Recorded:
        nonlocal last
        last = found = last.following(series)
        return found

    return follow


_noted = remembered(_followed())


def recorded(snapshot: Snapshot) -> Recorded:
    """Those of a snapshot; the same object again while none has changed."""
    return _noted(tuple(chain.from_iterable(map(snapshot.of, EXACT))))
