"""The shipped prices are what the installed library says."""

from __future__ import annotations

import random
import re
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from genai_prices import Usage, calc_price
from genai_prices.data import providers

from collectors.errors import PricesError
from collectors.prices import export, place
from collectors.prices.amendments import SOURCE
from collectors.prices.document import decoded, encoded
from collectors.prices.price import Price
from collectors.prices.table import PriceTable
from collectors.session import TokenUse

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo

TODAY = date(2026, 11, 20)
SHIPPED = PriceTable(place.shipped().prices)
(ANTHROPIC,) = (provider for provider in providers if provider.id == "anthropic")
PRICED = [model for model in ANTHROPIC.models if model.id not in ("claude-v1", "claude-2")]
"""Those two had no prompt cache, and Claude Code never spoke to them."""
DAYS = [datetime(2025, 10, 1, tzinfo=UTC) + timedelta(days=7 * week) for week in range(60)]


def tokens(seed: random.Random) -> TokenUse:
    """Of a prompt on either side of the tiers, often near one."""
    near = seed.choice([0, 100_000, 200_000, 999_000]) + seed.choice(
        [-1, 0, 1, seed.randint(2, 999)]
    )
    parts = [max(near, 1) * share // 10 for share in (1, 2, 3)]
    read = max(near, 1) - sum(parts)
    return TokenUse(parts[0], seed.randint(0, 64_000), parts[1], parts[2], read)


def said_by_the_library(
    use: TokenUse, model: str, at: datetime, *, searches: int = 0, fast: bool = False
) -> Decimal:
    usage = Usage(
        input_tokens=use.prompt_tokens,
        cache_read_tokens=use.cache_read_input_tokens,
        cache_write_tokens=use.cache_creation_input_tokens,
        cache_write_1h_tokens=use.cache_creation_1h_input_tokens,
        output_tokens=use.output_tokens,
        web_searches=searches,
    )
    return calc_price(
        usage,
        model,
        provider_id="anthropic",
        genai_request_timestamp=at,
        price_context={"speed": "fast"} if fast else None,
    ).total_price


def price_at(model: str, at: datetime) -> Price:
    found = SHIPPED.price(model, round(at.timestamp() * 1000))
    assert found is not None, model
    return found


@pytest.mark.parametrize("model", PRICED, ids=lambda model: model.id)
def test_costs_are_those_of_the_library(model: ModelInfo) -> None:
    seed = random.Random(model.id)
    for at in DAYS:
        use, searches = tokens(seed), seed.choice([0, 0, 7])
        price = price_at(model.id, at)
        ours = price.tier(use.prompt_tokens).cost(use) + price.web_search * searches / 1000
        if price.source != SOURCE:
            assert ours == said_by_the_library(use, model.id, at, searches=searches), at


@pytest.mark.parametrize("model", PRICED, ids=lambda model: model.id)
def test_fast_costs_are_those_of_the_library(model: ModelInfo) -> None:
    seed = random.Random(model.id)
    sold = any(it.when == {"speed": "fast"} for it in model.price_variants or [])
    assert bool(price_at(model.id, DAYS[-1]).fast) is sold
    for at in DAYS if sold else ():
        use, fast = tokens(seed), price_at(model.id, at).fast
        assert fast is not None
        assert fast.cost(use) == said_by_the_library(use, model.id, at, fast=True)


def test_both_sides_of_the_tier_of_haiku_5_5_are_billed_whole() -> None:
    at = DAYS[-1]
    price = price_at("claude-haiku-5-5", at)
    costs = []
    for prompt in (100_000, 100_001):
        use = TokenUse(prompt - 60_000, 1_000, 10_000, 10_000, 40_000)
        costs.append(price.tier(prompt).cost(use))
        assert costs[-1] == said_by_the_library(use, "claude-haiku-5-5", at)
    assert costs[1] == 5 * costs[0] + Decimal("0.0000005")


def test_no_row_is_there_that_the_library_does_not_know() -> None:
    known = {it.model for it in place.shipped().prices if it.source != SOURCE}
    assert len(known) == len(PRICED)


@pytest.mark.parametrize("model", PRICED, ids=lambda model: model.id)
def test_windows_are_those_of_the_library(model: ModelInfo) -> None:
    assert SHIPPED.window(model.id) == model.context_window


@pytest.mark.parametrize("price", place.shipped().prices, ids=lambda price: price.model)
def test_an_alias_names_the_same_model_in_the_library(price: Price) -> None:
    named = ANTHROPIC.find_model(price.model) if price.source != SOURCE else None
    for alias in price.aliases if named else ():
        dotted = re.sub(r"(\d)-(\d)", r"\1.\2", alias)
        assert named in (ANTHROPIC.find_model(alias), ANTHROPIC.find_model(dotted))


def test_the_shipped_file_is_what_the_script_writes() -> None:
    """Another release of the library may know more; what both know must be the same."""
    made, kept = export.document(TODAY), place.shipped()
    assert decoded(encoded(made)) == made
    if made.source == kept.source:
        assert made == kept


def test_without_the_library_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genai_prices.data", None)
    with pytest.raises(PricesError, match=r"perfdash\[prices\]"):
        export.document(TODAY)
