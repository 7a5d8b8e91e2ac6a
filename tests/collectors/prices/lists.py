"""Small price lists."""

from __future__ import annotations

from decimal import Decimal

from collectors.prices.price import Price, Rates


def rates(input_: str = "3") -> Rates:
    """Rates in the usual proportions."""
    base = Decimal(input_)
    return Rates(base, base * 5, base * Decimal("1.25"), base * 2, base / 10)


def price(
    model: str = "claude-one", input_: str = "3", *, since: int = 0, source: str = "a test"
) -> Price:
    return Price(model, rates(input_), since=since, source=source)
