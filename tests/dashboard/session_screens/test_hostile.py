"""Names in session files that attack a terminal, on every screen of sessions."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

import pytest

from collectors.session import Compaction, Request, Retry, ToolCall, Turn
from dashboard.messages import ModuleOpened
from dashboard.reading import Reading
from dashboard.sessions import Detail, Sessions, Summary, ToolUse
from tests.dashboard.fakes import FakeSource, an_app, press, seen, settle
from tests.dashboard.logbook import DETAIL, RELEASE, SESSIONS, SUMMARY, a_usage, with_sessions
from tests.dashboard.test_hostile import NAMES, harmless

PLAN = ".claude/commands/plan.md"


def a_detail() -> Detail:
    """Every name wherever a session file could put one."""
    names = cycle(NAMES)
    session = replace(DETAIL.session, root=NAMES[0], version=NAMES[1])
    return Detail(
        session,
        tuple(_turn(it, next(names)) for it in DETAIL.turns),
        tuple(_request(it, next(names)) for it in DETAIL.requests),
        tuple(_call(it, next(names)) for it in DETAIL.tool_calls),
        (Compaction("c", "current", session.last_at, RELEASE, NAMES[2], 9, 1, 1.0),),
        tuple(Retry(name, "current", session.last_at, RELEASE, name) for name in NAMES),
    )


def _turn(turn: Turn, name: str) -> Turn:
    return replace(turn, command=f"/{name}")


def _request(request: Request, name: str) -> Request:
    agent_type = name if request.agent else ""
    error = name if request.error else ""
    return replace(request, model=name, agent_type=agent_type, stop_reason=name, error=error)


def _call(call: ToolCall, name: str) -> ToolCall:
    return replace(call, name=name)


def a_summary(detail: Detail) -> Summary:
    return replace(
        SUMMARY,
        session=detail.session,
        usages=tuple(a_usage(name) for name in NAMES),
        tools=tuple(ToolUse(name, 2, 1, 1.0) for name in NAMES),
        commands=(
            *(replace(SUMMARY.commands[0], name=name) for name in NAMES),
            *SUMMARY.commands,
        ),
    )


def hostile_reading() -> Reading:
    detail = a_detail()
    others = tuple(
        replace(SUMMARY, session=replace(SUMMARY.session, id=f"{number}", root=name, version=name))
        for number, name in enumerate(NAMES)
    )
    sessions = Sessions(
        current=detail,
        live=True,
        summaries=(a_summary(detail), *others),
        ratings=SESSIONS.ratings,
        all_roots=True,
        versions=NAMES,
        unknown=tuple((name, 1) for name in NAMES),
        broken_lines=3,
    )
    return with_sessions(sessions)


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (200, 60)])
async def test_no_name_reaches_a_screen_of_sessions_unescaped(size: tuple[int, int]) -> None:
    app = an_app(source=FakeSource(hostile_reading()), details=lambda _: a_detail())
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        for keys in ("1234", "1", "12341", "1", "12"):
            for number in keys:
                await press(pilot, number)
                assert harmless(seen(app))
            await press(pilot, "enter" if keys == "1" else "end")
        await press(pilot, "u")
        assert harmless(seen(app))
        assert app.is_running


async def test_no_name_reaches_a_module_from_sessions_unescaped() -> None:
    app = an_app(source=FakeSource(hostile_reading()))
    async with app.run_test(size=(160, 48)) as pilot:
        await settle(pilot)
        app.post_message(ModuleOpened(PLAN))
        await settle(pilot)
        assert "did cost" in seen(app)
        assert harmless(seen(app))


async def test_every_hostile_session_can_be_opened() -> None:
    app = an_app(source=FakeSource(hostile_reading()), details=lambda _: a_detail())
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        for _ in NAMES:
            await press(pilot, "down", "enter")
            assert harmless(seen(app))
            await press(pilot, "enter")
            assert harmless(seen(app))
            await press(pilot, "escape", "escape")
        assert app.is_running
