"""What commands and skills cost over all sessions, and each time they were called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from dashboard.analysis.sessions.cost import NO_COST, Cost, of_usage
from dashboard.sessions import Summary, Usage


@dataclass(frozen=True, slots=True)
class CommandCost:
    """What the turns of one command spent, or the requests that one skill is blamed for."""

    name: str
    skill: bool
    """False for a command."""
    invocations: int
    tokens: TokenUse
    cost: Cost

    @property
    def usd_each(self) -> float | None:
        """Dollars for one invocation; None when it has no price, or was not seen to begin."""
        known = self.cost.full_usd
        return known / self.invocations if self.invocations and known is not None else None

    @property
    def tokens_each(self) -> float | None:
        """Tokens for one invocation; None when it was not seen to begin."""
        return self.tokens.total / self.invocations if self.invocations else None


def by_command(summaries: Iterable[Summary], prices: PriceTable) -> tuple[CommandCost, ...]:
    """By name, commands before skills; a request may count for one of each."""
    invocations: dict[tuple[bool, str], int] = {}
    tokens: dict[tuple[bool, str], TokenUse] = {}
    costs: dict[tuple[bool, str], Cost] = {}
    for summary in summaries:
        for use in summary.commands:
            key = (use.skill, use.name)
            invocations[key] = invocations.get(key, 0) + use.invocations
        for usage in summary.usages:
            cost = of_usage(usage, prices)
            for key in _blamed(usage):
                tokens[key] = tokens.get(key, TokenUse()) + usage.tokens
                costs[key] = costs.get(key, NO_COST) + cost
    return tuple(
        CommandCost(
            name=key[1],
            skill=key[0],
            invocations=invocations.get(key, 0),
            tokens=tokens.get(key, TokenUse()),
            cost=costs.get(key, NO_COST),
        )
        for key in sorted({*invocations, *tokens})
    )


def _blamed(usage: Usage) -> Iterable[tuple[bool, str]]:
    if usage.command:
        yield False, usage.command
    if usage.skill:
        yield True, usage.skill
