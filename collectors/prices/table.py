"""Every price that is known; what is not in here is unpriced, never free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from collectors.prices.model_name import is_long, names
from collectors.prices.price import Price

_LONG_WINDOW = 1_000_000


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Prices by model, each from a day on."""

    prices: tuple[Price, ...] = ()
    """By model, then by day."""
    note: str = ""
    """Why prices that the user keeps are not among them; empty when they are."""
    _by_name: dict[str, list[Price]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for price in self.prices:
            self._by_name.setdefault(price.model, []).append(price)
        models = frozenset(self._by_name)
        for price in self.prices:
            for alias in set(price.aliases) - models:
                self._by_name.setdefault(alias, []).append(price)

    def price(self, model: str, at: int) -> Price | None:
        """What a model cost at a time (unix milliseconds); None when that is not known."""
        valid = [price for price in self._named(model) if price.since <= at]
        return valid[-1] if valid else None

    def window(self, model: str) -> int | None:
        """Tokens of the context window that a name stands for; None when that is not known."""
        if is_long(model):
            return _LONG_WINDOW
        known = self._named(model)
        return known[-1].window or None if known else None

    def overlaid(self, prices: Iterable[Price]) -> PriceTable:
        """The table with other prices in place of all it knows of the same models."""
        known = {price.model: price.aliases for price in self.prices}
        added = tuple(
            replace(price, aliases=price.aliases or known.get(price.model, ())) for price in prices
        )
        models = {price.model for price in added}
        kept = (price for price in self.prices if price.model not in models)
        ordered = sorted((*kept, *added), key=lambda price: (price.model, price.since))
        return PriceTable(tuple(ordered), self.note) if added else self

    def _named(self, model: str) -> list[Price]:
        known = (self._by_name[name] for name in names(model) if name in self._by_name)
        return next(known, [])


NO_PRICES = PriceTable()
