from __future__ import annotations

from dashboard.session_screens.turn_panel import TurnPanel, time_shares
from dashboard.sessions import Detail
from tests.dashboard.builders import NOW
from tests.dashboard.logbook import DETAIL, PLAN, RELEASE, SESSIONS, with_sessions
from tests.dashboard.pieces import words


def a_panel(turn: str = PLAN, detail: Detail | None = DETAIL) -> TurnPanel:
    panel = TurnPanel(1, "current", turn)
    panel.set_reactive(TurnPanel.detail, detail)
    return panel


def drawn(panel: TurnPanel, width: int = 120) -> list[str]:
    return str(panel.draw(with_sessions(), width, 8)).splitlines()


def test_a_turn_is_told_by_its_tokens_what_was_done_and_where_its_time_went() -> None:
    tokens, done, bar, legend = drawn(a_panel())
    assert tokens == "tokens  input 24  written 4,200  read 122,000  output 680  cache hit 97 %"
    assert done == "requests 2  tools 2  errors 1  cost $0.1044"
    assert len(bar) == 120
    assert "thinking 37 %" in legend
    assert "tools 3.1 %" in legend


def test_the_headline_says_cost_time_and_outcome() -> None:
    said = words(a_panel().headline(with_sessions()))
    assert said == ["$0.1044", "took 1.0 min", "done"]


def test_the_time_of_a_turn_at_work_reaches_up_to_now() -> None:
    assert time_shares(DETAIL, RELEASE, NOW, live=True).total == 100_000
    assert time_shares(DETAIL, RELEASE, NOW, live=False).total == 97_000


def test_a_turn_says_when_the_prompt_cache_broke_in_it_and_why() -> None:
    said, *_ = [line for line in drawn(a_panel(RELEASE)) if "prompt cache broke" in line]
    assert said.startswith("! prompt cache broke")
    assert "idle for" in said
    assert not any("broke" in line for line in drawn(a_panel()))


def test_what_is_not_known_is_said() -> None:
    assert drawn(a_panel(detail=None)) == ["reading the session"]
    assert drawn(a_panel("no such turn")) == ["nothing is known of this turn any more"]
    assert a_panel(detail=None).headline(with_sessions(SESSIONS)) == ()
