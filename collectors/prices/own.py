"""What the user's own prices make of the list."""

from __future__ import annotations

from decimal import Decimal

from collectors.config import OwnPrice
from collectors.prices.price import Price, Rates
from collectors.prices.table import PriceTable


def with_own(table: PriceTable, own: tuple[OwnPrice, ...]) -> PriceTable:
    """The list with the user's prices in place of its own: they hold for ever, in one tier."""
    return table.overlaid(_price(price, table) for price in own)


def _price(own: OwnPrice, table: PriceTable) -> Price:
    return Price(
        model=own.model.strip().lower(),
        rates=Rates(
            input=_exact(own.input),
            output=_exact(own.output),
            cache_write_5m=_exact(own.cache_write_5m),
            cache_write_1h=_exact(own.cache_write_1h),
            cache_read=_exact(own.cache_read),
        ),
        web_search=_exact(own.web_search),
        window=table.window(own.model) or 0,
        source=own.origin,
    )


def _exact(value: float) -> Decimal:
    """The number that was written: a float's shortest form is that again."""
    return Decimal(repr(value))
