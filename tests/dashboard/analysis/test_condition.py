"""What is wrong with the measuring itself."""

from __future__ import annotations

from dataclasses import replace

from collectors.model import Failure, Run, Status, Trigger
from dashboard.analysis.condition import conditions
from tests.dashboard.builders import NOW, a_snapshot

BROKEN = (Failure("scan", "OSError: no"),)


def test_all_is_well_when_nothing_is_said() -> None:
    well = replace(a_snapshot(), statuses=(Status("watch", degraded=False, detail="inotify"),))
    assert list(conditions(well)) == []


def test_a_failing_collector_is_an_alert_since_its_first_failure_in_a_row() -> None:
    failures = ((), BROKEN, BROKEN)
    runs = [Run(NOW + at, Trigger.TICK, failures=it) for at, it in enumerate(failures)]
    (alert,) = conditions(replace(a_snapshot(), runs=tuple(runs)))
    assert (alert.title, alert.since, alert.detail) == ("collector scan", NOW + 1, "OSError: no")


def test_a_collector_that_works_again_is_no_alert() -> None:
    runs = (Run(NOW - 1, Trigger.TICK, failures=BROKEN), Run(NOW, Trigger.TICK))
    assert list(conditions(replace(a_snapshot(), runs=runs))) == []


def test_a_collector_that_fails_for_two_reasons_is_one_alert() -> None:
    runs = tuple(Run(NOW, trigger, failures=BROKEN) for trigger in (Trigger.TICK, Trigger.SAVE))
    assert len(list(conditions(replace(a_snapshot(), runs=runs)))) == 1


def test_a_degraded_part_is_an_alert() -> None:
    polling = Status("watch", degraded=True, detail="polling: no watches left")
    (alert,) = conditions(replace(a_snapshot(), statuses=(polling,)))
    assert (alert.title, alert.detail, alert.firing) == ("status watch", polling.detail, True)


def test_nobody_recording_is_an_alert_since_the_last_run() -> None:
    silent = replace(a_snapshot(), recording=False, runs=(Run(NOW - 9, Trigger.TICK),))
    (alert,) = conditions(silent)
    assert (alert.title, alert.since) == ("recording", NOW - 9)
