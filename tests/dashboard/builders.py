"""Small values that the dashboard's tests are made of."""

from __future__ import annotations

from collections.abc import Sequence

from collectors.framework.module import Framework, Kind, Module, Stamp
from collectors.framework.reference import Reference, Syntax
from dashboard.analysis.statistics import summarise
from dashboard.snapshot import Series, Snapshot

NOW = 1_800_000_000_000
"""Unix milliseconds of every test."""


def a_series(
    metric: str,
    values: Sequence[float],
    *,
    step: int = 5_000,
    end: int = NOW,
    **labels: str,
) -> Series:
    """A series whose samples are `step` milliseconds apart, the last at `end`."""
    times = tuple(end - step * back for back in reversed(range(len(values))))
    return Series(
        metric, tuple(sorted(labels.items())), times, tuple(values), summarise(tuple(values))
    )


def a_snapshot(*series: Series, framework: Framework | None = None) -> Snapshot:
    """A snapshot of one hour that ends now."""
    return Snapshot(NOW, 3_600, framework or Framework(), series)


def a_module(
    path: str,
    *,
    kind: Kind = Kind.COMMAND,
    tokens: int = 100,
    full_tokens: int = 0,
    dependents: int = 0,
    references: tuple[Reference, ...] = (),
) -> Module:
    """A module of four bytes a token."""
    return Module(
        path=path,
        kind=kind,
        name="",
        digest="0" * 32,
        bytes=tokens * 4,
        tokens=tokens,
        eager_tokens=tokens,
        full_tokens=full_tokens or tokens,
        dependents=dependents,
        references=references,
        stamp=Stamp(0, 0, 0, 0, 0),
    )


def a_reference(
    target: str, *, path: str = "", syntax: Syntax = Syntax.AT_IMPORT, occurrences: int = 1
) -> Reference:
    """A reference on line 1, found when it names a path."""
    return Reference(target, path, syntax, 1, occurrences, found=bool(path))
