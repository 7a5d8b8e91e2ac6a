"""What is wrong with the measuring itself."""

from __future__ import annotations

from dataclasses import replace

from collectors.framework.module import Framework
from collectors.model import Event, Failure, Run, Status, Trigger
from dashboard.analysis.alerting.alert import Alert
from dashboard.analysis.alerting.condition import conditions, unscannable
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import NOW, a_module, a_series, a_snapshot

BROKEN = (Failure("scan", "OSError: no"),)
POLLING = Status("watch", degraded=True, detail="polling: no watches left")


def found(*runs: Run, asked: int) -> list[Alert]:
    """The conditions after the scan was asked so many times, a second apart, until now."""
    ticks = a_series("tick_seconds", [0.1] * asked, step=1_000, collector="scan")
    return list(conditions(replace(a_snapshot(ticks), runs=runs)))


def test_all_is_well_when_nothing_is_said() -> None:
    well = replace(a_snapshot(), statuses=(replace(POLLING, degraded=False),))
    assert list(conditions(well)) == []


def test_a_failing_collector_is_an_alert_since_its_first_failure_in_a_row() -> None:
    first = Run(NOW - 3_000, Trigger.TICK, failures=BROKEN)
    row = [Run(NOW - age, Trigger.TICK, failures=BROKEN) for age in (1_000, 0)]
    (alert,) = found(first, *row, asked=4)
    assert (alert.title, alert.detail) == ("collector scan failed", "OSError: no")
    assert alert.since == NOW - 1_000


def test_a_collector_that_worked_when_last_asked_is_no_alert() -> None:
    assert found(Run(NOW - 1_000, Trigger.START, failures=BROKEN), asked=2) == []


def test_a_collector_that_was_not_asked_since_still_fails() -> None:
    runs = (Run(NOW, Trigger.SAVE, failures=BROKEN), Run(NOW + 5_000, Trigger.TICK))
    assert len(found(*runs, asked=1)) == 1


def test_a_degraded_part_is_an_alert() -> None:
    (alert,) = conditions(replace(a_snapshot(), statuses=(POLLING,)))
    assert (alert.title, alert.detail, alert.firing) == ("watch degraded", POLLING.detail, True)


def test_a_store_that_was_changed_is_an_alert_as_long_as_it_is_known() -> None:
    first = Event(NOW - 9_000, "store-set-aside", "damaged")
    events = (Event(NOW - 1_000, "store-touched", "deleted"), first, Event(NOW, "clock-jump", ""))
    (alert,) = conditions(replace(a_snapshot(), events=events))
    assert (alert.since, alert.detail, alert.firing) == (NOW - 1_000, "deleted", True)
    assert alert.title == "another program touched the store"


def test_nobody_recording_is_an_alert_since_the_last_run() -> None:
    silent = replace(a_snapshot(), recording=False, runs=(Run(NOW - 9, Trigger.TICK),))
    (alert,) = conditions(silent)
    assert (alert.title, alert.since) == ("not recording", NOW - 9)


def test_what_a_process_said_is_void_once_it_is_gone() -> None:
    damaged = Status("store", degraded=True, detail="damaged")
    silent = replace(a_snapshot(), recording=False, statuses=(POLLING, damaged))
    assert [alert.title for alert in conditions(silent)] == ["store degraded", "not recording"]


def test_a_scan_that_failed_says_why_nothing_is_known() -> None:
    failed = Run(NOW, Trigger.START, failures=(Failure("scan", "no prompt framework here"),))
    nothing = Snapshot(NOW, 60, runs=(failed,))
    assert unscannable(nothing, since=NOW) == "no prompt framework here"
    assert unscannable(nothing, since=NOW + 1) == ""
    known = replace(nothing, framework=Framework(modules=(a_module("a.md"),)))
    assert unscannable(known, since=NOW) == ""
