from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.alerting.life import State
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.gating.tally import Tally, tally
from dashboard.analysis.verdict import Verdict
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.analysis.differing import a_regression


def test_nothing_is_nothing() -> None:
    assert tally(Verdict()) == Tally()


def test_an_alert_on_a_regression_is_counted_as_a_regression_only() -> None:
    verdict = Verdict(
        (an_alert("r", severity=Severity.CRITICAL), an_alert("a")), (a_regression("r"),)
    )
    it = tally(verdict)
    assert (it.regressions, it.worst) == (1, Severity.CRITICAL)
    assert it.alerts == ((Severity.WARNING, 1),)


def test_other_alerts_are_counted_by_severity_worst_first() -> None:
    severities = (Severity.INFO, Severity.CRITICAL, Severity.INFO)
    alerts = tuple(an_alert(str(n), severity=it) for n, it in enumerate(severities))
    assert tally(Verdict(alerts)).alerts == ((Severity.CRITICAL, 1), (Severity.INFO, 2))


def test_what_was_seen_is_set_aside() -> None:
    seen = replace(an_alert("a"), acknowledged=True)
    assert tally(Verdict((seen,))) == Tally(set_aside=1)


def test_what_ended_is_not_counted() -> None:
    assert tally(Verdict((an_alert("a", state=State.RESOLVED),))) == Tally()


def test_a_suspect_is_counted_apart() -> None:
    suspect = a_regression("s", standing=Standing.SUSPECT)
    verdict = Verdict((), (suspect,), pending=(an_alert("s", state=State.PENDING),))
    assert tally(verdict) == Tally(suspects=1)
