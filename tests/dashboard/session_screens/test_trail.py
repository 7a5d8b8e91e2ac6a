from __future__ import annotations

from dashboard.session_screens.trail import draw
from dashboard.sessions import Detail
from dashboard.view import View
from tests.dashboard.logbook import DETAIL, PLAN, with_sessions

VIEW = View("harbor", 5.0, with_sessions())


def said(session: str, turn: str = "", *, detail: Detail | None = None, width: int = 160) -> str:
    return str(draw(VIEW, detail, session, turn, width=width)).strip()


def test_the_way_leads_from_the_root_over_the_session_to_the_turn() -> None:
    way = said("current", PLAN, detail=DETAIL)
    steps = way.partition("   ")[0].split(" › ")
    assert steps[:2] == ["harbor", "sessions"]
    assert steps[3].startswith("/plan ")


def test_the_session_that_runs_is_marked_by_a_word() -> None:
    assert "● live" in said("current", detail=DETAIL)
    assert "● live" not in said("monday")


def test_a_session_whose_detail_is_still_to_be_read_is_named_by_what_is_known() -> None:
    assert "/home/dev/harbor   Claude Code 2.1.320" in said("monday")
    assert "a turn" in said("monday", PLAN)
    assert "a session" in said("no such session")


def test_a_narrow_line_keeps_the_way() -> None:
    assert "Claude Code" not in said("current", detail=DETAIL, width=50)
    assert said("current", detail=DETAIL, width=50).startswith("harbor › sessions › ")
