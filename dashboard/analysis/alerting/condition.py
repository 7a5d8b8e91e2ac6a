"""What is wrong with the measuring itself."""

from __future__ import annotations

import shlex
from collections.abc import Container, Iterator
from operator import attrgetter

from collectors.config import Config
from dashboard.analysis.alerting.alert import Alert, Severity, key
from dashboard.snapshot import Snapshot

_OF_THE_STORE = {
    "store-set-aside": "the store was damaged and begun anew",
    "store-touched": "another program touched the store",
}


def conditions(snapshot: Snapshot) -> Iterator[Alert]:
    """Yield an alert for each collector that fails, each part that is degraded, and for silence.

    What happened to the store is told for as long as the window reaches back to it.
    """
    yield from _failing(snapshot)
    yield from _of_the_store(snapshot)
    for status in snapshot.statuses:
        # What a process said of itself is void once it is gone; the store speaks for the reader.
        if status.degraded and (snapshot.recording or status.part == "store"):
            yield _warning("status", status.part, f"{status.part} degraded", detail=status.detail)
    if not snapshot.recording:
        last = snapshot.runs[-1].at if snapshot.runs else 0
        detail = "no perfdash writes to this store: start one here, or run perfdash collect"
        yield _warning("recording", "", "not recording", since=last, detail=detail)


def untrusted(config: Config) -> Iterator[Alert]:
    """Yield an alert for each thing the repository's configuration wants to run or send."""
    for wish in config.wishes:
        if not wish.trusted:
            detail = f"it wants {shlex.join(wish.words)}: perfdash trust shows it"
            title = f"the repository's {wish.key} waits for your trust"
            yield Alert(key("wish", wish.key), Severity.INFO, title, (), 0, detail=detail)


def _failing(snapshot: Snapshot) -> Iterator[Alert]:
    """One alert for each collector that failed whenever it was asked of late."""
    failures: dict[str, dict[int, str]] = {}
    for run in snapshot.runs:
        for failure in run.failures:
            failures.setdefault(failure.collector, {})[run.at] = failure.error
    for name, errors in failures.items():
        worked = _last_worked(snapshot, name, errors)
        recent = [at for at in errors if at > worked]
        if recent:
            title, detail = f"collector {name} failed", errors[max(recent)]
            yield _warning("collector", name, title, since=min(recent), detail=detail)


def _of_the_store(snapshot: Snapshot) -> Iterator[Alert]:
    """One alert for the last thing that happened to the store."""
    found = [it for it in snapshot.events if it.kind in _OF_THE_STORE]
    if found:
        last = max(found, key=attrgetter("at"))
        yield _warning("store", "", _OF_THE_STORE[last.kind], since=last.at, detail=last.detail)


def _last_worked(snapshot: Snapshot, collector: str, failed_at: Container[int]) -> int:
    """When a collector was last asked and did not fail; 0 when it never was in the window."""
    asked = snapshot.find("tick_seconds", collector=collector)
    return max((at for at in asked.times if at not in failed_at), default=0) if asked else 0


def unscannable(snapshot: Snapshot, *, since: int) -> str:
    """Why no framework is known, if it was looked for since a time; empty when there is one."""
    if snapshot.framework.modules:
        return ""
    failures = (it for run in snapshot.runs if run.at >= since for it in run.failures)
    return next((failure.error for failure in failures if failure.collector == "scan"), "")


def _warning(what: str, name: str, title: str, *, since: int = 0, detail: str) -> Alert:
    return Alert(key(what, name), Severity.WARNING, title, (), since, detail=detail)
