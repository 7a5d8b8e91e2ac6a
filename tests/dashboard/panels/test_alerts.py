"""The alerts panel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.model import Run, Trigger
from dashboard import units
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.life import State
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.verdict import Verdict
from dashboard.panels.alerts import draw, headline
from dashboard.piece import Tone
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.analysis.differing import a_regression
from tests.dashboard.builders import NOW
from tests.dashboard.harbor import SAVED
from tests.dashboard.panels.readings import SIZES, a_reading
from tests.dashboard.pieces import words
from tests.dashboard.worse import CHECKS, COMMITTED, a_worse_reading

SLOW = Alert(
    key="slow",
    severity=Severity.CRITICAL,
    title="command execution",
    labels=(("mode", "cold"), ("module", "plan.md")),
    since=NOW - 720_000,
    value=2.4,
    peak=3.1,
    limit=2.0,
    unit="seconds",
    detail="max of 5 min",
)
CLEARED = replace(
    SLOW,
    key="cleared",
    severity=Severity.WARNING,
    until=NOW - 60_000,
    state=State.RESOLVED,
)


def drawn(*alerts: Alert, width: int = 75, height: int = 14) -> list[str]:
    return draw(a_reading(alerts=alerts), width, height).plain.splitlines()


def test_an_alert_says_how_bad_what_where_and_how_far() -> None:
    assert drawn(SLOW)[0].startswith("‼ CRITICAL command execution plan.md  2.4 s > 2 s")


def test_an_alert_says_since_when_and_its_peak() -> None:
    plain = " ".join(drawn(SLOW))
    assert "(12 min)" in plain
    assert "peak 3.1 s" in plain


def test_what_does_not_fit_goes_on_a_second_line_if_there_is_one() -> None:
    narrow = drawn(SLOW, width=40, height=2)
    assert narrow[1].startswith("  2.4 s > 2 s  since")
    assert len(drawn(SLOW, width=40, height=1)) == 1


def test_a_condition_without_a_metric_has_its_detail_instead() -> None:
    status = Alert("w", Severity.WARNING, "status watch", (), 0, detail="polling")
    assert drawn(status) == ["! WARNING  status watch  polling"]


def test_cleared_alerts_are_quiet() -> None:
    content = draw(a_reading(alerts=(CLEARED,)), 75, 14)
    assert "\n✓ CLEARED  command execution plan.md" in content.plain
    assert {str(span.style) for span in content.spans} == {"$foreground-muted"}


def test_when_all_has_cleared_it_says_so_first() -> None:
    assert drawn(CLEARED)[0].startswith("nothing over its limit")


def test_what_fires_comes_before_what_is_over_whatever_caused_that() -> None:
    reading = a_reading(alerts=(SLOW, replace(CLEARED, key="c", group=f"save {SAVED}")))
    saved = Run(SAVED, Trigger.SAVE, ("plan.md",))
    reading = replace(reading, snapshot=replace(reading.snapshot, saves=(saved,)))
    rows = draw(reading, 75, 14).plain.splitlines()
    order = [
        next(at for at, row in enumerate(rows) if word in row) for word in ("‼", "since save", "✓")
    ]
    assert order == sorted(order)


def test_what_a_pending_alert_waits_for_is_said_before_since_when_it_does() -> None:
    waiting = replace(SLOW, state=State.PENDING, detail=f"{'a ' * 30}1 so far")
    reading = a_reading()
    reading = replace(reading, verdict=Verdict(pending=(waiting,)))
    first, second = draw(reading, 75, 9).plain.splitlines()
    assert first.endswith("pending")
    assert second.endswith("1 so far")


def test_alerts_without_room_are_counted() -> None:
    many = [replace(SLOW, key=str(number)) for number in range(9)]
    assert drawn(*many, height=4)[-1] == "and 6 more: enter shows all"
    assert drawn(*many, CLEARED, height=4)[-1] == "and 6 more, 1 ended: enter shows all"


def test_regressions_come_first_beneath_what_brought_them_about() -> None:
    rows = draw(a_worse_reading(), 100, 20).plain.splitlines()
    assert rows[0] == f"since save {units.clock(SAVED)} {CHECKS}"
    assert "▲ REGRESSION /release load time  +19 % (+17 to +21 %)  confirmed" in "\n".join(rows)
    assert (
        f"since commit 7fd2c1e Plan in smaller steps (Ada Brisk) {units.clock(COMMITTED)}" in rows
    )
    assert rows.index("besides") < len(rows) - 1


def test_by_how_much_something_is_worse_is_said_where_its_interval_has_no_room() -> None:
    (row,) = (it for it in draw(a_worse_reading(), 50, 20).plain.splitlines() if "load time" in it)
    assert row.strip() == "▲ REGRESSION /release load time  +19 %  confirmed"


def test_a_cause_without_room_for_what_it_brought_about_is_left_out() -> None:
    for height in range(1, 20):
        rows = draw(a_worse_reading(), 100, height).plain.splitlines()
        assert len(rows) <= height
        assert not any(row.startswith("since") for row in rows[-2:])


def test_a_suspect_is_to_be_confirmed() -> None:
    suspect = a_regression("s", standing=Standing.SUSPECT)
    pending = an_alert("s", state=State.PENDING)
    reading = a_reading()
    verdict = Verdict((), (suspect,), pending=(pending,))
    (row,) = draw(replace(reading, verdict=verdict), 100, 9).plain.splitlines()
    assert row.startswith("? SUSPECT commands/plan.md load time")
    assert "to be confirmed" in row


def test_the_title_counts_regressions_apart_and_what_is_set_aside() -> None:
    heads = words(headline(a_worse_reading()))
    assert heads == ["▲ 5 regressions", "3 set aside"]


def test_quiet_says_that_nothing_is_worse_than_the_baseline() -> None:
    reading = a_worse_reading()
    calm = replace(reading, verdict=Verdict(), snapshot=replace(reading.snapshot, alert_log=()))
    assert "nothing worse than the baseline" in draw(calm, 100, 9).plain


def test_the_title_counts_by_severity_worst_first() -> None:
    warning = replace(SLOW, severity=Severity.WARNING)
    title = headline(a_reading(alerts=(SLOW, warning, warning, CLEARED)))
    assert words(title) == ["‼ 1 critical", "! 2 warnings"]
    assert title[0][0].tone is Tone.CRITICAL


def test_when_all_is_well_it_says_so_and_what_is_watched() -> None:
    quiet = drawn()
    assert quiet[0] == "nothing over its limit  9 limits watched"
    assert any(line.startswith("load time P95") and "200 ms" in line for line in quiet)
    assert words(headline(a_reading())) == ["none firing"]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_worst_is_the_last_to_go(width: int, height: int) -> None:
    lines = drawn(SLOW, CLEARED, CLEARED, CLEARED, width=width, height=height)
    assert lines[0].startswith("‼ CRITICAL")
    assert len(lines) <= height
