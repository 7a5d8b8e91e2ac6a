"""Which series a snapshot shows, in which order."""

from __future__ import annotations

from collectors.model import Framework
from collectors.store import StoredSeries
from dashboard.snapshot import Series
from dashboard.sources.window import Window


class Selection:
    """The order of a window's series, worked out again when series or modules come or go."""

    def __init__(self) -> None:
        self._numbers: tuple[int, ...] = ()
        self._framework = Framework()
        self._kinds: dict[str, str] = {}
        self._made_for: tuple[Window, dict[str, str], int] | None = None

    def series(self, window: Window, framework: Framework) -> tuple[Series, ...]:
        """The series with samples, by metric and labels, but for those of modules that are gone."""
        if framework is not self._framework:
            self._framework, self._kinds = framework, _kinds(framework)
        if not self._fits(window):
            self._numbers = _numbers(window, self._kinds)
            self._made_for = (window, self._kinds, len(window.stored))
        known = window.series
        return tuple(known[number] for number in self._numbers if number in known)

    def _fits(self, window: Window) -> bool:
        if self._made_for is None:
            return False
        made_window, kinds, count = self._made_for
        return made_window is window and kinds == self._kinds and count == len(window.stored)


def _kinds(framework: Framework) -> dict[str, str]:
    return {module.path: module.kind.value for module in framework.modules}


def _numbers(window: Window, kinds: dict[str, str]) -> tuple[int, ...]:
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
