from __future__ import annotations

import pytest

from dashboard.drilldown.in_sessions import InSessionsPanel
from dashboard.messages import ModuleOpened
from tests.dashboard.fakes import FakeSource, an_app, press, seen, settle
from tests.dashboard.logbook import with_sessions, without_sessions
from tests.dashboard.pieces import words

PLAN = ".claude/commands/plan.md"
BUILD = ".claude/commands/build.md"


def drawn(path: str, *, width: int = 120) -> list[str]:
    return str(InSessionsPanel(1, path).draw(with_sessions(), width, 6)).splitlines()


def test_what_it_should_cost_stands_above_what_it_did_cost() -> None:
    should, did, went, *_ = drawn(PLAN)
    assert should.split()[:6] == ["should", "cost", "eager", "2,104", "full", "5,234"]
    assert "load p50" in should
    assert did == "did cost, by turn   ×3  each 166,263 tokens  $0.1360  all $0.4079"
    assert "success 67 % 2 of 3" in went
    assert "tool errors 1" in went
    assert "interrupted 1" in went


def test_what_is_attributed_to_a_skill_stands_beneath_its_turns() -> None:
    *_, did, went = drawn(PLAN)
    assert did.startswith("did cost, as skill")
    assert "×2  each 47,310 tokens" in did
    assert "success 100 % 2 of 2" in went


def test_the_headline_is_how_often_and_how_dear() -> None:
    said = words(InSessionsPanel(1, PLAN).headline(with_sessions()))
    assert said == ["×3", "$0.1360 each", "success 67 %"]


def test_a_command_that_was_not_called_says_so_beside_what_it_should_cost() -> None:
    should, none = drawn(BUILD)
    assert should.startswith("should cost")
    assert none == "not called in any session that was read yet: c shows which ones were"
    assert InSessionsPanel(1, BUILD).headline(without_sessions()) == ()


def test_what_nobody_calls_says_so() -> None:
    assert drawn("CLAUDE.md")[0].startswith("neither a command nor a skill")


@pytest.mark.parametrize(("path", "shown"), [(PLAN, True), ("CLAUDE.md", False)])
async def test_only_what_is_called_has_the_panel(path: str, *, shown: bool) -> None:
    app = an_app(source=FakeSource(with_sessions()))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.post_message(ModuleOpened(path))
        await settle(pilot)
        assert ("7 Sessions" in seen(app)) is shown


async def test_a_small_terminal_shows_it_by_its_number() -> None:
    app = an_app(source=FakeSource(with_sessions()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.post_message(ModuleOpened(PLAN))
        await settle(pilot)
        await press(pilot, "7")
        assert "did cost, by turn" in seen(app)
