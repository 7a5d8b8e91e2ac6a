"""What stands in the terminal's title."""

from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.verdict import Verdict
from dashboard.terminal import Title, title
from tests.dashboard.analysis.alerting.builders import an_alert


def test_a_title_counts_what_asks_for_attention() -> None:
    alerts = (
        an_alert("a", severity=Severity.CRITICAL),
        an_alert("b"),
        an_alert("c"),
        replace(an_alert("d"), acknowledged=True),
        an_alert("e", severity=Severity.INFO),
    )
    assert title("harbor", Verdict(alerts)) == "perfdash harbor ‼1 !2"
    assert title("harbor", Verdict()) == "perfdash harbor"


def test_no_name_ends_the_sequence() -> None:
    assert "\x07" not in title("\x07\x1b]0;x", Verdict())


def test_a_title_is_written_when_it_changes_and_put_back_in_the_end() -> None:
    written: list[str] = []
    shown = Title(written.append)
    for text in ("one", "one", "two"):
        shown.show(text)
    shown.restore()
    shown.restore()
    assert written == ["\x1b[22;2t", "\x1b]2;one\x07", "\x1b]2;two\x07", "\x1b[23;2t"]


def test_a_title_that_was_never_set_is_left_alone() -> None:
    written: list[str] = []
    Title(written.append).restore()
    assert written == []
