"""Which series a snapshot shows, in which order."""

from __future__ import annotations

from collectors.model import Framework
from collectors.store import StoredSeries
from dashboard.snapshot import Series
from dashboard.sources.window import Window


class Selection:
    """The order of a window's series, worked out again when there are new ones or new modules."""

    def __init__(self) -> None:
        self._numbers: tuple[int, ...] = ()
        self._made_for: tuple[Window, Framework, int] | None = None

    def series(self, window: Window, framework: Framework) -> tuple[Series, ...]:
        """The series with samples, by metric and labels, but for those of modules that are gone."""
        if not self._fits(window, framework):
            self._numbers = _numbers(window, framework)
            self._made_for = (window, framework, len(window.stored))
        known = window.series
        return tuple(known[number] for number in self._numbers if number in known)

    def _fits(self, window: Window, framework: Framework) -> bool:
        if self._made_for is None:
            return False
        made_window, made_framework, count = self._made_for
        return made_window is window and made_framework is framework and count == len(window.stored)


def _numbers(window: Window, framework: Framework) -> tuple[int, ...]:
    kinds = {module.path: module.kind.value for module in framework.modules}
    shown = (stored for stored in window.stored.values() if _exists(stored, kinds))
    return tuple(it.id for it in sorted(shown, key=lambda it: (it.metric, it.labels)))


def _exists(stored: StoredSeries, kinds: dict[str, str]) -> bool:
    """Whether a series is about no module, or about one that still is what its labels say."""
    labels = dict(stored.labels)
    module = labels.get("module")
    if module is None or not kinds:
        return True
    kind = kinds.get(module)
    return kind is not None and labels.get("kind", kind) == kind
