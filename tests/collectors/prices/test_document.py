"""How prices are written and read again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.prices.document import Document, day, decoded, encoded, moment
from collectors.prices.place import shipped
from collectors.prices.price import Tier
from tests.collectors.prices.lists import price, rates

SMALL = Document("genai-prices 1.2.3", (price(),))


def test_what_is_written_is_read_again() -> None:
    every = replace(
        price(since=moment("2026-10-07")),
        tiers=(Tier(100_000, rates("0.1")),),
        fast=rates("6"),
        us=Decimal("1.1"),
        web_search=Decimal(10),
        window=1_000_000,
        aliases=("claude-1",),
    )
    document = Document("genai-prices 1.2.3", (price("claude-nil"), every))
    assert decoded(encoded(document)) == document


def test_the_shipped_prices_are_read_and_written_alike() -> None:
    assert decoded(encoded(shipped())) == shipped()


@given(st.decimals(min_value=0, max_value=1000, places=6))
def test_no_digit_of_a_price_is_lost(amount: Decimal) -> None:
    document = Document("x", (replace(price(), web_search=amount),))
    assert decoded(encoded(document)).prices[0].web_search == amount


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"input": 3', '"input": -3'),
        ('"input": 3', '"input": "3"'),
        ('"input": 3', '"input": 1e400'),
        ('"input": 3', '"input": NaN'),
        ('"input": 3', '"inputs": 3'),
        ('"since": null', '"since": "yesterday"'),
        ('"model": "claude-one"', '"model": 5'),
        ('"aliases": []', '"aliases": "none"'),
        ('"models": [', '"models": [7, '),
        ('"tiers": []', '"tiers": [{"above": 5}]'),
        ("{", "["),
    ],
)
def test_what_is_no_list_of_prices_is_refused(before: str, after: str) -> None:
    text = encoded(SMALL).decode()
    assert before in text
    with pytest.raises(ValueError, match=r"."):
        decoded(text.replace(before, after, 1).encode())


@given(st.binary(max_size=60))
def test_any_bytes_are_prices_or_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decoded(text)


def test_releases_are_ordered_as_numbers() -> None:
    releases = [Document(f"genai-prices {text}", ()).release for text in ("0.2.3", "0.10.0", "")]
    assert releases == [(0, 2, 3), (0, 10, 0), ()]


def test_a_day_is_the_one_in_utc() -> None:
    assert (day(moment("2026-10-07")), day(moment("2026-10-07") - 1)) == (
        "2026-10-07",
        "2026-10-06",
    )
    assert day(0) == ""
