"""What is said about each module on one row, and what it is sorted and found by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeAlias, TypeVar

from collectors.framework.module import Finding, Framework, Kind, Module
from dashboard.analysis.alerting.alert import Alert
from dashboard.analysis.comparison.gains import gains
from dashboard.analysis.flag import Flag, flagged
from dashboard.analysis.series.buckets import bucketed
from dashboard.analysis.series.change import last_save
from dashboard.memo import remembered, remembered_each
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot

T = TypeVar("T")

TREND_CELLS = 12

_Load: TypeAlias = tuple[float | None, float | None, tuple[float | None, ...]]
_NOT_LOADED: _Load = (None, None, ())


@dataclass(frozen=True, slots=True)
class Row:
    """One module among the others."""

    module: Module
    load_p50: float | None = None
    """Seconds of a cold load; None when it was not loaded within the window."""
    load_p95: float | None = None
    trend: tuple[float | None, ...] = ()
    """Cold load seconds over the window, oldest first, a few at equal steps."""
    change: float | None = 0.0
    """Full tokens now less those in the baseline, or when perfdash started; None when it is new."""
    saved: bool = False
    """Touched by the last save."""
    alerts: tuple[Alert, ...] = ()
    """Those that fire, but for the regressions among them."""
    flags: tuple[Flag, ...] = ()
    """How it stands against the baseline, what matters most first."""
    findings: tuple[Finding, ...] = ()


SortKey = Callable[[Row], float | str | None]

SORT_KEYS: dict[str, SortKey] = {
    "module": attrgetter("module.path"),
    "kind": attrgetter("module.kind"),
    "tokens": attrgetter("module.tokens"),
    "full": attrgetter("module.full_tokens"),
    "p50": attrgetter("load_p50"),
    "p95": attrgetter("load_p95"),
    "used": attrgetter("module.dependents"),
    "change": attrgetter("change"),
    "flags": lambda row: float(1_000 * len(row.flags) + 100 * len(row.alerts) + len(row.findings)),
}
"""What a column is sorted by; None goes last either way."""


def words(row: Row) -> str:
    """What a filter looks for a module by."""
    flags = (*(flag.word for flag in row.flags), *(alert.title for alert in row.alerts))
    saved = ("saved",) if row.saved else ()
    return "\n".join((row.module.path, row.module.name, row.module.kind, *flags, *saved))


def rows(reading: Reading) -> tuple[Row, ...]:
    """Gather what a reading says about every module, sorted by path; linear in the reading."""
    snapshot = reading.snapshot
    loads = _loads(snapshot)
    changed = _changes(snapshot)
    differing = {it.key for it in reading.verdict.regressions}
    firing = (it for it in reading.verdict.alerts if it.firing and it.key not in differing)
    alerts = _grouped(firing, lambda alert: dict(alert.labels).get("module", ""))
    stands = _grouped(reading.verdict.regressions, lambda regression: regression.module)
    flags = {path: tuple(flagged(stood)) for path, stood in stands.items()}
    findings = _grouped(snapshot.framework.findings, lambda finding: finding.path)
    save = last_save(snapshot)
    saved = frozenset(save.paths if save else ())
    told = set[str]().union(loads, changed, saved, alerts, flags, findings)
    return tuple(
        Row(
            plain.module,
            *loads.get(path, _NOT_LOADED),
            change=changed.get(path, 0.0),
            saved=path in saved,
            alerts=tuple(alerts.get(path, ())),
            flags=flags.get(path, ()),
            findings=tuple(findings.get(path, ())),
        )
        if (path := plain.module.path) in told
        else plain
        for plain in _plain(snapshot.framework)
    )


def kinds(among: Iterable[Row]) -> tuple[Kind, ...]:
    """The kinds that occur, in the order of their definition."""
    present = {row.module.kind for row in among}
    return tuple(kind for kind in Kind if kind in present)


@remembered
def _plain(framework: Framework) -> tuple[Row, ...]:
    """Rows with nothing more to say of each module than what it is."""
    return _unremarkable(framework.modules)


@remembered_each
def _unremarkable(module: Module) -> Row:
    return Row(module)


def _changes(snapshot: Snapshot) -> dict[str, float | None]:
    """What each module gained in full tokens; None for what is new."""
    gained = gains(snapshot).full.items()
    return {path: None if it.before is None else it.delta for path, it in gained}


def _loads(snapshot: Snapshot) -> dict[str, _Load]:
    """P50, P95 and trend of the loads of each module that was loaded."""
    series = tuple(snapshot.select("load_seconds", mode="cold", phase="total"))
    window = snapshot.window_seconds * 1000
    # Between these moments nothing changes for a module that was not loaded again.
    pace = window // TREND_CELLS // 4 or 1
    end = (snapshot.taken_at // pace + 1) * pace
    found = _load(series, end - window, end)
    return {it.label("module"): load for it, load in zip(series, found, strict=True)}


@remembered_each
def _load(series: Series, start: int, end: int) -> _Load:
    trend = bucketed((series,), start=start, end=end, buckets=TREND_CELLS, quantile=0.5)
    return series.statistics.p50, series.statistics.p95, trend


def _grouped(things: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups
