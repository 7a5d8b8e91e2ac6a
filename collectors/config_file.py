"""Where settings come from: the user's file, the root's file, the environment, in rising order.

A root's own file is somebody else's text: it may not widen what perfdash reads.
"""

from __future__ import annotations

import difflib
import os
import stat
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from functools import reduce
from math import isfinite
from pathlib import Path
from typing import Any, TypeAlias

import platformdirs

from collectors.config import Config, Threshold
from collectors.errors import ConfigError
from collectors.metrics import CATALOGUE
from collectors.model import Kind

Toml: TypeAlias = "str | int | float | bool | list[Toml] | dict[str, Toml]"
Table: TypeAlias = Mapping[str, Toml]

SECTIONS = ("framework", "context", "load", "store", "budget", "dashboard")
TABLES = frozenset({"framework.kinds", "budget.kinds", "budget.accepted"})
"""Keys whose values are tables, kept as pairs."""
_USER_ONLY = frozenset({"framework.allowed_roots"})
_LARGEST_FILE = 1 << 20
_LEAST = {
    "dashboard.refresh_seconds": 0.5,
    "dashboard.window_seconds": 60,
    "context.window_tokens": 1_000,
    "load.rounds": 1,
    "load.cache_entries": 1,
    "store.raw_hours": 1,
}
_SEVERITIES = ("info", "warning", "critical")
_STATISTICS = ("latest", "mean", "p50", "p95", "p99", "max", "min")


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings from one place."""

    origin: str
    """The file's path, or what else set them."""
    table: Table
    trusted: bool = True
    """False for files that came with the repository."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A configuration and where each key that is not a default was set."""

    config: Config
    origins: tuple[tuple[str, str], ...] = ()
    """Dotted key and origin, sorted."""


def user_file() -> Path:
    """Where the user's own configuration lies."""
    return Path(platformdirs.user_config_dir("perfdash")) / "config.toml"


def settings(root: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read every layer for a root; raise ConfigError at the first that cannot be taken."""
    environment = os.environ if environment is None else environment
    layers = (*_file_layers(root), Layer("environment", _from_environment(environment)))
    config = reduce(apply, layers, Config())
    origins = {key: layer.origin for layer in layers for key in _keys(layer.table)}
    return Settings(config, tuple(sorted(origins.items())))


def apply(config: Config, layer: Layer) -> Config:
    """A configuration with one layer laid over it."""
    for name, value in layer.table.items():
        if name == "threshold":
            config = replace(config, thresholds=_thresholds(config.thresholds, layer, value))
        elif name in SECTIONS:
            config = _with_section(config, layer, name, value)
        else:
            raise _unknown(layer.origin, name, (*SECTIONS, "threshold"))
    return config


def _file_layers(root: Path) -> tuple[Layer, ...]:
    own = user_file()
    layers = [Layer(str(own), table) for table in _tables(own)]
    path = root / "perfdash.toml"
    found = _tables(path)
    if not found:
        path = root / "pyproject.toml"
        found = tuple(_tool_table(table) for table in _tables(path))
    return (*layers, *(Layer(str(path), table, trusted=False) for table in found))


def _tool_table(table: Table) -> Table:
    tool = table.get("tool", {})
    section = tool.get("perfdash", {}) if isinstance(tool, dict) else {}
    return section if isinstance(section, dict) else {}


def _tables(path: Path) -> tuple[Table, ...]:
    """The file's table, or nothing when there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return ()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_FILE:
        raise ConfigError(f"{path}: not a regular file of at most 1 MiB; move it away")
    try:
        return (tomllib.loads(path.read_text("utf-8")),)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error


def _from_environment(environment: Mapping[str, str]) -> Table:
    """Settings such as PERFDASH_DASHBOARD_REFRESH_SECONDS=2."""
    table: dict[str, Toml] = {}
    for section in SECTIONS:
        prefix = f"PERFDASH_{section.upper()}_"
        found: dict[str, Toml] = {
            name.removeprefix(prefix).lower(): _scalar(text)
            for name, text in environment.items()
            if name.startswith(prefix)
        }
        if found:
            table[section] = found
    return table


def _scalar(text: str) -> Toml:
    """A TOML value written in an environment variable, else the text itself."""
    try:
        value: Toml = tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    return value


def _keys(table: Table) -> tuple[str, ...]:
    sections = ((name, part) for name, part in table.items() if isinstance(part, dict))
    dotted = tuple(f"{name}.{key}" for name, part in sections for key in part)
    return (*dotted, *(("threshold",) if "threshold" in table else ()))


def _with_section(config: Config, layer: Layer, name: str, value: Toml) -> Config:
    if not isinstance(value, dict):
        raise ConfigError(f"{layer.origin}: {name} must be a table: write [{name}]")
    section = getattr(config, name)
    known = [field.name for field in fields(section)]
    for key in value:
        if key not in known:
            raise _unknown(layer.origin, f"{name}.{key}", [f"{name}.{field}" for field in known])
        if f"{name}.{key}" in _USER_ONLY and not layer.trusted:
            raise ConfigError(
                f"{layer.origin}: {name}.{key} may only be set in {user_file()}: "
                "a repository cannot widen what perfdash reads"
            )
    changes = {
        key: _value(part, like=getattr(section, key), where=f"{layer.origin}: {name}.{key}")
        for key, part in value.items()
    }
    for key, part in changes.items():
        least = _LEAST.get(f"{name}.{key}", 0)
        if isinstance(part, (int, float)) and part < least:
            raise ConfigError(f"{layer.origin}: {name}.{key} must be at least {least}, not {part}")
    return replace(config, **{name: replace(section, **changes)})


def _value(value: Toml, *, like: object, where: str) -> object:
    """A TOML value as the field's default is typed."""
    if isinstance(like, tuple):
        return _pairs(value, where) if where.rpartition(": ")[2] in TABLES else _texts(value, where)
    if isinstance(like, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not type(like):
        raise ConfigError(f"{where} must be {_noun(like)}, not {_noun(value)}")
    if isinstance(value, float) and not isfinite(value):
        raise ConfigError(f"{where} must be finite, not {value}")
    return value


def _texts(value: Toml, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{where} must be a list of strings, not {_noun(value)}")
    return tuple(str(item) for item in value)


def _pairs(value: Toml, where: str) -> tuple[tuple[str, object], ...]:
    """Globs or tokens by kind, or tokens by the name of a figure."""
    if not isinstance(value, dict):
        raise ConfigError(f"{where} must be a table, not {_noun(value)}")
    for kind in value if where.endswith(".kinds") else ():
        if kind not in set(Kind):
            raise _unknown(where, kind, list(Kind))
    part = _texts if where.endswith(": framework.kinds") else _tokens
    return tuple((name, part(each, f"{where}.{name}")) for name, each in value.items())


def _tokens(value: Toml, where: str) -> int:
    if type(value) is not int or value < 0:
        raise ConfigError(f"{where} must be a whole number of tokens, not {value!r}")
    return value


def _thresholds(known: tuple[Threshold, ...], layer: Layer, value: Toml) -> tuple[Threshold, ...]:
    """The known thresholds with the layer's: one of the same name replaces the known one."""
    tables = value if isinstance(value, list) else [value]
    added = tuple(_threshold(table, f"{layer.origin}: threshold") for table in tables)
    names = {threshold.name for threshold in added if threshold.name}
    return (*(threshold for threshold in known if threshold.name not in names), *added)


def _threshold(table: Toml, where: str) -> Threshold:
    if not isinstance(table, dict):
        raise ConfigError(f"{where} must be a list of tables: write [[threshold]]")
    names = [field.name for field in fields(Threshold)]
    for key in table:
        if key not in names:
            raise _unknown(where, key, names)
    for key in ("metric", "limit"):
        if key not in table:
            raise ConfigError(f"{where}: {key} is missing")
    _one_of(table, "metric", CATALOGUE, where)
    _one_of(table, "severity", _SEVERITIES, where)
    _one_of(table, "statistic", _STATISTICS, where)
    template = Threshold("", 0.0, "warning", clear=0.0)
    changes: dict[str, Any] = {
        key: _labels(part, where)
        if key == "labels"
        else _value(part, like=getattr(template, key), where=f"{where}.{key}")
        for key, part in table.items()
    }
    return replace(replace(template, clear=None), **changes)


def _labels(value: Toml, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ConfigError(f'{where}.labels must be a table such as {{ mode = "cold" }}')
    return tuple(sorted((name, str(text)) for name, text in value.items()))


def _one_of(table: Table, key: str, known: Collection[str], where: str) -> None:
    if key in table and str(table[key]) not in known:
        raise _unknown(f"{where}.{key}", str(table[key]), known)


def _unknown(where: str, name: str, known: Collection[str]) -> ConfigError:
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(known)}"
    return ConfigError(f"{where}: unknown {name!r}; {hint}")


def _noun(value: object) -> str:
    nouns = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
    return nouns.get(type(value), "a table" if isinstance(value, dict) else "a list")
