"""What rates make of tokens."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from collectors.prices.price import Tier
from collectors.session import TokenUse
from tests.collectors.prices.lists import price, rates


def test_each_kind_of_tokens_has_its_own_rate() -> None:
    million = 1_000_000
    kinds = (TokenUse(million), TokenUse(0, million), TokenUse(0, 0, million))
    written_1h, read = TokenUse(0, 0, 0, million), TokenUse(0, 0, 0, 0, million)
    costs = [rates("3").cost(tokens) for tokens in (*kinds, written_1h, read)]
    assert costs == [Decimal(text) for text in ("3", "15", "3.75", "6", "0.3")]


def test_millions_of_small_sums_do_not_drift() -> None:
    one = rates("0.1").cost(TokenUse(1, 1, 1, 1, 1))
    many = rates("0.1").cost(TokenUse(*[10**7] * 5))
    assert one * 10**7 == many == Decimal("9.35")


def test_a_tier_begins_above_its_threshold() -> None:
    tiered = replace(price(), tiers=(Tier(100, rates("9")), Tier(200, rates("12"))))
    found = [tiered.tier(prompt).input for prompt in (0, 100, 101, 200, 201)]
    assert found == [3, 3, 9, 9, 12]
