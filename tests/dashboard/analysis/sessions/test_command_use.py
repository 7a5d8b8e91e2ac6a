"""What commands and skills did, and what it cost."""

from __future__ import annotations

from dataclasses import replace

from collectors.framework.module import Kind
from collectors.prices import place
from collectors.prices.table import PriceTable
from collectors.session import Session
from dashboard.analysis.sessions.command_use import command_use, of_module
from dashboard.analysis.sessions.quality import Share
from dashboard.sessions import Summary, Usage
from tests.dashboard.builders import NOW, a_module
from tests.dashboard.worked import a_use, used

PRICES = PriceTable(place.shipped().prices)


def a_usage(*, command: str = "", skill: str = "", model: str = "claude-opus-5") -> Usage:
    return Usage(NOW, model, command=command, skill=skill, requests=1, tokens=used(out=1_000_000))


ONE = Summary(
    Session("one"),
    usages=(a_usage(command="/plan", skill="plan"), a_usage(command="/plan")),
    commands=(
        a_use("/plan", invocations=2, succeeded=1, seconds=(1.0, 3.0)),
        a_use("plan", skill=True, seconds=(1.0, 3.0), tool_errors=1),
    ),
)
OTHER = Summary(
    Session("other"), usages=(a_usage(skill="plan"),), commands=(a_use("/plan", seconds=(2.0,)),)
)


def test_a_command_answers_for_its_turns_over_all_sessions() -> None:
    command, _ = command_use((ONE, OTHER), PRICES)
    assert (command.name, command.invocations, command.success) == ("/plan", 3, Share(2, 3))
    assert (command.time.count, command.time.p50, command.interrupted) == (3, 2.0, 1)
    assert command.spent.usd_each == 50 / 3


def test_a_skill_answers_for_what_is_attributed_to_it() -> None:
    _, skill = command_use((ONE, OTHER), PRICES)
    assert (skill.skill, skill.name, skill.tool_errors) == (True, "plan", 1)
    assert (skill.spent.tokens.output_tokens, skill.spent.usd_each) == (2_000_000, 50.0)


def test_a_model_without_a_price_leaves_no_cost() -> None:
    unpriced = replace(ONE, usages=(a_usage(command="/plan", model="other"),))
    command, _ = command_use((unpriced,), PRICES)
    assert (command.spent.usd_each, command.spent.tokens_each) == (None, 500_000)


def test_a_module_finds_its_turns_and_what_is_attributed_to_it() -> None:
    figures = command_use((ONE, OTHER), PRICES)
    plan = replace(a_module("commands/plan.md"), name="/plan")
    assert [it.name for it in of_module(figures, plan)] == ["/plan", "plan"]
    assert of_module(figures, replace(plan, name="/other")) == ()
    assert of_module(figures, replace(plan, name="plan", kind=Kind.AGENT)) == ()
