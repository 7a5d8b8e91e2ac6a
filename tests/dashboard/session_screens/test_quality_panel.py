from __future__ import annotations

from dataclasses import replace

from dashboard.session_screens.quality_panel import QualityPanel, formats, measures
from dashboard.sessions import Sessions, Summary
from tests.dashboard.logbook import SESSIONS, SUMMARY, with_sessions
from tests.dashboard.pieces import words
from tests.dashboard.session_screens.summing import drawn, headline


def told(summary: Summary, width: int) -> list[str]:
    return words(it.line for it in measures((summary,), SESSIONS, width))


def test_how_no_turn_ended_takes_no_line() -> None:
    assert not any("left open" in it or "cut" in it for it in told(SUMMARY, 80))
    everything = replace(SUMMARY, turns=9, failed=1, left_open=2, cut=1)
    assert [it.split()[1:3] for it in told(everything, 40)[2:7]] == [
        ["interrupted", "12"],
        ["failed", "12"],
        ["left", "open"],
        ["cut", "short"],
        ["not", "answered"],
    ]


def test_a_turn_at_work_is_counted_apart() -> None:
    said = {it[:18].strip(): it[18:].split() for it in told(SUMMARY, 50)}
    assert said["turns at work"] == ["1"]
    assert said["turns completed"][-1] == "2"
    assert "turns not answered" not in said


def test_what_the_files_were_is_told_before_what_is_rarely_asked() -> None:
    lines = str(QualityPanel(1).draw(with_sessions(), 90, 7)).splitlines()
    assert any(it.startswith("Claude Code") for it in lines)
    assert not any("retried" in it for it in lines)


def test_quality_says_of_how_many() -> None:
    said = told(SUMMARY, 50)
    assert said[0].split() == ["commands", "succeeded", "67", "%", "2", "of", "3"]
    assert said[1].split()[2:] == ["50", "%", "1", "of", "2"]
    assert said[4].split()[2:] == ["12", "%", "1", "of", "8"]


def test_turns_left_open_say_what_that_is() -> None:
    left = replace(SUMMARY, interrupted=0, left_open=2, at_work=0)
    (said,) = (it for it in told(left, 80) if "left open" in it)
    assert said.split()[3:7] == ["67", "%", "2", "of"]
    assert said.endswith("a tool asked for, nothing followed")


def test_one_record_of_one_type_is_said_so() -> None:
    (said,) = words(formats(Sessions(unknown=(("novelty", 1),)), 80))
    assert said == "1 record of 1 unknown type: novelty"


def test_with_little_room_a_share_is_told_whole_or_not_at_all() -> None:
    assert told(SUMMARY, 34)[0] == "commands succeeded   67 % 2 of 3"
    assert told(SUMMARY, 30)[0] == "commands succeeded   67 %"


def test_of_one_session_nothing_is_said_that_is_of_all() -> None:
    assert any(line.startswith("Claude Code") for line in drawn(QualityPanel(1)))
    assert not any(line.startswith("Claude Code") for line in drawn(QualityPanel(1, "current")))


def test_satisfaction_is_a_mean_with_how_many_were_rated() -> None:
    assert headline(QualityPanel(1)) == ["4.5 of 5 in 2 ratings"]
    assert headline(QualityPanel(1, "current")) == ["not rated: u rates"]


def test_what_is_not_understood_of_the_files_is_told() -> None:
    sessions = replace(SESSIONS, broken_lines=7)
    assert words(formats(sessions, 90)) == [
        "Claude Code 2.1.320 to 2.1.328",
        "3 records of 1 unknown type: weather-report",
        "7 broken lines",
    ]
    assert words(formats(Sessions(versions=("2.1.328",)), 90)) == ["Claude Code 2.1.328"]
