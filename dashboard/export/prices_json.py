"""Prices as `perfdash.prices/1`: US dollars for a million tokens, a thousand searches."""

from __future__ import annotations

from dataclasses import fields

from collectors.prices.document import day
from collectors.prices.price import Price, Rates
from collectors.prices.table import PriceTable
from dashboard.export.document import Json, encode

SCHEMA = "perfdash.prices/1"


def render(table: PriceTable) -> bytes:
    """Encode every price in force, by model and day."""
    return encode({"schema": SCHEMA, "prices": [_price(price) for price in table.prices]})


def _price(price: Price) -> dict[str, Json]:
    return {
        "model": price.model,
        "aliases": list(price.aliases),
        "since": day(price.since) or None,
        "source": price.source,
        "window_tokens": price.window or None,
        "rates": _rates(price.rates),
        "tiers": [
            {"prompt_tokens_above": tier.above, "rates": _rates(tier.rates)} for tier in price.tiers
        ],
        "fast_rates": _rates(price.fast) if price.fast else None,
        "us_factor": float(price.us),
        "web_search": float(price.web_search),
    }


def _rates(rates: Rates) -> dict[str, Json]:
    return {field.name: float(getattr(rates, field.name)) for field in fields(Rates)}
