"""Settings from one place, and how they are laid over those of other places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING

from collectors.config import Config
from collectors.config_rule import Rule, Setter, rules
from collectors.config_value import Table, Toml, unknown
from collectors.errors import ConfigError
from collectors.user_folders import settings_file

if TYPE_CHECKING:
    from collectors.wish import Wish

SECTIONS = tuple(it.name for it in fields(Config) if is_dataclass(it.default))
TABLES = ("threshold", "prices")
"""Beside them: what is kept by name, and has more to a value than one line."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings from one place."""

    origin: str
    """The file's path, or what else set them."""
    table: Table
    trusted: bool = True
    """False for files that came with the repository."""
    wishes: tuple[Wish, ...] = ()
    """What such a file wants executed or sent."""

    def may_set(self, key: str) -> bool:
        """Whether what would be executed or sent may come from here."""
        return self.trusted or any(wish.key == key and wish.trusted for wish in self.wishes)


def apply(config: Config, layer: Layer) -> Config:
    """A configuration with one layer laid over it."""
    for name, value in layer.table.items():
        if name == "threshold":
            from collectors.config_threshold import thresholds

            config = replace(config, thresholds=thresholds(value, layer.origin, config.thresholds))
        elif name == "prices":
            from collectors.config_price import prices

            config = replace(config, prices=prices(value, layer.origin, config.prices))
        elif name in SECTIONS:
            config = _with_section(config, layer, name, value)
        else:
            raise unknown(layer.origin, name, (*SECTIONS, *TABLES))
    return config


def _with_section(config: Config, layer: Layer, name: str, value: Toml) -> Config:
    if not isinstance(value, dict):
        raise ConfigError(f"{layer.origin}: {name} must be a table: write [{name}]")
    section = getattr(config, name)
    known = {f"{name}.{key}": rule for key, rule in rules(type(section)).items()}
    changes = {key: _taken(layer, f"{name}.{key}", part, known) for key, part in value.items()}
    return replace(config, **{name: replace(section, **changes)})


def _taken(layer: Layer, key: str, value: Toml, known: Mapping[str, Rule]) -> object:
    if key not in known:
        raise unknown(layer.origin, key, known)
    rule = known[key]
    if rule.setter is Setter.USER and not layer.trusted:
        raise ConfigError(
            f"{layer.origin}: {key} may only be set in {settings_file()}: "
            "a repository cannot widen what perfdash reads"
        )
    if value and rule.setter is Setter.TRUSTED and not layer.may_set(key):
        raise ConfigError(f"{layer.origin}: {key} is not trusted: see perfdash trust")
    return rule.read(value, f"{layer.origin}: {key}")
