"""Which price is found for a name and a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.prices.place import shipped
from collectors.prices.table import NO_PRICES, PriceTable
from tests.collectors.prices.lists import price

SHIPPED = PriceTable(shipped().prices)


def input_price(table: PriceTable, model: str, at: int = 10**13) -> float | None:
    found = table.price(model, at)
    return float(found.rates.input) if found else None


def test_a_price_holds_from_its_day_on() -> None:
    table = PriceTable((price(input_="3"), price(input_="2", since=1_000)))
    assert [input_price(table, "claude-one", at) for at in (0, 999, 1_000, 5_000)] == [3, 3, 2, 2]


def test_before_its_first_day_a_model_has_no_price() -> None:
    assert PriceTable((price(since=1_000),)).price("claude-one", 999) is None


@pytest.mark.parametrize(
    "model",
    [
        "claude-opus-9",
        "claude-opus",
        "claude-opus-4-10",
        "claude-sonnet",
        "opus",
        "claude-haiku-5",
        "gpt-6",
        "<synthetic>",
        "",
    ],
)
def test_nothing_is_guessed_from_a_familys_name(model: str) -> None:
    assert SHIPPED.price(model, 10**13) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("claude-opus-5[1m]", "claude-opus-5"),
        ("anthropic/claude-opus-5", "claude-opus-5"),
        ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5"),
        ("claude-sonnet-4@20250514", "claude-sonnet-4-0"),
        ("claude-opus-4-20250514", "claude-opus-4-0"),
        ("claude-3-7-sonnet-latest", "claude-3-7-sonnet"),
        ("claude-5-5-haiku", "claude-haiku-5-5"),
    ],
)
def test_a_model_is_found_by_each_of_its_names(written: str, meant: str) -> None:
    found = SHIPPED.price(written, 10**13)
    assert found is not None
    assert found.model == meant


def test_a_name_of_a_model_beats_an_alias_of_another() -> None:
    table = PriceTable((replace(price("a-model"), aliases=("b-model",)), price("b-model", "7")))
    assert input_price(table, "b-model") == 7


def test_a_laid_over_price_replaces_every_day_of_a_model() -> None:
    table = PriceTable((price(input_="3"), price(input_="2", since=1_000), price("claude-two")))
    over = table.overlaid((price(input_="8"),))
    assert [input_price(over, "claude-one", at) for at in (0, 2_000)] == [8, 8]
    assert input_price(over, "claude-two") == 3


def test_a_laid_over_price_keeps_the_other_names_of_its_model() -> None:
    table = PriceTable((replace(price(), aliases=("claude-1",)),))
    assert input_price(table.overlaid((price(input_="8"),)), "claude-1") == 8


def test_a_price_of_an_alias_leaves_the_model_alone() -> None:
    table = PriceTable((replace(price(), aliases=("claude-1",)),)).overlaid(
        (price("claude-1", "8"),)
    )
    assert (input_price(table, "claude-1"), input_price(table, "claude-one")) == (8, 3)


def test_a_price_of_a_full_name_leaves_the_plain_one_alone() -> None:
    table = SHIPPED.overlaid((price("us.anthropic.claude-opus-5", "5.5"),))
    assert input_price(table, "us.anthropic.claude-opus-5[1m]") == 5.5
    assert input_price(table, "claude-opus-5") == 5


def test_the_empty_table_knows_no_price() -> None:
    assert (NO_PRICES.price("claude-opus-5", 0), NO_PRICES.window("claude-opus-5")) == (None, None)


def test_a_window_is_the_models_or_the_one_asked_for() -> None:
    found = [SHIPPED.window(name) for name in ("claude-haiku-4-5", "claude-haiku-4-5[1m]", "x")]
    assert found == [200_000, 1_000_000, None]
