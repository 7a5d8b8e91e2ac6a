"""What models cost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.prices import place
from dashboard.sources.price_list import PriceList

pytestmark = pytest.mark.usefixtures("home")


def test_the_table_is_read_once() -> None:
    prices = PriceList()
    assert prices.table().price("claude-opus-5", at=1_795_000_000_000) is not None
    assert prices.table() is prices.table()


def test_prices_that_the_user_takes_hold_at_once() -> None:
    prices = PriceList()
    before = prices.table()
    place.keep(replace(place.shipped(), prices=(replace(place.shipped().prices[0], source="me"),)))
    assert prices.table() is not before
    assert "me" in {price.source for price in prices.table().prices}
