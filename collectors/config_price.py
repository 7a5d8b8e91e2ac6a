"""Prices from a configuration: what `[prices."a model"]` may say."""

from __future__ import annotations

from dataclasses import fields

from collectors.config import OwnPrice
from collectors.config_value import Toml, number, unknown
from collectors.errors import ConfigError


def prices(value: Toml, origin: str, known: tuple[OwnPrice, ...]) -> tuple[OwnPrice, ...]:
    """The known prices with those from a place: one of the same model replaces the known one."""
    if not isinstance(value, dict):
        raise ConfigError(f'{origin}: prices must be tables: write [prices."a model"]')
    added = tuple(_price(model, table, origin) for model, table in value.items())
    models = {price.model for price in added}
    return (*(price for price in known if price.model not in models), *added)


def _price(model: str, table: Toml, origin: str) -> OwnPrice:
    where = f'{origin}: prices."{model}"'
    if not isinstance(table, dict) or not model.strip():
        raise ConfigError(f'{where} must be a table of a model: write [prices."a model"]')
    names = [field.name for field in fields(OwnPrice) if field.name not in ("model", "origin")]
    needed = [name for name in names if name != "web_search"]
    for key in table:
        if key not in names:
            raise unknown(where, key, names)
    if missing := [name for name in needed if name not in table]:
        raise ConfigError(
            f"{where}: {', '.join(missing)} missing: a price needs {', '.join(needed)}, "
            "in dollars for a million tokens"
        )
    amounts = {key: number()(part, f"{where}.{key}") for key, part in table.items()}
    return OwnPrice(model, origin=origin, **amounts)
