"""What commands and skills cost over all sessions, and each time they were called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from collectors.session import TokenUse
from dashboard.analysis.sessions.addition import added_tokens, grouped
from dashboard.analysis.sessions.cost import NO_COST, Cost, added_costs
from dashboard.sessions import Summary, Usage


@dataclass(frozen=True, slots=True)
class CommandCost:
    """What the turns of one command spent, or the requests that one skill is blamed for."""

    name: str
    skill: bool
    """False for a command."""
    invocations: int = 0
    tokens: TokenUse = TokenUse()
    cost: Cost = NO_COST

    @classmethod
    def of(cls, costs: Sequence[CommandCost]) -> CommandCost:
        """At least one cost of a command or skill, added up."""
        return cls(
            costs[0].name,
            costs[0].skill,
            sum(it.invocations for it in costs),
            added_tokens(it.tokens for it in costs),
            added_costs(it.cost for it in costs),
        )

    @property
    def usd_each(self) -> float | None:
        """Dollars for one invocation; None when it has no price, or was not seen to begin."""
        known = self.cost.full_usd
        return known / self.invocations if self.invocations and known is not None else None

    @property
    def tokens_each(self) -> float | None:
        """Tokens for one invocation; None when it was not seen to begin."""
        return self.tokens.total / self.invocations if self.invocations else None


def of_session(summary: Summary, priced: Iterable[tuple[Usage, Cost]]) -> tuple[CommandCost, ...]:
    """What the commands and skills of one session come to; a request may count for one of each."""
    invoked = {(use.skill, use.name): use.invocations for use in summary.commands}
    spent = grouped(_named(priced))
    return tuple(
        CommandCost(
            name,
            skill,
            invoked.get((skill, name), 0),
            added_tokens(tokens for tokens, _ in spent.get((skill, name), ())),
            added_costs(cost for _, cost in spent.get((skill, name), ())),
        )
        for skill, name in sorted({*invoked, *spent})
    )


def by_command(costs: Iterable[CommandCost]) -> tuple[CommandCost, ...]:
    """Add up; by name, commands before skills."""
    found = grouped(((cost.skill, cost.name), cost) for cost in costs)
    return tuple(CommandCost.of(found[key]) for key in sorted(found))


def _named(
    priced: Iterable[tuple[Usage, Cost]],
) -> Iterator[tuple[tuple[bool, str], tuple[TokenUse, Cost]]]:
    for usage, cost in priced:
        if usage.command:
            yield (False, usage.command), (usage.tokens, cost)
        if usage.skill:
            yield (True, usage.skill), (usage.tokens, cost)
