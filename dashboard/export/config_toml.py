"""A configuration as TOML, with where each key was set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import cast

import orjson

from collectors.config import Config, OwnPrice
from collectors.config_file import Settings
from collectors.config_layer import SECTIONS
from collectors.config_rule import rules
from collectors.config_value import Pairs
from collectors.threshold import Threshold
from dashboard.export.document import escaped
from dashboard.safe_text import safe_text

_KEY_COLUMN = 52
_ORIGIN = 4_096


def render(settings: Settings) -> str:
    """The configuration in force; keys that are not defaults name their origin."""
    origins = dict(settings.origins)
    lines = [
        _with_origin(line, origins.get(f"{section}.{key}", "")) if key else line
        for section, key, line in _lines(settings.config)
    ]
    waiting = (
        f"# {wish.key} waits for your trust: perfdash trust shows it"
        for wish in settings.config.wishes
        if not wish.trusted
    )
    limits = _thresholds(settings.config.thresholds, origins)
    prices = _prices(settings.config.prices)
    return "\n".join((*waiting, *lines, *limits, *prices)) + "\n"


def template() -> str:
    """Every setting with its default, commented out."""
    lines = [f"# {line}" if key else line for _, key, line in _lines(Config())]
    limits = (f"# {line}" if line else "" for line in _thresholds(Config().thresholds, {}))
    return "\n".join(("# perfdash", *lines, *limits)) + "\n"


def _lines(config: Config) -> Iterator[tuple[str, str, str]]:
    """Section, key (empty for a heading) and text of each line."""
    for section in SECTIONS:
        values = getattr(config, section)
        yield section, "", f"\n[{section}]"
        for key, rule in rules(type(values)).items():
            value = getattr(values, key)
            empty = "{}" if isinstance(rule.read, Pairs) else "[]"
            yield section, key, f"{key} = {empty if value == () else _value(value)}"


def _with_origin(line: str, origin: str) -> str:
    return f"{line:<{_KEY_COLUMN}}# {safe_text(origin, cells=_ORIGIN)}" if origin else line


def _thresholds(thresholds: tuple[Threshold, ...], origins: Mapping[str, str]) -> Iterator[str]:
    for threshold in thresholds:
        origin = origins.get(f"threshold.{threshold.name or threshold.metric}", "")
        yield from ("", _with_origin("[[threshold]]", origin))
        for field in fields(threshold):
            value = getattr(threshold, field.name)
            if value is not None and value != field.default:
                yield f"{field.name} = {_value(value)}"


def _prices(prices: tuple[OwnPrice, ...]) -> Iterator[str]:
    for price in prices:
        yield from ("", _with_origin(f"[prices.{_value(price.model)}]", price.origin))
        for field in fields(price):
            value = getattr(price, field.name)
            if field.name not in ("model", "origin") and value != field.default:
                yield f"{field.name} = {_value(value)}"


def _value(value: object) -> str:
    """A TOML literal; pairs become an inline table."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return escaped(orjson.dumps(value), _escape).decode()
        case ((str(), _), *_):
            return _table(cast("tuple[tuple[str, object], ...]", value))
        case tuple():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return str(value)


def _escape(character: str) -> str:
    return f"\\U{ord(character):08x}"


def _table(pairs: tuple[tuple[str, object], ...]) -> str:
    return f"{{ {', '.join(f'{_value(name)} = {_value(part)}' for name, part in pairs)} }}"
