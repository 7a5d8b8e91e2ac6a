"""Prices that the user sets."""

from __future__ import annotations

from decimal import Decimal

from collectors.config import OwnPrice
from collectors.prices.own import with_own
from collectors.prices.place import shipped
from collectors.prices.price import Rates
from collectors.prices.table import PriceTable

SHIPPED = PriceTable(shipped().prices)


def own(model: str) -> OwnPrice:
    return OwnPrice(model, 0.1, 0.7, 0.3, 0.2, 1e-3, web_search=1.1, origin="mine.toml")


def test_an_own_price_is_exactly_what_was_written() -> None:
    found = with_own(SHIPPED, (own("My-Gateway"),)).price("my-gateway[1m]", 0)
    assert found is not None
    amounts = [Decimal(text) for text in ("0.1", "0.7", "0.3", "0.2", "0.001")]
    assert (found.rates, found.web_search) == (Rates(*amounts), Decimal("1.1"))
    assert found.source == "mine.toml"


def test_an_own_price_takes_the_place_of_the_list() -> None:
    table = with_own(SHIPPED, (own("claude-haiku-5-5"),))
    found = table.price("claude-5-5-haiku", 10**13)
    assert found is not None
    assert (found.rates.input, found.tiers, found.window) == (Decimal("0.1"), (), 1_000_000)


def test_without_own_prices_the_list_stays_the_very_same() -> None:
    assert with_own(SHIPPED, ()) is SHIPPED
