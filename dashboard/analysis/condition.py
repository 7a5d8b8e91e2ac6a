"""What is wrong with the measuring itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collectors.model import Run
from dashboard.analysis.alert import Alert, Severity, key
from dashboard.snapshot import Snapshot


def conditions(snapshot: Snapshot) -> Iterator[Alert]:
    """Yield an alert for each collector that fails, each part that is degraded, and for silence."""
    yield from _failing(snapshot.runs)
    for status in snapshot.statuses:
        if status.degraded:
            yield _warning("status", status.part, detail=status.detail)
    if not snapshot.recording:
        last = snapshot.runs[-1].at if snapshot.runs else 0
        detail = "no perfdash writes to this store: start one here, or run perfdash collect"
        yield _warning("recording", "recording", since=last, detail=detail)


def _failing(runs: tuple[Run, ...]) -> Iterator[Alert]:
    """One alert for each collector that failed in the latest run of some trigger."""
    latest = {run.trigger: run for run in runs}
    seen: set[str] = set()
    for run in sorted(latest.values(), key=lambda run: -run.at):
        for failure in run.failures:
            if failure.collector not in seen:
                seen.add(failure.collector)
                since = _failing_since(failure.collector, run, runs)
                yield _warning("collector", failure.collector, since=since, detail=failure.error)


def _failing_since(collector: str, last: Run, runs: Iterable[Run]) -> int:
    """When the unbroken row of failures began that ends with a run."""
    since = last.at
    for run in reversed([run for run in runs if run.trigger is last.trigger]):
        if collector not in {failure.collector for failure in run.failures}:
            break
        since = run.at
    return since


def _warning(what: str, name: str, *, since: int = 0, detail: str) -> Alert:
    title = name if what == name else f"{what} {name}"
    return Alert(key(what, name), Severity.WARNING, title, (), since, detail=detail)
