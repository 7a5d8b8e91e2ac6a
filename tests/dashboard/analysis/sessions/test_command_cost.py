"""What commands and skills cost."""

from __future__ import annotations

from dataclasses import replace

from collectors.session import Session
from dashboard.analysis.sessions.command_cost import CommandCost
from dashboard.analysis.sessions.sums import together
from dashboard.sessions import CommandUse, Summary
from tests.dashboard.analysis.sessions.price_lists import MILLION, PRICES, a_request, usage_of


def a_summary(*, model: str = "one") -> Summary:
    """A session in which /plan was called, the skill `review` at work in one of its requests."""
    plain = replace(usage_of(a_request(model=model)), command="/plan")
    use = CommandUse("/plan", False, 2, 2, 0, 0, 0, ())  # noqa: FBT003
    other = usage_of(a_request(8 * MILLION))
    return Summary(
        Session("s"), usages=(plain, replace(plain, skill="review"), other), commands=(use,)
    )


def found(*summaries: Summary) -> dict[str, CommandCost]:
    return {cost.name: cost for cost in together(summaries, PRICES).commands}


def test_a_command_costs_what_its_turns_do_over_all_sessions() -> None:
    plan = found(a_summary(), a_summary())["/plan"]
    assert (plan.invocations, plan.cost.full_usd, plan.tokens.total) == (4, 4, 4 * MILLION)
    assert (plan.usd_each, plan.tokens_each) == (1.0, MILLION)


def test_a_skill_costs_what_is_blamed_on_it() -> None:
    review = found(a_summary())["review"]
    assert (review.skill, review.cost.full_usd) == (True, 1)
    assert (review.usd_each, review.tokens_each) == (None, None)


def test_an_unpriced_request_leaves_an_invocation_without_a_price() -> None:
    plan = found(a_summary(), a_summary(model="b"))["/plan"]
    assert (plan.usd_each, plan.cost.known_usd) == (None, 2.0)
    assert plan.tokens_each == MILLION


def test_commands_come_before_skills() -> None:
    assert list(found(a_summary())) == ["/plan", "review"]


def test_without_sessions_there_is_no_command() -> None:
    assert found() == {}
