"""How prices are written down: JSON that somebody may read, with numbers as exact as they stand.

{"source": "genai-prices 0.2.3", "taken": "2026-11-20", "models": [
  {"model": "claude-opus-5", "aliases": [], "window": 1000000, "us": 1.1, "prices": [
    {"since": "2026-07-24", "source": "...", "web_search": 10,
     "rates": {"input": 5, "output": 25, ...}, "fast": {...} or null,
     "tiers": [{"above": 200000, "rates": {...}}]}]}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TypeAlias

from collectors.prices.price import Price, Rates, Tier

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | Decimal | None"

_DEAREST = 1_000_000
_LONGEST = 200
_DAY_MS = 24 * 60 * 60 * 1000
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Document:
    """Prices as one file holds them."""

    source: str
    """A program and its version, from which most of them are."""
    prices: tuple[Price, ...]

    @property
    def release(self) -> tuple[int, ...]:
        """The version of the source, to tell the newer of two."""
        parts = self.source.rpartition(" ")[2].split(".")
        return tuple(int(part) for part in parts if part.isdecimal())


def decoded(text: bytes) -> Document:
    """Read a document; raise ValueError where it is none."""
    try:
        table = json.loads(text, parse_float=Decimal)
        prices = tuple(price for entry in table["models"] for price in _prices(entry))
        return Document(_text(table["source"]), prices)
    except (KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"not the prices that perfdash writes: {error!r}") from error


def encoded(document: Document) -> bytes:
    """Write a document."""
    groups = groupby(document.prices, key=lambda price: price.model)
    models = [_entry(model, [*prices]) for model, prices in groups]
    table = {"source": document.source, "models": models}
    return json.dumps(table, indent=1, default=_number).encode() + b"\n"


def moment(day: str) -> int:
    """The unix milliseconds at which a day begins in UTC; raise ValueError for no such day."""
    return (date.fromisoformat(day) - _EPOCH).days * _DAY_MS


def day(at: int) -> str:
    """The day in UTC of a moment; empty for 0, which is for ever."""
    return datetime.fromtimestamp(at / 1000, UTC).date().isoformat() if at else ""


def _prices(entry: dict[str, Json]) -> Iterable[Price]:
    aliases = _list(entry["aliases"])
    for row in _list(entry["prices"]):
        fields_of = _table(row)
        yield Price(
            model=_text(entry["model"]),
            rates=_rates(fields_of["rates"]),
            since=moment(_text(fields_of["since"])) if fields_of["since"] else 0,
            tiers=tuple(_tier(tier) for tier in _list(fields_of["tiers"])),
            fast=_rates(fields_of["fast"]) if fields_of["fast"] else None,
            us=_decimal(entry["us"]),
            web_search=_decimal(fields_of["web_search"]),
            window=int(_decimal(entry["window"])),
            aliases=tuple(map(_text, aliases)),
            source=_text(fields_of["source"]),
        )


def _tier(value: Json) -> Tier:
    table = _table(value)
    return Tier(int(_decimal(table["above"])), _rates(table["rates"]))


def _rates(value: Json) -> Rates:
    table = _table(value)
    return Rates(**{field.name: _decimal(table[field.name]) for field in fields(Rates)})


def _table(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no object")
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError(f"{value!r} is no short text")
    return value


def _decimal(value: Json) -> Decimal:
    if not isinstance(value, (int, Decimal)) or not 0 <= value <= _DEAREST:
        raise TypeError(f"{value!r} is no number from 0 to {_DEAREST}")
    return Decimal(value)


def _entry(model: str, prices: list[Price]) -> dict[str, object]:
    first = prices[0]
    return {
        "model": model,
        "aliases": list(first.aliases),
        "window": first.window,
        "us": first.us,
        "prices": [_row(price) for price in prices],
    }


def _row(price: Price) -> dict[str, object]:
    return {
        "since": day(price.since) or None,
        "source": price.source,
        "web_search": price.web_search,
        "rates": _named(price.rates),
        "tiers": [{"above": tier.above, "rates": _named(tier.rates)} for tier in price.tiers],
        "fast": _named(price.fast) if price.fast else None,
    }


def _named(rates: Rates) -> dict[str, Decimal]:
    return {field.name: getattr(rates, field.name) for field in fields(Rates)}


def _number(value: object) -> int | float:
    """A decimal as JSON has it: its shortest float is the decimal again."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} cannot be written")
    return int(value) if value == value.to_integral_value() else float(value)
