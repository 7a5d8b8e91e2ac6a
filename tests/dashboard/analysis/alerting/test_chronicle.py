"""What the alert log says, and what is written down there."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from collectors.framework.module import Framework
from collectors.shown import ShownAlert
from collectors.threshold import Threshold
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.breach import alert_key
from dashboard.analysis.alerting.chronicle import continued, entries, lost
from dashboard.analysis.alerting.life import State
from dashboard.snapshot import Snapshot
from tests.dashboard.analysis.alerting.builders import MINUTE, an_alert, told
from tests.dashboard.builders import NOW, a_module, a_series, a_snapshot

SLOW = Threshold("load_seconds", 0.2, "warning")
OF_PLAN = (("module", "plan.md"),)
PLAN = Framework(modules=(a_module("plan.md"),))
LOST = told(alert_key(SLOW, OF_PLAN), metric="load_seconds", labels=OF_PLAN)


def written(alerts: list[Alert], *log: ShownAlert) -> list[ShownAlert]:
    return list(entries(alerts, log, now=NOW))


def one_continued(alert: Alert, *log: ShownAlert) -> Alert:
    (found,) = continued([alert], log)
    return found


def a_past(*log: ShownAlert) -> Snapshot:
    return replace(a_snapshot(framework=PLAN), alert_log=log)


def test_what_begins_is_written_once() -> None:
    (entry,) = written([an_alert()])
    assert (entry.at, entry.since, entry.until) == (NOW, NOW - 10 * MINUTE, 0)
    assert written([an_alert()], entry) == []


def test_what_ends_is_written_with_its_time() -> None:
    (entry,) = written([an_alert(state=State.RESOLVED)], told())
    assert (entry.until, entry.seconds) == (NOW, 600.0)


def test_what_is_not_found_any_more_ends_now() -> None:
    (entry,) = written([], told())
    assert entry.until == NOW


def test_what_ended_before_is_left_alone() -> None:
    assert written([an_alert(state=State.RESOLVED)], told(until=NOW - MINUTE)) == []


def test_pending_alerts_are_not_shown() -> None:
    assert written([an_alert(state=State.PENDING)]) == []


def test_an_inhibited_alert_is_not_written_but_does_not_end_either() -> None:
    hidden = replace(an_alert(), inhibited=True)
    assert written([hidden]) == []
    assert written([hidden], told()) == []


def test_a_worse_severity_is_written_and_kept() -> None:
    (entry,) = written([an_alert(severity=Severity.CRITICAL)], told())
    assert (entry.severity, entry.at) == (Severity.CRITICAL, told().at)
    assert written([an_alert()], entry) == []


def test_only_a_peak_that_moved_much_is_written() -> None:
    assert written([an_alert(peak=0.95)], told()) == []
    (entry,) = written([an_alert(peak=1.4)], told(severity=Severity.CRITICAL))
    assert (entry.peak, entry.severity) == (1.4, Severity.CRITICAL)


def test_one_that_began_after_the_other_was_told_is_another() -> None:
    since = NOW - MINUTE
    ended, begun = written([an_alert(since=since)], told())
    assert (ended.until, begun.since, begun.at) == (since, since, NOW)


def test_an_alert_that_outlasts_the_window_keeps_its_beginning() -> None:
    old = told(since=NOW - 300 * MINUTE, at=NOW - 299 * MINUTE, peak=3.0)
    alert = one_continued(replace(an_alert(), early=True), old)
    assert (alert.since, alert.peak) == (old.since, 3.0)


def test_what_fired_and_may_never_have_ended_is_not_pending() -> None:
    pending = an_alert(state=State.PENDING, since=NOW - MINUTE)
    old = told(at=NOW - 300 * MINUTE, group="save 1")
    alert = one_continued(replace(pending, early=True), old)
    assert (alert.state, alert.since, alert.group) == (State.FIRING, old.since, "save 1")
    assert one_continued(pending, old).state is State.PENDING


def test_an_alert_that_began_anew_has_a_beginning_of_its_own() -> None:
    old = told(since=NOW - 300 * MINUTE, at=NOW - 299 * MINUTE)
    assert one_continued(an_alert(), old).since == NOW - 10 * MINUTE


def test_the_worse_of_two_low_peaks_is_the_lower_one() -> None:
    alert = replace(an_alert(peak=0.5), early=True)
    assert one_continued(alert, told(peak=0.4)).peak == 0.4


def test_a_condition_of_unknown_age_began_when_it_was_told() -> None:
    assert one_continued(an_alert(since=0), told()).since == told().since


def test_what_fired_and_is_measured_no_more_is_not_resolved() -> None:
    (alert,) = lost([], [SLOW], a_past(LOST))
    assert (alert.state, alert.since, alert.key) == (State.NODATA, LOST.since, LOST.key)


def test_what_is_measured_and_fine_is_not_lost() -> None:
    series = a_series("load_seconds", [0.1], module="plan.md")
    snapshot = replace(a_snapshot(series, framework=PLAN), alert_log=(LOST,))
    assert list(lost([], [SLOW], snapshot)) == []


def test_a_module_that_is_gone_is_not_lost() -> None:
    elsewhere = Framework(modules=(a_module("other.md"),))
    snapshot = replace(a_snapshot(framework=elsewhere), alert_log=(LOST,))
    assert list(lost([], [SLOW], snapshot)) == []


def test_before_the_first_scan_no_module_is_gone() -> None:
    snapshot = replace(a_snapshot(), alert_log=(LOST,))
    assert len(list(lost([], [SLOW], snapshot))) == 1


def test_a_limit_that_is_watched_no_more_is_not_lost() -> None:
    assert list(lost([], [], a_past(LOST))) == []


def test_what_is_found_is_not_lost() -> None:
    assert list(lost([an_alert(LOST.key)], [SLOW], a_past(LOST))) == []


ALERTS = st.builds(
    an_alert,
    st.sampled_from("abc"),
    severity=st.sampled_from(list(Severity)),
    since=st.integers(NOW - 60 * MINUTE, NOW),
    state=st.sampled_from(list(State)),
)
LINES = st.builds(told, st.sampled_from("abc"), until=st.sampled_from([0, NOW - MINUTE]))


@given(st.lists(ALERTS, unique_by=lambda it: it.key), st.lists(LINES, unique_by=lambda it: it.key))
def test_to_write_twice_writes_nothing_new(alerts: list[Alert], log: list[ShownAlert]) -> None:
    lines = {(line.key, line.since): line for line in (*log, *entries(alerts, log, now=NOW))}
    assert list(entries(alerts, list(lines.values()), now=NOW)) == []
