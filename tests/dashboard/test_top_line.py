from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import units
from dashboard.analysis.alerting.life import State
from dashboard.reading import Reading
from dashboard.revision import Revision
from dashboard.top_line import draw
from dashboard.view import View
from tests.dashboard.harbor import a_reading
from tests.dashboard.logbook import DETAIL, SESSIONS, with_sessions
from tests.dashboard.worse import a_worse_reading

LIVE = View("harbor", 5.0, a_reading(), Revision("main", "a3f9c21" + "0" * 33))


def _crowded() -> Reading:
    """Regressions, two warnings besides, and what is not confirmed."""
    worse, (alert,) = a_worse_reading(), LIVE.reading.verdict.alerts
    others = tuple(replace(alert, key=key) for key in "ab")
    (first, *_) = worse.verdict.regressions
    pending = (replace(alert, key=first.key, state=State.PENDING),)
    alerts = (*worse.verdict.alerts, *others)
    return replace(worse, verdict=replace(worse.verdict, alerts=alerts, pending=pending))


def test_a_wide_line_says_all() -> None:
    drawn = draw(LIVE, 160).plain
    for words in ("harbor", "main a3f9c21", "● LIVE 5.0 s", "! 1 warning", "self 0.", "41 MB"):
        assert words in drawn or words.replace("5.0", "5") in drawn


def test_a_narrow_line_keeps_root_state_grade_and_alerts() -> None:
    drawn = draw(LIVE, 48).plain
    for kept in ("harbor", "LIVE", "health B", "! 1"):
        assert kept in drawn
    assert "self" not in drawn
    assert "warning" not in drawn


def test_words_leave_a_line_of_80_cells_before_grade_counts_and_clock() -> None:
    view = replace(LIVE, root="a-framework-of-many", reading=_crowded())
    drawn = draw(view, 80).plain
    for kept in ("a-framework-of-many", "health B", "▲ 5  ! 2  ? 1", "LIVE"):
        assert kept in drawn, drawn
    assert "▲ 5 regressions  ! 2 warnings  ? 1 suspected" in draw(view, 130).plain


@pytest.mark.parametrize(
    "view",
    [replace(LIVE, failure="database is locked by another"), replace(LIVE, paused_for=90_000)],
)
def test_80_cells_hold_grade_and_counts_whatever_else_is_said(view: View) -> None:
    drawn = draw(replace(view, root="a-framework-with-a-long-name", reading=_crowded()), 80).plain
    assert "health B" in drawn
    assert "▲ 5  ! 2  ? 1" in drawn


def test_what_the_session_beside_us_does_is_said_where_there_is_room() -> None:
    view = replace(LIVE, reading=with_sessions())
    assert "session busy 1.7 min · turn 3" in draw(view, 160).plain
    assert "session" not in draw(view, 80).plain


def test_a_session_that_waits_for_its_user_says_so() -> None:
    waiting = replace(DETAIL, session=replace(DETAIL.session, in_flight_since=0))
    view = replace(LIVE, reading=with_sessions(replace(SESSIONS, current=waiting)))
    assert "session waits · turn 3" in draw(view, 160).plain


def test_a_session_that_ended_is_not_spoken_of() -> None:
    view = replace(LIVE, reading=with_sessions(replace(SESSIONS, live=False)))
    assert "session" not in draw(view, 200).plain


def test_a_paused_view_says_for_how_long() -> None:
    drawn = draw(replace(LIVE, paused_for=125_000), 160).plain
    assert "PAUSED 2 min" in drawn or "PAUSED 2.1 min" in drawn


def test_a_failed_reading_makes_the_view_stale() -> None:
    assert "STALE: locked" in draw(replace(LIVE, failure="locked"), 160).plain


def test_a_store_that_cannot_be_written_is_not_live() -> None:
    snapshot = replace(LIVE.reading.snapshot, blocked="disk full")
    drawn = draw(replace(LIVE, reading=replace(LIVE.reading, snapshot=snapshot)), 160).plain
    assert "NOT RECORDING: disk full" in drawn
    assert "LIVE" not in drawn


def test_what_another_process_costs_is_not_called_own() -> None:
    snapshot = replace(LIVE.reading.snapshot, viewing=True)
    drawn = draw(replace(LIVE, reading=replace(LIVE.reading, snapshot=snapshot)), 200).plain
    assert f"self {units.DASH}" in drawn


def test_a_store_that_nobody_writes_is_told_from_a_live_one() -> None:
    snapshot = replace(LIVE.reading.snapshot, recording=False)
    view = replace(LIVE, reading=replace(LIVE.reading, snapshot=snapshot))
    assert "NOT RECORDING" in draw(view, 160).plain


def test_another_writer_makes_this_one_a_viewer() -> None:
    assert "VIEWING" in draw(replace(LIVE, viewing=True), 160).plain


def test_before_the_first_reading_nothing_is_claimed() -> None:
    drawn = draw(View("harbor", 5.0), 160).plain
    assert "STARTING" in drawn
    assert "alerts" not in drawn


def test_quiet_is_said_in_words() -> None:
    verdict = replace(LIVE.reading.verdict, alerts=())
    view = replace(LIVE, reading=replace(LIVE.reading, verdict=verdict))
    assert "no alerts" in draw(view, 160).plain


def test_health_is_a_grade_with_what_was_missed() -> None:
    drawn = draw(LIVE, 200).plain
    assert "health B 4/5" in drawn
    assert "missed: context used by a command" in drawn
    assert "missed" not in draw(LIVE, 110).plain


def test_nothing_is_graded_before_anything_was_measured() -> None:
    assert "health" not in draw(View("harbor", 5.0), 160).plain


def test_regressions_are_counted_apart_from_other_alerts() -> None:
    drawn = draw(replace(LIVE, reading=a_worse_reading()), 160).plain
    assert "▲ 5 regressions" in drawn
    assert "warning" not in drawn


def test_what_was_seen_asks_for_no_attention_and_is_not_hidden() -> None:
    (alert,) = LIVE.reading.verdict.alerts
    verdict = replace(LIVE.reading.verdict, alerts=(replace(alert, acknowledged=True),))
    view = replace(LIVE, reading=replace(LIVE.reading, verdict=verdict))
    assert "no alerts, 1 set aside" in draw(view, 160).plain


def test_what_the_session_does_moves_nothing_else() -> None:
    def places(started_at: int) -> list[int]:
        turn = replace(DETAIL.turns[-1], started_at=started_at)
        current = replace(DETAIL, turns=(*DETAIL.turns[:-1], turn))
        drawn = draw(replace(LIVE, reading=with_sessions(replace(SESSIONS, current=current))), 160)
        return [drawn.plain.index(it) for it in ("LIVE", "health", "! 1 warning", "self", ":00:00")]

    now = LIVE.reading.snapshot.taken_at
    assert places(now - 9_000) == places(now - 8_000_000)
