"""What sessions add up to, by model and by command; each is added up once while it stays as it is.

To find the price of a usage costs more than all that is added up of it: it is looked up once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from dashboard.analysis.sessions import command_cost
from dashboard.analysis.sessions.addition import added_tokens, grouped
from dashboard.analysis.sessions.command_cost import CommandCost
from dashboard.analysis.sessions.cost import NO_COST, Cost, added_costs, of_usage
from dashboard.memo import remembered, remembered_each
from dashboard.sessions import Summary, Usage

Priced: TypeAlias = Sequence[tuple[Usage, Cost]]
"""Usages, each with what it cost."""


@dataclass(frozen=True, slots=True)
class Use:
    """What was used under one name: by a model, or on a day."""

    name: str
    tokens: TokenUse
    cost: Cost


@dataclass(frozen=True, slots=True)
class Sums:
    """What one session, or many, used."""

    models: tuple[Use, ...] = ()
    """The dearest first, then the one with the most tokens."""
    commands: tuple[CommandCost, ...] = ()
    """By name, commands before skills."""
    shown: TokenUse = TokenUse()
    """Of the requests that transcripts show: titles and recaps, of which telemetry tells, are
    never cached."""
    told: Cost = NO_COST
    """Of those that telemetry alone told of."""

    @property
    def tokens(self) -> TokenUse:
        """Of all models."""
        return added_tokens(it.tokens for it in self.models)

    @property
    def cost(self) -> Cost:
        """Of all models."""
        return added_costs(it.cost for it in self.models)


@remembered_each
def each(summary: Summary, prices: PriceTable) -> Sums:
    """What every session used, in the order they are given."""
    return of_session(summary, priced(summary, prices))


@remembered
def together(summaries: tuple[Summary, ...], prices: PriceTable) -> Sums:
    """What all of them used."""
    return merged(each(summaries, prices))


def priced(summary: Summary, prices: PriceTable) -> Priced:
    """What each usage of a session cost."""
    return [(usage, of_usage(usage, prices)) for usage in summary.usages]


def of_session(summary: Summary, spent: Priced) -> Sums:
    """Add up one session, given what each of its usages cost."""
    return Sums(
        _dearest_first((it.model, it, cost) for it, cost in spent),
        command_cost.of_session(summary, spent),
        added_tokens(it.tokens for it, _ in spent if not it.hidden),
        added_costs(cost for it, cost in spent if it.hidden),
    )


def merged(found: Sequence[Sums]) -> Sums:
    """Add up sums of sessions."""
    return Sums(
        _dearest_first((use.name, use, use.cost) for it in found for use in it.models),
        command_cost.by_command(use for it in found for use in it.commands),
        added_tokens(it.shown for it in found),
        added_costs(it.told for it in found),
    )


def by_name(parts: Iterable[tuple[str, Usage | Use, Cost]]) -> list[Use]:
    """Add up what was used under each name and what it cost."""
    groups = grouped((name, (used.tokens, cost)) for name, used, cost in parts)
    return [
        Use(name, added_tokens(it for it, _ in group), added_costs(it for _, it in group))
        for name, group in groups.items()
    ]


def _dearest_first(parts: Iterable[tuple[str, Usage | Use, Cost]]) -> tuple[Use, ...]:
    models = by_name(parts)
    return tuple(sorted(models, key=lambda it: (-it.cost.usd, -it.tokens.total, it.name)))
