"""Which alerts ask for attention."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.decision import Acknowledgement, Matching, Silence
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.attention import ENVIRONMENT, attended
from dashboard.analysis.alerting.life import State
from dashboard.snapshot import Snapshot
from tests.dashboard.analysis.alerting.builders import MINUTE, an_alert
from tests.dashboard.builders import NOW, a_snapshot

SEEN = Acknowledgement("a", NOW - MINUTE, "warning")
QUIET = Silence("1", NOW - MINUTE, NOW + MINUTE, "dev", "a long build", Matching("cpu_ratio"))
CRITICAL = Severity.CRITICAL


def decided(*decisions: Acknowledgement | Silence) -> Snapshot:
    return replace(
        a_snapshot(),
        acknowledgements=tuple(it for it in decisions if isinstance(it, Acknowledgement)),
        silences=tuple(it for it in decisions if isinstance(it, Silence)),
    )


def one(alert: Alert, *decisions: Acknowledgement | Silence) -> Alert:
    (found,) = attended([alert], decided(*decisions))
    return found


def test_an_alert_that_was_seen_still_fires_and_is_quiet() -> None:
    alert = one(an_alert(), SEEN)
    assert (alert.acknowledged, alert.firing, alert.loud) == (True, True, False)


@pytest.mark.parametrize(
    "alert",
    [
        an_alert("b"),
        an_alert(severity=CRITICAL),
        an_alert(since=NOW - 1_000),
        replace(an_alert(), step_at=NOW - 1_000),
        an_alert(state=State.RESOLVED),
    ],
    ids=["another", "worse", "begun since", "more since", "resolved"],
)
def test_what_was_not_seen_is_not_acknowledged(alert: Alert) -> None:
    assert not one(alert, SEEN).acknowledged


def test_an_acknowledgement_can_be_taken_back() -> None:
    assert one(an_alert(), replace(SEEN, severity="")).loud


def test_a_silenced_alert_says_so() -> None:
    alert = one(an_alert(), QUIET)
    assert (alert.silenced, alert.firing, alert.loud) == (True, True, False)


@pytest.mark.parametrize(
    "silence",
    [
        replace(QUIET, until=NOW),
        replace(QUIET, matching=Matching("load_seconds")),
        replace(QUIET, matching=Matching(severity="critical")),
        replace(QUIET, matching=Matching(labels=(("core", "1"),))),
    ],
    ids=["over", "another metric", "another severity", "another series"],
)
def test_a_silence_is_about_what_it_says(silence: Silence) -> None:
    assert not one(an_alert(core="0"), silence).silenced


def test_a_silence_on_labels_covers_all_that_include_them() -> None:
    silence = replace(QUIET, matching=Matching(labels=(("core", "0"),)))
    assert one(an_alert(core="0", mode="cold"), silence).silenced


def test_critical_inhibits_warning_on_the_same_series() -> None:
    alerts = [an_alert("a", core="0"), an_alert("b", severity=CRITICAL, core="0")]
    assert [it.inhibited for it in attended(alerts, a_snapshot())] == [True, False]


def test_critical_elsewhere_inhibits_nothing() -> None:
    alerts = [an_alert("a", core="0"), an_alert("b", severity=CRITICAL, core="1")]
    assert not any(it.inhibited for it in attended(alerts, a_snapshot()))


def test_what_was_resolved_inhibits_nothing() -> None:
    over = an_alert("b", severity=CRITICAL, state=State.RESOLVED)
    assert not any(it.inhibited for it in attended([an_alert("a"), over], a_snapshot()))


def test_a_changed_machine_inhibits_timing_alerts_and_no_others() -> None:
    machine = an_alert(ENVIRONMENT, metric="")
    slow = replace(an_alert("s", metric="load_seconds"), unit="seconds")
    large = replace(an_alert("t", metric="full_tokens"), unit="tokens")
    found = attended([machine, slow, large], a_snapshot())
    assert [it.inhibited for it in found] == [False, True, False]
