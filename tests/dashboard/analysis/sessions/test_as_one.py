"""Many sessions as if they were one."""

from __future__ import annotations

from itertools import permutations

from collectors.session import Session
from dashboard.analysis.sessions.as_one import as_one
from dashboard.sessions import Summary, ToolUse
from tests.dashboard.worked import a_use


def a_summary(seconds: float) -> Summary:
    return Summary(
        Session(str(seconds)),
        turns=2,
        succeeded=1,
        at_work=1,
        requests=3,
        tools=(ToolUse("Bash", 2, 1, seconds),),
        commands=(a_use("plan", skill=True), a_use("/plan", seconds=(seconds,), tool_errors=1)),
    )


def test_what_each_did_is_added_up() -> None:
    whole = as_one([a_summary(1.0), a_summary(2.0)])
    assert (whole.turns, whole.succeeded, whole.unanswered, whole.requests) == (4, 2, 0, 6)
    assert (whole.over, whole.at_work) == (2, 2)
    assert whole.tools == (ToolUse("Bash", 4, 2, 3.0),)
    plan, skill = whole.commands
    assert (plan.name, plan.invocations, plan.tool_errors, plan.seconds) == ("/plan", 2, 2, (1, 2))
    assert (skill.name, skill.skill, skill.invocations) == ("plan", True, 2)


def test_the_order_of_sessions_does_not_matter() -> None:
    sums = {as_one(map(a_summary, seconds)) for seconds in permutations((0.1, 0.2, 0.3, 1e16))}
    assert len(sums) == 1


def test_no_session_did_nothing() -> None:
    assert as_one([]) == Summary(Session(""))
