from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import units
from dashboard.alerts import lines
from dashboard.analysis.alerting.concern import Concern, concerns
from dashboard.analysis.alerting.life import State
from dashboard.piece import Tone, measure
from tests.dashboard.analysis.alerting.builders import MINUTE, an_alert
from tests.dashboard.analysis.differing import a_regression
from tests.dashboard.builders import NOW, a_snapshot
from tests.dashboard.pieces import words
from tests.dashboard.worse import a_worse_reading


def said(concern: Concern, width: int = 180) -> list[str]:
    return words(lines.lines(concern, a_snapshot(), width))


def test_a_regression_says_everything_on_a_wide_line() -> None:
    alert = an_alert("r", since=NOW - 12 * MINUTE, peak=0.0041)
    concern = Concern(replace(alert, unit="seconds", limit=0.0031), a_regression("r"))
    (line,) = said(concern)
    for part in (
        "! WARNING  ▲ regression commands/plan.md",
        "load time 3.1 → 3.7 ms  +19 % (+17 to +21 %)  5 blocks in one process",
        f"since {units.clock(NOW - 12 * MINUTE)}, 12 min  peak 4.1 ms",
    ):
        assert part in line


def test_what_a_later_save_made_worse_says_since_when_and_when_more_came() -> None:
    alert = replace(an_alert("r", since=NOW - 12 * MINUTE), step_at=NOW - MINUTE)
    times = f"since {units.clock(alert.since)}, 12 min, more at {units.clock(alert.step_at)}"
    assert lines.lasting(Concern(alert, a_regression("r")), NOW) == times


def test_what_has_no_room_stands_on_a_second_line() -> None:
    first, second = said(Concern(an_alert("r"), a_regression("r")), 76)
    assert "load time 3.1 → 3.7 ms" in first
    assert second.startswith("  +19 % (+17 to +21 %)  5 blocks")


def test_an_alert_on_a_limit_says_how_far() -> None:
    (line,) = said(Concern(an_alert("a", core="2")))
    assert "● firing     core=2" in line
    assert "busy  85 % > 80 %" in line
    assert "peak 90 %" in line


def test_what_is_about_no_module_stands_in_the_place_of_one() -> None:
    (first, *_) = said(Concern(an_alert("a")), 76)
    assert first.startswith("! WARNING  ● firing     busy           85 % > 80 %")


def test_what_is_about_no_module_may_take_the_room_of_one() -> None:
    broke = replace(an_alert("a"), labels=(), title="prompt cache broke: model changed to haiku")
    assert broke.title in said(Concern(broke), 76)[0]


def test_what_is_pending_says_so() -> None:
    assert "… pending" in said(Concern(an_alert("a", state=State.PENDING)))[0]


def test_what_ended_says_how_long_and_how_bad_before_anything_else() -> None:
    ended = replace(an_alert("a", state=State.RESOLVED), detail="mean of 1 min above 80 %")
    first, second = said(Concern(ended), 90)
    assert "10 min" in first + second[:60]
    assert (first + second).index("peak 90 %") < (first + second).index("mean of")


def test_what_ended_and_has_no_room_beside_its_state_is_whole_beneath() -> None:
    name = "prompt cache broke: unexplained, 390k rewritten"
    ended = replace(an_alert("a", state=State.RESOLVED), labels=(), title=name)
    first, second = said(Concern(ended), 56)
    assert first.endswith("10 min")
    assert second.startswith(f"  {name}")


def test_what_ended_says_from_when_to_when() -> None:
    ended = Concern(an_alert("a", state=State.RESOLVED))
    (line,) = said(ended)
    assert "✓ ended" in line
    assert f"{units.clock(NOW - 10 * MINUTE)} to {units.clock(NOW)}, 10 min" in line
    tones = {piece.tone for piece in lines.lines(ended, a_snapshot(), 180)[0]}
    assert Tone.WARNING not in tones


@pytest.mark.parametrize(
    ("alert", "why"),
    [
        (replace(an_alert("a"), acknowledged=True), "seen"),
        (replace(an_alert("a"), inhibited=True), "follows from something worse"),
        (an_alert("a"), ""),
    ],
)
def test_why_something_is_quiet_is_said(alert: object, why: str) -> None:
    assert lines.set_aside_because(Concern(alert), a_snapshot()) == why  # type: ignore[arg-type]


def test_why_something_is_quiet_is_said_where_there_is_little_room() -> None:
    seen = replace(an_alert("r"), acknowledged=True)
    (first, _) = said(Concern(seen, a_regression("r")), 90)
    assert first.endswith("load time 3.1 → 3.7 ms  seen")
    first, second = said(Concern(seen, a_regression("r")), 58)
    assert first.endswith("seen")
    assert second.startswith("  load time 3.1 → 3.7 ms  +19 %")


def test_a_silence_says_until_when() -> None:
    reading = a_worse_reading()
    quiet = concerns(reading.verdict, reading.snapshot).set_aside
    silenced = [it for it in quiet if it.alert and it.alert.silenced]
    until = units.moment(NOW + 479 * MINUTE, NOW)
    because = {lines.set_aside_because(it, reading.snapshot) for it in silenced}
    assert because == {f"silenced until {until}"}


@pytest.mark.parametrize("width", [20, 41, 76, 116, 156, 196])
def test_no_line_is_wider_than_it_may_be(width: int) -> None:
    reading = a_worse_reading()
    it = concerns(reading.verdict, reading.snapshot)
    for concern in (*it.active, *it.set_aside, *it.unalerted, *it.past):
        drawn = lines.lines(concern, reading.snapshot, width)
        assert len(drawn) <= 2
        assert all(measure(line) <= max(width, 38) for line in drawn)
