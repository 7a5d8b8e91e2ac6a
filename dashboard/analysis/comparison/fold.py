"""Which figures one edit of one module changed, and are told of as one.

A module that grows, itself or by an import, takes its closures, what loads it, its kind and the
whole along. What breaks a limit of its own, or is worse than the edit that explains it, is still
told of by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.analysis.comparison.standing import Regression, Standing
from dashboard.memo import remembered

_LEADS = (
    *("module_tokens", "full_tokens", "eager_tokens", "module_bytes"),
    *("framework_tokens", "startup_tokens", "startup_part_tokens", "framework_bytes"),
    "listing_characters",
)
"""Exact metrics, the most telling first; others are told of one by one."""
_CLOSURES = ("full_tokens", "eager_tokens")
_OWN = {
    "tokens": ("module_tokens", *_CLOSURES),
    "bytes": ("module_bytes",),
    "characters": ("module_bytes",),
}
"""By the unit of a figure: what of a module may explain it, its text before what it imports."""
_SLACK = 0.10
_LEAST_SLACK = 4.0


_Own = Mapping[tuple[str, str], Regression]
"""What was edited: changes of a module's text and of its closures, by module and metric."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Figures that are told of on one line."""

    parts: tuple[Regression, ...]
    """The most telling first; never empty."""

    @property
    def key(self) -> str:
        """That of its most telling figure: the same in every reading."""
        return self.parts[0].key

    @property
    def whole(self) -> Regression:
        """The most telling figure, as bad as the worst of all."""
        worst = max(self.parts, key=lambda it: it.severity.rank)
        return replace(self.parts[0], severity=worst.severity, standing=worst.standing)


@remembered
def folds(regressions: tuple[Regression, ...]) -> tuple[Fold, ...]:
    """Gather what is told of together; each stands where the first of its figures stood."""
    edits = {metric for metrics in _OWN.values() for metric in metrics}
    own = {(it.module, it.metric): it for it in regressions if it.module and it.metric in edits}
    found: dict[tuple[str, ...], list[Regression]] = {}
    for it in regressions:
        found.setdefault(_place(it, own), []).append(it)
    return tuple(_fold(place[0], parts, own) for place, parts in found.items())


def told_in(found: Iterable[Fold]) -> Mapping[str, Fold]:
    """By the key of every figure, what it is told in."""
    return {part.key: fold for fold in found for part in fold.parts}


def _fold(module: str, parts: list[Regression], own: _Own) -> Fold:
    """Of the edited module first, then of the whole, the worst before others, then of others.

    Where a module imports what it did not before, its closure tells more than its text.
    """
    text = own.get((module, "module_tokens"))

    def order(it: Regression) -> tuple[int, bool, int, int, str, str]:
        whose = 0 if it.module == module else 2 if it.module else 1
        imports = it.metric in _CLOSURES and not (text and _gains_alike(text, it))
        place = _LEADS.index(it.metric) if it.metric in _LEADS else 0
        return whose, not imports, 0 if module else -it.severity.rank, place, it.part, it.module

    return Fold(tuple(sorted(parts, key=order)))


def _place(it: Regression, own: _Own) -> tuple[str, ...]:
    """What is told of together has the same place, which begins with a module if it is of one."""
    if it.metric not in _LEADS or it.standing is Standing.ENVIRONMENT:
        return (it.module, it.key)
    if module := _origin(it, own) or it.module:
        return (module,)
    cause = it.cause
    return ("", it.key) if it.current > it.limit else ("", cause.revision, str(cause.at))


def _origin(it: Regression, own: _Own) -> str:
    """The one other file whose edit explains a figure; empty without one."""
    path = it.cause.paths[0] if len(it.cause.paths) == 1 else ""
    edits = filter(None, (own.get((path, metric)) for metric in _OWN[it.unit]))
    return path if any(_explains(edit, it) for edit in edits) else ""


def _explains(edit: Regression, it: Regression) -> bool:
    """Whether an edit gained as much, and is at least as bad."""
    if it.current > it.limit or it.severity.rank > edit.severity.rank:
        return False
    return _gains_alike(edit, it)


def _gains_alike(edit: Regression, it: Regression) -> bool:
    most = (1 + _SLACK) * abs(edit.gained) + _LEAST_SLACK
    return it.gained * edit.gained > 0 and abs(it.gained) <= most
