from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.analysis.sessions.sums import together
from dashboard.session_screens.totals import (
    ModelsPanel,
    QualityPanel,
    SummedPanel,
    ToolsPanel,
    by_tool,
    formats,
    measures,
    reported,
)
from dashboard.sessions import Sessions, Summary
from tests.dashboard.logbook import (
    OLDER,
    PRICES,
    SESSIONS,
    SUMMARY,
    with_sessions,
    without_sessions,
)
from tests.dashboard.pieces import words

EVERY = SESSIONS.summaries


def drawn(panel: SummedPanel, width: int = 90) -> list[str]:
    return str(panel.draw(with_sessions(), width, 12)).splitlines()


def headline(panel: SummedPanel) -> list[str]:
    return [said for said in words(panel.headline(with_sessions())) if said]


def test_models_are_added_up_over_sessions_the_dearest_first() -> None:
    found = together(EVERY, PRICES).models
    assert [it.name for it in found] == [
        "claude-opus-5",
        "claude-haiku-4-5-20251001",
        "claude-mystery-9",
    ]
    assert found[0].tokens.output_tokens == 3 * 2_700


@pytest.mark.parametrize(
    ("panel", "heading"),
    [
        (ModelsPanel(1), ["model", "cost", "tokens"]),
        (ToolsPanel(1), ["tool", "time", "calls", "errors"]),
    ],
)
def test_a_third_of_120_cells_holds_what_matters(panel: SummedPanel, heading: list[str]) -> None:
    assert drawn(panel, 36)[0].split() == heading


def test_a_model_without_a_price_is_counted_and_not_free() -> None:
    assert drawn(ModelsPanel(1))[3].split()[:3] == ["mystery-9", "–", "499k"]
    assert headline(ModelsPanel(1)) == ["≥$1.24", "cache 97 %", "61 requests unpriced"]


def test_claude_codes_own_total_tells_what_no_transcript_shows() -> None:
    sums = together((OLDER[0],), PRICES)
    session = replace(OLDER[0].session, reported_cost_usd=float(sums.cost.usd) + 0.05)
    assert words([reported(session, sums, 90)]) == [
        "Claude Code says $0.4579  hidden requests $0.0500"
    ]
    forked = replace(session, forked=True)
    assert words([reported(forked, sums, 90)]) == [
        "Claude Code says $0.4579  its parent's share in it"
    ]
    assert reported(OLDER[0].session, sums, 90) == ()


def test_what_telemetry_told_is_hidden_without_any_total() -> None:
    usages = (replace(OLDER[0].usages[0], hidden=True), *OLDER[0].usages[1:])
    sums = together((replace(OLDER[0], usages=usages),), PRICES)
    assert sums.shown.total == sums.tokens.total - usages[0].tokens.total
    (said,) = words([reported(OLDER[0].session, sums, 90)])
    assert said.startswith("hidden requests $")


def test_a_panel_about_one_session_leaves_others_out() -> None:
    assert headline(ModelsPanel(1, "monday")) == ["$0.4079", "cache 97 %"]
    assert headline(ToolsPanel(1, "monday")) == ["60 calls", "2 failed"]


def test_tools_are_added_up_the_longest_first() -> None:
    found = by_tool(EVERY)
    assert [it.name for it in found] == ["Bash", "Agent", "Read", "Edit", "Grep"]
    assert (found[0].calls, found[0].errors, found[0].seconds) == (62, 6, 698)


def test_a_wide_panel_draws_a_bar_for_each_tool() -> None:
    assert drawn(ToolsPanel(1))[1].endswith("██████████")
    assert "█" not in "".join(drawn(ToolsPanel(1), 50))


def told(summary: Summary, width: int) -> list[str]:
    return words(it.line for it in measures((summary,), SESSIONS, width))


def test_how_no_turn_ended_takes_no_line() -> None:
    assert not any("left open" in it or "cut" in it for it in told(SUMMARY, 80))
    everything = replace(SUMMARY, turns=9, failed=1, left_open=2, cut=1)
    assert [it.split()[1:3] for it in told(everything, 40)[2:7]] == [
        ["interrupted", "11"],
        ["failed", "11"],
        ["left", "open"],
        ["cut", "short"],
        ["not", "ended"],
    ]


def test_what_the_files_were_is_told_before_what_is_rarely_asked() -> None:
    lines = str(QualityPanel(1).draw(with_sessions(), 90, 7)).splitlines()
    assert any(it.startswith("Claude Code") for it in lines)
    assert not any("retried" in it for it in lines)


def test_quality_says_of_how_many() -> None:
    said = told(SUMMARY, 50)
    assert said[0].split() == ["commands", "succeeded", "67", "%", "2", "of", "3"]
    assert said[1].split()[2:] == ["33", "%", "1", "of", "3"]
    assert said[4].split()[2:] == ["12", "%", "1", "of", "8"]


def test_turns_left_open_say_what_that_is() -> None:
    left = replace(SUMMARY, succeeded=1, interrupted=0, left_open=2)
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


def test_without_sessions_every_panel_says_so() -> None:
    for panel in (ModelsPanel(1), ToolsPanel(1), QualityPanel(1)):
        assert "yet" in str(panel.draw(without_sessions(), 60, 8))
        assert panel.headline(without_sessions()) == ()


def test_an_unchanged_session_is_not_added_up_again() -> None:
    before = together(EVERY, PRICES)
    assert together((*EVERY,), PRICES) is before
    assert together(OLDER, PRICES) is not before
