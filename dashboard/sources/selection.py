"""Which series a snapshot shows, in which order."""

from __future__ import annotations

from bisect import insort
from itertools import islice

from collectors.framework.module import Framework
from collectors.identity import changed_places
from collectors.model import Labels
from collectors.store import StoredSeries
from dashboard.snapshot import Series
from dashboard.sources.window import Window

_FEW = 100
"""So many are put in one by one; more are sorted with all others."""


class Selection:
    """The order of a window's series: new ones are put in, and what modules do can undo it."""

    def __init__(self) -> None:
        self._shown: list[StoredSeries] = []
        self._numbers: list[int] = []
        self._seen = 0
        self._window: Window | None = None
        self._framework = Framework()
        self._kinds: dict[str, str] = {}

    def series(self, window: Window, framework: Framework) -> tuple[Series, ...]:
        """The series with samples, by metric and labels, but for those of modules that are gone."""
        self._follow(window, framework)
        new = islice(window.stored.values(), self._seen, None)
        self._put_in([stored for stored in new if _exists(stored, self._kinds)])
        self._seen = len(window.stored)
        return tuple(filter(None, map(window.series.get, self._numbers)))

    def _follow(self, window: Window, framework: Framework) -> None:
        """Begin again with another window, or when modules came, went or changed their kind."""
        if framework is not self._framework:
            if not _alike(framework, self._framework):
                self._kinds = {module.path: module.kind.value for module in framework.modules}
                self._window = None
            self._framework = framework
        if window is not self._window:
            self._window, self._shown, self._numbers, self._seen = window, [], [], 0

    def _put_in(self, new: list[StoredSeries]) -> None:
        if len(new) > _FEW:
            self._shown = sorted((*self._shown, *new), key=_place)
        else:
            for stored in new:
                insort(self._shown, stored, key=_place)
        if new:
            self._numbers = [stored.id for stored in self._shown]


def _place(stored: StoredSeries) -> tuple[str, Labels]:
    return stored.metric, stored.labels


def _alike(one: Framework, other: Framework) -> bool:
    """Whether both have modules of the same paths and kinds."""
    new, old = one.modules, other.modules
    if len(new) != len(old):
        return False
    pairs = ((new[place], old[place]) for place in changed_places(new, old))
    return all((now.path, now.kind) == (was.path, was.kind) for now, was in pairs)


def _exists(stored: StoredSeries, kinds: dict[str, str]) -> bool:
    """Whether a series is about no module, or about one that still is what its labels say."""
    labels = dict(stored.labels)
    module = labels.get("module")
    if module is None or not kinds:
        return True
    kind = kinds.get(module)
    return kind is not None and labels.get("kind", kind) == kind
