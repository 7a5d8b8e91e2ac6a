"""Which modules are to be timed against the baseline, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from collectors.baseline import Baseline
from collectors.comparing.closures import Closures

_NEWEST = 10
"""Loads that show how long a module takes now."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A module whose closure says other things than in the baseline, by the digests of both."""

    module: str
    old: str
    new: str


class Suspects:
    """Modules that changed: those just saved, then those that seem slowest; each content once."""

    def __init__(self, then: Closures, compared: Iterable[Suspect]) -> None:
        """Take the baseline's closures, and what was compared with them before."""
        self._then = then
        self._now = Closures(then.framework)
        self._compared = set(compared)
        self._hurried: dict[str, None] = {}
        self._waiting: dict[str, None] = {}

    def renew(self, now: Closures, slowdowns: Mapping[str, float]) -> None:
        """Follow the framework: everything that differs waits, what seems slowest first."""
        self._now = now
        changed = now.changed(self._then)
        ranked = sorted(changed, key=lambda path: -slowdowns.get(path, 1.0))
        self._waiting = dict.fromkeys(ranked)
        self._hurried = dict.fromkeys(path for path in self._hurried if path in self._waiting)

    def hurry(self, paths: Iterable[str]) -> None:
        """Let these go first, before those that were in a hurry so far."""
        wanted = dict.fromkeys(path for path in paths if path in self._waiting)
        self._hurried = wanted | self._hurried

    def again(self, paths: Iterable[str]) -> None:
        """Compare these first, even if that was done."""
        wanted = tuple(paths)
        self._compared -= {self._suspect(path) for path in wanted}
        self._waiting |= dict.fromkeys(wanted)
        self.hurry(wanted)

    def next(self, *, only_hurried: bool = False) -> Suspect | None:
        """The most urgent one, which waits until it is done with; None when there is none."""
        for path in tuple(self._hurried if only_hurried else self._hurried | self._waiting):
            suspect = self._suspect(path)
            if self._is_open(suspect):
                return suspect
            self._forget(path)
        return None

    def is_current(self, suspect: Suspect) -> bool:
        """Whether it still is what the module loads now, and loaded then."""
        return suspect == self._suspect(suspect.module)

    def done(self, suspect: Suspect) -> None:
        """These contents were compared, or cannot be."""
        self._compared.add(suspect)
        self._forget(suspect.module)

    def passed(self, suspect: Suspect) -> None:
        """A file is not what was scanned: the module waits again when the framework changes."""
        self._forget(suspect.module)

    def _suspect(self, path: str) -> Suspect:
        old = self._then.digest(path)
        # What is new has nothing to be compared with, and to walk a large closure takes long.
        return Suspect(path, old, self._now.digest(path) if old else "")

    def _is_open(self, suspect: Suspect) -> bool:
        known = suspect.old and suspect.new
        return bool(known and suspect.old != suspect.new and suspect not in self._compared)

    def _forget(self, path: str) -> None:
        self._hurried.pop(path, None)
        self._waiting.pop(path, None)


def slowdowns(baseline: Baseline, loads: Iterable[tuple[str, int, float]]) -> dict[str, float]:
    """How many times as long each module seems to take now, by its newest loads.

    Loads are module, time and seconds, oldest first. This ranks and does not judge: the two were
    timed in different processes.
    """
    now: dict[str, list[float]] = {}
    for module, _, seconds in loads:
        now.setdefault(module, []).append(seconds)
    return {
        then.module: median(now[then.module][-_NEWEST:]) / median(then.seconds)
        for then in baseline.loads
        if then.module in now and median(then.seconds or (0.0,)) > 0
    }
