"""How well sessions went."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.session import Rating, Session
from dashboard.analysis.sessions.quality import Share, quality
from dashboard.sessions import Summary, ToolUse
from tests.dashboard.worked import a_use

ONE = Summary(
    Session("one"),
    turns=8,
    succeeded=6,
    interrupted=1,
    requests=38,
    failures=2,
    retries=3,
    tools=(ToolUse("Bash", 10, 1, 5.0), ToolUse("Read", 30, 3, 1.0)),
    commands=(
        a_use("/plan", invocations=4, succeeded=3),
        a_use("plan", skill=True, invocations=9, succeeded=9),
    ),
)
OTHER = Summary(Session("other"), turns=2, succeeded=2, requests=10)


def test_shares_are_of_all_sessions_together() -> None:
    found = quality((ONE, OTHER), ())
    assert (found.commands, found.completion) == (Share(3, 4), Share(8, 10))
    assert (found.interruptions, found.errors) == (Share(1, 10), Share(2, 50))
    assert (found.tool_errors, found.retries) == (Share(4, 40), 3)


def test_every_turn_is_told_of_in_one_share() -> None:
    found = quality((replace(ONE, turns=13, failed=2, left_open=1, cut=1), OTHER), ())
    assert (found.failures, found.left_open, found.cut) == (
        Share(2, 15),
        Share(1, 15),
        Share(1, 15),
    )
    assert found.unanswered == Share(2, 15)


def test_a_turn_at_work_is_in_no_share() -> None:
    found = quality((replace(ONE, at_work=1),), ())
    assert (found.completion, found.interruptions) == (Share(6, 7), Share(1, 7))
    assert (found.unanswered, found.at_work) == (Share(0, 7), 1)


def test_a_command_at_work_has_not_failed_to_succeed() -> None:
    at_work = Summary(Session("one"), commands=(replace(a_use("/plan", invocations=2), unended=1),))
    assert quality((at_work,), ()).commands == Share(1, 1)


def test_what_never_happened_has_no_share() -> None:
    found = quality((), ())
    assert found.completion.ratio is None
    assert (found.satisfaction, found.rated) == (None, 0)


def test_the_newest_rating_of_a_session_counts() -> None:
    ratings = (
        Rating("other", 5, 3),
        Rating("one", 9, 5),
        Rating("one", 1, 1),
        Rating("gone", 2, 1),
    )
    found = quality((ONE, OTHER), ratings)
    assert found.satisfaction == pytest.approx(4.0)
    assert found.rated == 2
