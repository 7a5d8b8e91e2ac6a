"""What is known beside the library, and only while the library does not know it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from collectors.prices.amendments import amended
from collectors.prices.document import moment
from collectors.prices.place import shipped
from collectors.prices.price import Price
from collectors.prices.table import PriceTable
from tests.collectors.prices.lists import price

SHIPPED = PriceTable(shipped().prices)
CHEAPER = moment("2026-10-07")


def sonnet(read: str) -> Price:
    found = price("claude-sonnet-5-5", "2")
    return replace(found, rates=replace(found.rates, cache_read=Decimal(read)))


@pytest.mark.parametrize(("at", "read"), [(CHEAPER - 1, "0.2"), (CHEAPER, "0.1")])
def test_the_cache_of_sonnet_5_5_was_read_at_twice_the_price_once(at: int, read: str) -> None:
    found = SHIPPED.price("claude-sonnet-5-5", at)
    assert found is not None
    assert found.rates.cache_read == Decimal(read)


def test_a_library_that_knows_both_prices_of_sonnet_is_left_alone() -> None:
    both = (sonnet("0.2"), replace(sonnet("0.1"), since=CHEAPER))
    assert [it.rates.cache_read for it in amended(both)] == [Decimal("0.2"), Decimal("0.1")]


def test_a_library_that_knows_the_old_price_alone_is_left_alone() -> None:
    assert len(amended((sonnet("0.2"),))) == 1


def test_mythos_costs_what_fable_costs() -> None:
    for twin, model in (("claude-mythos-5", "fable-5"), ("claude-mythos-5-1", "fable-5-1")):
        one, other = SHIPPED.price(twin, 10**13), SHIPPED.price(f"claude-{model}", 10**13)
        assert one is not None
        assert other is not None
        assert one.rates == other.rates


def test_a_mythos_of_the_librarys_own_is_kept() -> None:
    found = amended((price("claude-fable-5", "10"), price("claude-mythos-5", "11")))
    assert [it.rates.input for it in found] == [10, 11]


@pytest.mark.parametrize(
    ("model", "factor"),
    [
        ("claude-opus-4-5", "1"),
        ("claude-haiku-4-5", "1"),
        ("claude-3-haiku", "1"),
        ("claude-opus-4-6", "1.1"),
        ("claude-sonnet-5", "1.1"),
        ("claude-haiku-5-5", "1.1"),
        ("claude-mythos-5-1", "1.1"),
    ],
)
def test_inference_in_the_united_states_costs_more_from_4_6_on(model: str, factor: str) -> None:
    found = SHIPPED.price(model, 10**13)
    assert found is not None
    assert found.us == Decimal(factor)
