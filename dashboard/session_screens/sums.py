"""What sessions add up to, by model; each is added up once while it stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from dashboard.analysis.remembered import remembered, remembered_each
from dashboard.analysis.sessions.cost import NO_COST, Cost, of_usage
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
    return _of(ModelUse(it.model, it.tokens, of_usage(it, prices)) for it in summary.usages)


@remembered
def together(summaries: tuple[Summary, ...], prices: PriceTable) -> Sums:
    """What all of them used."""
    return _of(use for sums in each(summaries, prices) for use in sums.models)


def _of(uses: Iterable[ModelUse]) -> Sums:
    found: dict[str, ModelUse] = {}
    for use in uses:
        found[use.name] = found.get(use.name, ModelUse(use.name)) + use
    models = sorted(found.values(), key=lambda it: (-it.cost.usd, -it.tokens.total, it.name))
    return Sums(tuple(models))
