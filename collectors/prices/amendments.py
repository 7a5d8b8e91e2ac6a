"""What Anthropic charges and genai-prices does not tell.

- The cache of Sonnet 5.5 was read at twice today's price before 2026-10-07; the library keeps only
  the newest (the model's page on platform.claude.com of September, which still has 0.20).
- Mythos 5 and 5.1 cost what Fable 5 and 5.1 do, with limited availability
  (platform.claude.com/docs/en/about-claude/pricing).
- `inference_geo: us` costs 1.1 times as much on every kind of tokens for Opus 4.6, Sonnet 4.6 and
  all that came later (the same page, "Data residency"); those before are named below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from collectors.prices.document import moment
from collectors.prices.price import Price

SOURCE = "platform.claude.com (2026-11-20)"

_US = Decimal("1.1")
_WITHOUT_US = frozenset(
    {
        "claude-3-haiku",
        "claude-3-sonnet",
        "claude-3-opus",
        "claude-3-5-haiku",
        "claude-3-5-sonnet",
        "claude-3-7-sonnet",
        "claude-sonnet-4-0",
        "claude-opus-4-0",
        "claude-opus-4-1",
        "claude-haiku-4-5",
        "claude-opus-4-5",
        "claude-sonnet-4-5",
    }
)
_TWINS = {"claude-mythos-5": "claude-fable-5", "claude-mythos-5-1": "claude-fable-5-1"}
_SONNET = "claude-sonnet-5-5"
_SONNET_CHEAPER = moment("2026-10-07")
_SONNET_READ_BEFORE = Decimal("0.2")


def amended(prices: Iterable[Price]) -> tuple[Price, ...]:
    """The library's prices with what it lacks; whatever it tells itself stays as it tells it."""
    known = tuple(_with_region(price) for price in prices)
    rows = (*_dated(known), *_twins(known))
    return tuple(sorted(rows, key=lambda price: (price.model, price.since)))


def _with_region(price: Price) -> Price:
    return price if price.model in _WITHOUT_US else replace(price, us=_US)


def _dated(known: tuple[Price, ...]) -> Iterator[Price]:
    sonnets = [price for price in known if price.model == _SONNET]
    for price in known:
        if sonnets != [price] or price.since or price.rates.cache_read == _SONNET_READ_BEFORE:
            yield price
        else:
            before = replace(price.rates, cache_read=_SONNET_READ_BEFORE)
            yield replace(price, rates=before, source=SOURCE)
            yield replace(price, since=_SONNET_CHEAPER)


def _twins(known: tuple[Price, ...]) -> Iterator[Price]:
    there = {price.model for price in known}
    for price in known:
        for twin, model in _TWINS.items():
            if price.model == model and twin not in there:
                yield replace(price, model=twin, aliases=(), source=SOURCE)
