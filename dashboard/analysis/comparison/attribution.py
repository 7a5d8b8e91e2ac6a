"""Which save or commit made a figure what it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import inf
from typing import TypeVar

from collectors.baseline import Baseline, Commit
from collectors.framework.module import Kind
from collectors.model import Run
from dashboard.analysis.comparison.difference import RENAMED, Difference
from dashboard.analysis.comparison.recorded import Recorded
from dashboard.analysis.comparison.shift import Shift
from dashboard.analysis.comparison.standing import Cause
from dashboard.memo import remembered

_MOST_CANDIDATES = 200
_FEW = 50
"""Paths that are looked at one by one, however little a module loads."""
_SLACK = 1_000
"""Milliseconds by which the samples of a run may be later than its end."""

_OWN = frozenset({"module_tokens", "module_bytes"})
_KINDS = {
    "memory": frozenset({Kind.MEMORY, Kind.RULE}),
    "listing": frozenset({Kind.SKILL, Kind.COMMAND}),
    "agents": frozenset({Kind.AGENT}),
}
"""What each part of what a session pays at its start is made of."""

Held = Callable[[tuple[str, ...]], tuple[str, ...]]
"""Those of some paths that a figure depends on."""
Past = TypeVar("Past", Run, Commit)


@dataclass(frozen=True, slots=True)
class Step:
    """A figure became what it is after a moment, and not after another."""

    after: float
    until: float = inf
    """Infinite when that was not measured."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The saves and commits since a baseline, and what depends on the files they touched."""

    _since: float
    _shift: Shift
    _saves: Sequence[Run]
    """Oldest first, like the commits."""
    _commits: Sequence[Commit]
    _recorded: Recorded
    _latest: Mapping[str, Run | Commit]
    """The newest that touched what a module loads."""
    _risen: tuple[str, ...]
    _fallen: tuple[str, ...]
    """The files that gained tokens of their own, or lost some, the most first; not all of them."""
    _orders: Mapping[int, Mapping[str, int]]
    """By the identity of what are many paths above, the place of each among them."""

    def cause(self, difference: Difference) -> Cause:
        """What brought a difference about; nothing is said where nobody knows.

        First comes a save that shows in the samples, then the newest commit or save, of the time in
        which it came about, of the file that explains the most of it, then of any other. A commit
        may have been made long before it was fetched: when nothing was measured since the baseline,
        the newest of all will do.
        """
        held = self._held_by(difference)
        step = self._step(difference)
        found = chain(
            _saved(self._save_at(step), held),
            self._told(self._leading(difference, held), step),
            _committed(_newest(self._commits, step), held),
            _saved(_newest(self._saves, step), held),
            _committed(self._fetched(step), held),
        )
        return next(found, _between(step))

    def latest(self, module: str) -> Cause:
        """The newest save or commit of a file that a module loads."""
        past = self._latest.get(module)
        return _cause(past, self._loaded(module, past.paths)) if past else Cause()

    def _held_by(self, difference: Difference) -> Held:
        """Of a module what it loads now or loaded then, of the whole what has changed at all."""
        figure = difference.figure
        module, files = figure.module, self._shift.files
        if module and figure.metric in _OWN:
            return lambda paths: (module,) if self._is_among(module, paths) else ()
        if module:
            return lambda paths: self._loaded(module, paths)
        kinds = self._kinds(difference)
        return lambda paths: tuple(it for it in paths if files.get(it) in kinds)

    def _loaded(self, module: str, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some paths that a module loads now or loaded then."""
        if order := self._orders.get(id(paths)):
            paths = tuple(sorted(order.keys() & self._shift.members(module), key=order.__getitem__))
        return self._shift.held(module, paths)

    def _is_among(self, path: str, paths: tuple[str, ...]) -> bool:
        return path in self._orders.get(id(paths), paths)

    def _kinds(self, difference: Difference) -> frozenset[Kind]:
        """The kinds of files that a figure of the whole depends on, if any of them has changed."""
        figure, starts = difference.figure, self._shift.starts
        sign = 1 if difference.current >= difference.baseline else -1
        part = figure.part
        if figure.metric == "startup_tokens":
            part = max(starts, key=lambda it: sign * starts[it])
        if figure.metric.startswith(("startup", "listing")):
            kinds = _KINDS.get(part or "listing", frozenset())
        else:
            kinds = frozenset((Kind(part),) if part in tuple(Kind) else Kind)
        return kinds if kinds.intersection(self._shift.files.values()) else frozenset(Kind)

    def _leading(self, difference: Difference, held: Held) -> str:
        """The file that gained the most of what a figure did; empty where that is not known."""
        figure = difference.figure
        module = figure.module
        if figure.unit not in {"tokens", "bytes"} or "listing" in {figure.part, figure.metric}:
            return ""
        order = self._risen if difference.current >= difference.baseline else self._fallen
        known = frozenset(held(order))
        likely = (it for it in order if it in known) if known else iter(())
        own = (it for it in likely if not module or self._shift.own(module, it))
        return next(own, module if module in self._shift.files else "")

    def _told(self, path: str, step: Step) -> Iterator[Cause]:
        """The newest commit or save of one file."""
        past: tuple[Run | Commit, ...] = (
            *_newest(self._commits, step),
            *_newest(self._saves, step),
        )
        touching = [it for it in past if path and self._is_among(path, it.paths)]
        if newest := max(touching, key=lambda it: it.at, default=None):
            found = _cause(newest, (path,))
            others = sum(isinstance(it, Commit) for it in touching) - 1
            yield replace(found, others=others) if found.revision else found

    def _step(self, difference: Difference) -> Step:
        """The largest step towards what the figure is; the newest of equal ones."""
        figure = difference.figure
        was = 0 if difference.detail == RENAMED else difference.baseline
        sign = 1 if difference.current >= was else -1
        points: list[tuple[float, float]] = [(self._since, was)]
        series = self._recorded.find(figure.metric, figure.module, figure.part)
        if series is None:
            # A part of it is not measured, and changes with the whole, which has other values.
            series, points = self._recorded.find(figure.metric), []
        if series is None:
            return Step(self._since)
        points += zip(series.times, series.values, strict=True)
        steps = (
            (sign * (value - earlier), moment, before)
            for (before, earlier), (moment, value) in pairwise(points)
            if moment > self._since
        )
        gained, until, after = max(steps, default=(0.0, 0, 0))
        return Step(max(after, self._since), until) if gained > 0 else Step(self._since)

    def _fetched(self, step: Step) -> Iterator[Commit]:
        measured = step.after > self._since
        return iter(()) if measured else _newest(self._commits, Step(-inf, step.until))

    def _save_at(self, step: Step) -> Iterator[Run]:
        """The save during which the figure was first measured as it is."""
        for save in _newest(self._saves, step):
            if step.until <= save.at + save.seconds * 1000 + _SLACK:
                yield save
            return


@remembered
def attribution(
    baseline: Baseline,
    between: Shift,
    saves: tuple[Run, ...],
    commits: tuple[Commit, ...],
    recorded: Recorded,
) -> Attribution:
    """Lay out what may have brought about a difference."""
    # What was read from a commit is older than the moment it was pinned.
    since = -inf if baseline.revision else baseline.at
    saved = sorted(saves, key=lambda save: save.at)
    committed = sorted(commits, key=lambda commit: commit.at)
    latest, gains = _latest(between, saved, committed), between.gains
    risen = sorted((it for it in gains if gains[it] > 0), key=lambda it: -gains[it])
    fallen = sorted((it for it in gains if gains[it] < 0), key=lambda it: gains[it])
    most, least = tuple(risen[:_MOST_CANDIDATES]), tuple(fallen[:_MOST_CANDIDATES])
    touched = chain((it.paths for it in saves), (it.paths for it in commits), (most, least))
    orders = {id(paths): _order(paths) for paths in touched if len(paths) > _FEW}
    return Attribution(since, between, saved, committed, recorded, latest, most, least, orders)


def _order(paths: Iterable[str]) -> dict[str, int]:
    return {path: place for place, path in enumerate(paths)}


def _latest(
    between: Shift, saves: Iterable[Run], commits: Iterable[Commit]
) -> dict[str, Run | Commit]:
    past: list[Run | Commit] = sorted((*saves, *commits), key=lambda it: it.at)
    touched = {path: place for place, it in enumerate(past) for path in it.paths}
    paths: dict[int, list[str]] = {}
    for path, place in touched.items():
        paths.setdefault(place, []).append(path)
    return {
        module: past[place] for place in sorted(paths) for module in between.loading(paths[place])
    }


def _newest(past: Sequence[Past], step: Step) -> Iterator[Past]:
    """What happened after one moment and not after another, newest first."""
    last = bisect_right(past, step.until, key=lambda it: it.at)
    first = bisect_right(past, step.after, hi=last, key=lambda it: it.at)
    return reversed(past[max(first, last - _MOST_CANDIDATES) : last])


def _between(step: Step) -> Cause:
    """When it was first measured so, and when it last was not, as while nobody watched."""
    if step.until == inf:
        return Cause()
    return Cause(at=int(step.until), after=int(step.after) if step.after > 0 else 0)


def _saved(saves: Iterable[Run], held: Held) -> Iterator[Cause]:
    for save in saves:
        paths = held(save.paths)
        if paths or not save.paths:
            yield _cause(save, paths)


def _committed(commits: Iterable[Commit], held: Held) -> Iterator[Cause]:
    for commit in commits:
        if paths := held(commit.paths):
            yield _cause(commit, paths)


def _cause(past: Run | Commit, paths: tuple[str, ...]) -> Cause:
    if isinstance(past, Run):
        return Cause(past.at, paths=paths)
    return Cause(past.at, past.revision, past.author, past.subject, paths)
