"""All alerts of a snapshot together."""

from __future__ import annotations

from dataclasses import replace

from collectors.config import Config
from collectors.decision import Matching, Silence
from collectors.framework.module import Framework
from collectors.model import Run, Trigger
from collectors.shown import ShownAlert
from collectors.threshold import Threshold
from collectors.wish import Wish
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.alerts import alerts
from dashboard.analysis.alerting.chronicle import entries
from dashboard.analysis.alerting.life import State
from dashboard.analysis.judgement import judge
from dashboard.snapshot import Snapshot
from tests.dashboard.analysis.alerting.builders import MINUTE
from tests.dashboard.analysis.pasts import a_baseline, a_framework, a_text
from tests.dashboard.builders import NOW, a_module, a_series, a_snapshot

LARGE = Threshold("full_tokens", 100, "warning", name="large")
CONFIG = Config(thresholds=(LARGE,))
WISH = Wish("/x/perfdash.toml", "notify.command", ("sh", "-c", "rm -rf ~"), "0" * 64)


def a_large_plan(value: float = 200.0) -> Snapshot:
    series = a_series("full_tokens", [value], end=NOW - 7_000_000, module="plan.md")
    return a_snapshot(series, framework=Framework(modules=(a_module("plan.md"),)))


def found(snapshot: Snapshot, config: Config = CONFIG) -> list[Alert]:
    return list(alerts(snapshot, config))


def told(snapshot: Snapshot) -> Snapshot:
    """The snapshot of a perfdash that told what the first one found."""
    return replace(snapshot, alert_log=tuple(entries(found(snapshot), (), now=NOW)))


def test_a_critical_limit_outdoes_the_same_limit_as_a_warning() -> None:
    both = Config(thresholds=(LARGE, replace(LARGE, limit=150, severity="critical")))
    (alert,) = found(a_large_plan(), both)
    assert (alert.severity, alert.limit) == (Severity.CRITICAL, 150)


def test_pending_alerts_are_apart() -> None:
    config = Config(thresholds=(replace(LARGE, for_seconds=10_000),))
    verdict = judge(a_large_plan(), config)
    assert (verdict.alerts, len(verdict.pending)) == ((), 1)


def test_silenced_alerts_come_after_the_others_and_are_counted() -> None:
    quiet = Silence("1", 0, 2 * NOW, "dev", "known", Matching(severity="warning"))
    snapshot = replace(a_large_plan(), silences=(quiet,), recording=True)
    verdict = judge(snapshot, CONFIG)
    assert (verdict.firing, len(verdict.silenced), len(verdict.alerts)) == ((), 1, 1)


def test_what_began_at_once_begins_with_the_module_that_was_edited() -> None:
    of_module = ("module_tokens", "full_tokens", "load_seconds", "load_peak_bytes")
    metrics = (*of_module, "framework_tokens")
    series = (a_series(metric, [200.0], module="plan.md") for metric in of_module)
    limits = tuple(Threshold(metric, 100, "warning") for metric in metrics)
    snapshot = a_snapshot(a_series("framework_tokens", [200.0]), *series)
    told = [alert.metric for alert in found(snapshot, Config(thresholds=limits))]
    assert told == [*metrics]


def test_after_a_restart_nothing_is_new() -> None:
    snapshot = told(a_large_plan())
    later = replace(snapshot, taken_at=NOW + 60_000)
    assert list(entries(found(later), later.alert_log, now=NOW + 60_000)) == []


def test_what_ended_while_nobody_looked_is_written_as_ended() -> None:
    mended = replace(a_large_plan(50.0), alert_log=told(a_large_plan()).alert_log)
    (entry,) = entries(found(mended), mended.alert_log, now=NOW)
    assert entry.until == NOW


def test_an_alert_tells_the_save_that_brought_it_about() -> None:
    save = Run(NOW - 7_000_000, Trigger.SAVE, ("plan.md",))
    (alert,) = found(replace(a_large_plan(), runs=(save,)))
    assert alert.group == f"save {save.at}"


def test_what_waits_for_trust_is_told_until_it_is_trusted() -> None:
    (alert,) = found(a_snapshot(), Config(wishes=(WISH,)))
    assert (alert.severity, alert.state) == (Severity.INFO, State.FIRING)
    assert "sh -c 'rm -rf ~'" in alert.detail
    assert found(a_snapshot(), Config(wishes=(replace(WISH, trusted=True),))) == []


def grown(*saved: int, log: tuple[ShownAlert, ...] = ()) -> Snapshot:
    """Two files that grew alike at each save, a minute apart; sizes of the whole after each."""
    sizes = (2_000, *saved)
    before, now = (
        a_framework(a_text("a.md", size // 2), a_text("b.md", size // 2))
        for size in (sizes[0], sizes[-1])
    )
    end = NOW - (3 - len(sizes)) * MINUTE
    series = a_series("framework_tokens", sizes, step=MINUTE, end=end)
    saves = tuple(Run(at, Trigger.SAVE, ("a.md", "b.md"), 0.1) for at in series.times[1:])
    snapshot = replace(a_snapshot(series, framework=now), taken_at=end, alert_log=log)
    return replace(snapshot, baseline=a_baseline(before), saves=saves)


def total_of(snapshot: Snapshot) -> Alert:
    verdict = judge(snapshot, Config(thresholds=()))
    return next(it for it in verdict.alerts if it.metric == "framework_tokens")


def test_a_total_that_a_second_save_makes_worse_has_not_ended() -> None:
    once = grown(2_500)
    first = total_of(once)
    log = tuple(entries([first], (), now=once.taken_at))
    second = total_of(grown(2_500, 3_500, log=log))
    assert (second.key, second.since, second.step_at) == (first.key, NOW - MINUTE, NOW)
    assert second.group == f"save {NOW}"
    (line,) = entries([second], log, now=NOW)
    assert (line.at, line.since, line.until, line.group) == (
        log[0].at,
        NOW - MINUTE,
        0,
        second.group,
    )
    assert list(entries([second], [line], now=NOW)) == []


def test_a_total_that_a_second_save_makes_little_worse_is_as_it_was() -> None:
    once = grown(2_500)
    log = tuple(entries([total_of(once)], (), now=once.taken_at))
    again = total_of(grown(2_500, 2_600, log=log))
    assert (again.since, again.step_at) == (NOW - MINUTE, NOW - MINUTE)
    assert list(entries([again], log, now=NOW)) == []
