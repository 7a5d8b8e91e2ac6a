"""What sessions add up to, by model; each is added up once while it stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from dashboard.analysis.remembered import remembered, remembered_each
from dashboard.analysis.sessions.cost import NO_COST, Cost, of_usage, of_usages
from dashboard.sessions import Summary


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What one model was used for."""

    name: str
    tokens: TokenUse = TokenUse()
    cost: Cost = NO_COST

    def __add__(self, other: ModelUse) -> ModelUse:
        return ModelUse(self.name, self.tokens + other.tokens, self.cost + other.cost)


@dataclass(frozen=True, slots=True)
class Sums:
    """What one session, or many, used."""

    models: tuple[ModelUse, ...] = ()
    """The dearest first, then the one with the most tokens."""
    shown: TokenUse = TokenUse()
    """Of the requests that transcripts show."""
    told: Cost = NO_COST
    """Of those that telemetry alone told of."""

    @property
    def tokens(self) -> TokenUse:
        """Of all models."""
        return sum((it.tokens for it in self.models), TokenUse())

    @property
    def cost(self) -> Cost:
        """Of all models."""
        return sum((it.cost for it in self.models), NO_COST)


@remembered_each
def each(summary: Summary, prices: PriceTable) -> Sums:
    """What every session used, in the order they are given."""
    models = _of(ModelUse(it.model, it.tokens, of_usage(it, prices)) for it in summary.usages)
    shown = sum((it.tokens for it in summary.usages if not it.hidden), TokenUse())
    told = of_usages((it for it in summary.usages if it.hidden), prices)
    return Sums(models, shown, told)


@remembered
def together(summaries: tuple[Summary, ...], prices: PriceTable) -> Sums:
    """What all of them used."""
    found = each(summaries, prices)
    return Sums(
        _of(use for sums in found for use in sums.models),
        sum((sums.shown for sums in found), TokenUse()),
        sum((sums.told for sums in found), NO_COST),
    )


def _of(uses: Iterable[ModelUse]) -> tuple[ModelUse, ...]:
    found: dict[str, ModelUse] = {}
    for use in uses:
        found[use.name] = found.get(use.name, ModelUse(use.name)) + use
    models = sorted(found.values(), key=lambda it: (-it.cost.usd, -it.tokens.total, it.name))
    return tuple(models)
