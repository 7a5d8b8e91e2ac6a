"""Settings from one place, and how they are laid over those of other places."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from collectors.config import Config
from collectors.config_value import Table, Toml, check, typed, unknown
from collectors.errors import ConfigError
from collectors.user_folders import settings_file

if TYPE_CHECKING:
    from collectors.wish import Wish

SECTIONS = ("framework", "context", "load", "store", "budget", "dashboard", "notify", "sessions")
EXECUTED = frozenset({"notify.command", "notify.webhook"})
"""Keys that a repository's file can only wish for."""
_USER_ONLY = frozenset(
    {"framework.allowed_roots", "sessions.config_dirs", "sessions.otlp", "sessions.otlp_port"}
)


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
            raise unknown(layer.origin, name, (*SECTIONS, "threshold", "prices"))
    return config


def _with_section(config: Config, layer: Layer, name: str, value: Toml) -> Config:
    if not isinstance(value, dict):
        raise ConfigError(f"{layer.origin}: {name} must be a table: write [{name}]")
    section = getattr(config, name)
    known = [field.name for field in fields(section)]
    for key, wanted in value.items():
        if key not in known:
            raise unknown(layer.origin, f"{name}.{key}", [f"{name}.{field}" for field in known])
        if f"{name}.{key}" in _USER_ONLY and not layer.trusted:
            raise ConfigError(
                f"{layer.origin}: {name}.{key} may only be set in {settings_file()}: "
                "a repository cannot widen what perfdash reads"
            )
        if wanted and f"{name}.{key}" in EXECUTED and not layer.may_set(f"{name}.{key}"):
            raise ConfigError(f"{layer.origin}: {name}.{key} is not trusted: see perfdash trust")
    changes = {
        key: typed(part, like=getattr(section, key), where=f"{layer.origin}: {name}.{key}")
        for key, part in value.items()
    }
    for key, part in changes.items():
        check(part, f"{name}.{key}", layer.origin)
    return replace(config, **{name: replace(section, **changes)})
