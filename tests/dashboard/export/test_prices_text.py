"""Prices as a table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from collectors.prices.place import shipped
from collectors.prices.price import Tier
from collectors.prices.table import PriceTable
from dashboard.export import prices_text
from tests.collectors.prices.lists import price, rates


def rows(*prices: object) -> list[list[str]]:
    """The cells of each line of the table."""
    table = PriceTable(prices)  # type: ignore[arg-type]  # the builders' own
    lines = prices_text.render(table, width=120).splitlines()
    return [line.split() for line in lines[1 : lines.index("")]]


def test_each_of_a_models_rates_has_a_line() -> None:
    found = rows(replace(price(), tiers=(Tier(200_000, rates("6")),), fast=rates("9")))
    assert [line[1:-6] for line in found] == [["–"], [">", "200k"], ["fast"]]
    assert [line[-6] for line in found] == ["3.00", "6.00", "9.00"]


def test_no_digit_of_a_price_is_hidden() -> None:
    assert rows(price(input_="0.1"))[0][2:] == ["0.10", "0.50", "0.125", "0.20", "0.01", "1"]


def test_a_day_and_a_factor_are_told() -> None:
    dated = replace(price(since=1_791_331_200_000), us=Decimal("1.1"))
    assert rows(dated)[0][1] == "2026-10-07"
    assert rows(dated)[0][-2:] == ["1.1×", "1"]


def test_sources_are_numbered() -> None:
    text = prices_text.render(
        PriceTable((price("a", source="x"), price("b", source="y"))), width=80
    )
    assert text.splitlines()[-2:] == ["1  x", "2  y"]


def test_a_hostile_name_cannot_reach_the_terminal() -> None:
    text = prices_text.render(PriceTable((price("\x1b[2J", source="\x1b]0;x\x07"),)), width=80)
    assert "\x1b" not in text
    assert "\x07" not in text


@pytest.mark.parametrize("width", [80, 120])
def test_the_shipped_prices_fit_a_terminal_and_keep_their_names(width: int) -> None:
    lines = prices_text.render(PriceTable(shipped().prices), width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert any(line.startswith("claude-3-5-sonnet ") for line in lines)
