"""How the prices in this package were made: `python -m collectors.prices.export`.

Only this module knows genai-prices (MIT), whose prices of Claude at Anthropic are taken over:
each period, each tier of the prompt's length, and what the fast mode costs. Prices of batches are
not, for Claude Code sends none. Claude 2 and older are not either: they had no prompt cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.metadata import version
from typing import TYPE_CHECKING

from collectors.errors import PricesError
from collectors.prices.amendments import amended
from collectors.prices.document import Document, encoded, moment
from collectors.prices.model_name import plain
from collectors.prices.place import SHIPPED
from collectors.prices.price import NOTHING, Price, Rates, Tier

if TYPE_CHECKING:
    from genai_prices.types import (
        ConditionalPrice,
        MatchLogic,
        ModelInfo,
        ModelPrice,
        PriceVariant,
        TieredPrices,
    )

_LIBRARY = "genai-prices"
_KINDS = (
    "input_mtok",
    "output_mtok",
    "cache_write_mtok",
    "cache_write_1h_mtok",
    "cache_read_mtok",
)
"""As the fields of `Rates` follow each other."""
_ALWAYS = date(1970, 1, 1)
_FAST = {"speed": "fast"}


def document(today: date) -> Document:
    """The prices of the library that is installed; raise PricesError when none is."""
    try:
        from genai_prices.data import providers
    except ImportError as error:
        raise PricesError(
            f"{_LIBRARY} is not installed beside perfdash: run `pipx inject perfdash {_LIBRARY}`, "
            f"or install perfdash[prices], then try again"
        ) from error
    (anthropic,) = (provider for provider in providers if provider.id == "anthropic")
    source = f"{_LIBRARY} {version(_LIBRARY)}"
    told = f"{source} ({today})"
    prices = [price for model in anthropic.models for price in _prices(model, told)]
    return Document(source, amended(prices))


def main() -> None:
    """Write the package's prices anew."""
    SHIPPED.write_bytes(encoded(document(datetime.now(UTC).date())))


def _prices(model: ModelInfo, source: str) -> Iterator[Price]:
    for start in _starts(model):
        at = datetime(start.year, start.month, start.day, tzinfo=UTC)
        standard, fast = model.get_prices(at), model.get_prices(at, _FAST)
        rates = _rates(standard, 0)
        if rates is None:
            return
        yield Price(
            model=plain(model.id),
            rates=rates,
            since=moment(start.isoformat()),
            tiers=tuple(_tiers(standard)),
            fast=_rates(fast, 0) if any(it.when == _FAST for it in _variants(model)) else None,
            web_search=_flat(standard.web_searches_kcount),
            window=model.context_window or 0,
            aliases=_aliases(model),
            source=source,
        )


def _variants(model: ModelInfo) -> list[PriceVariant]:
    return model.price_variants or []


def _starts(model: ModelInfo) -> list[date]:
    """The days on which a price begins."""
    periods = model.prices if isinstance(model.prices, list) else []
    fast = (variant for variant in _variants(model) if variant.when == _FAST)
    return sorted({_ALWAYS, *map(_start, periods), *map(_start, fast)})


def _start(period: ConditionalPrice | PriceVariant) -> date:
    from genai_prices.types import StartDateConstraint

    match period.constraint:
        case None:
            return _ALWAYS
        case StartDateConstraint(start_date=start):
            return start
        case _:
            raise PricesError(f"{_LIBRARY} has prices by the time of day: perfdash knows none")


def _tiers(price: ModelPrice) -> Iterator[Tier]:
    values = (getattr(price, kind) for kind in _KINDS)
    starts = {tier.start for value in values for tier in getattr(value, "tiers", ())}
    for start in sorted(starts):
        rates = _rates(price, start + 1)
        if rates is not None:
            yield Tier(start, rates)


def _rates(price: ModelPrice, prompt_tokens: int) -> Rates | None:
    """What a request with such a prompt costs; None for models without a prompt cache."""
    values = [getattr(price, kind) for kind in _KINDS]
    if None in values:
        return None
    return Rates(*(_at(value, prompt_tokens) for value in values))


def _at(value: Decimal | TieredPrices, prompt_tokens: int) -> Decimal:
    if isinstance(value, Decimal):
        return value
    return ([value.base] + [it.price for it in value.tiers if prompt_tokens > it.start])[-1]


def _flat(value: Decimal | TieredPrices | None) -> Decimal:
    return NOTHING if value is None else _at(value, 0)


def _aliases(model: ModelInfo) -> tuple[str, ...]:
    """The names that the library writes out; where it says how they begin, that alone is one."""
    found = {plain(text) for text in _literals(model.match)} - {plain(model.id)}
    return tuple(sorted(name for name in found if not name.endswith(("-2025", "@"))))


def _literals(match: MatchLogic) -> Iterator[str]:
    from genai_prices.types import ClauseEquals, ClauseOr, ClauseStartsWith

    match match:
        case ClauseOr(or_=clauses):
            for clause in clauses:
                yield from _literals(clause)
        case ClauseEquals(equals=text) | ClauseStartsWith(starts_with=text):
            yield text


if __name__ == "__main__":
    main()
