"""Where settings come from: the user's file, the root's file, the environment, in rising order.

A root's own file is somebody else's text: it may not widen what perfdash reads, and what it wants
executed or sent waits until the user trusts it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from collectors.config import Config, OwnPrice, Threshold
from collectors.config_value import (
    SEVERITIES,
    STATISTICS,
    Table,
    Toml,
    check,
    one_of,
    texts,
    typed,
    unknown,
)
from collectors.errors import ConfigError

if TYPE_CHECKING:
    from collectors.wish import Wish

SECTIONS = ("framework", "context", "load", "store", "budget", "dashboard", "notify", "sessions")
_USER_ONLY = frozenset(
    {"framework.allowed_roots", "sessions.config_dirs", "sessions.otlp", "sessions.otlp_port"}
)
_EXECUTED = frozenset({"notify.command", "notify.webhook"})
"""Keys that a repository's file can only wish for."""
_OWN_FILES = ("perfdash.toml", "pyproject.toml")
_LARGEST_FILE = 1 << 20


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
    wishes = tuple(wish for layer in layers for wish in layer.wishes)
    config = replace(reduce(apply, layers, Config()), wishes=wishes)
    origins = {key: layer.origin for layer in layers for key in _keys(layer.table)}
    return Settings(config, tuple(sorted(origins.items())))


def apply(config: Config, layer: Layer) -> Config:
    """A configuration with one layer laid over it."""
    for name, value in layer.table.items():
        if name == "threshold":
            config = replace(config, thresholds=_thresholds(config.thresholds, layer, value))
        elif name == "prices":
            config = replace(config, prices=_prices(config.prices, layer, value))
        elif name in SECTIONS:
            config = _with_section(config, layer, name, value)
        else:
            raise unknown(layer.origin, name, (*SECTIONS, "threshold", "prices"))
    return config


def _file_layers(root: Path) -> tuple[Layer, ...]:
    own = user_file()
    layers = [Layer(str(own), _table(own, text)) for text in _texts_of(own)]
    _refuse_leaving(root)
    path = root / "perfdash.toml"
    found = [(text, _table(path, text)) for text in _texts_of(path)]
    if not found:
        path = root / "pyproject.toml"
        found = [(text, _tool_table(_table(path, text))) for text in _texts_of(path)]
    return (*layers, *(_repository_layer(path, text, table) for text, table in found))


def _repository_layer(path: Path, text: bytes, table: Table) -> Layer:
    """The settings of a root's own file, but for wishes that the user did not grant."""
    notify = table.get("notify")
    if not isinstance(notify, dict):
        return Layer(str(path), table, trusted=False)
    from collectors.trust import Trust

    trust = Trust.of_user()
    wishes = tuple(replace(wish, trusted=trust.holds(wish)) for wish in _wishes(path, text, notify))
    refused = {wish.key for wish in wishes if not wish.trusted}
    kept = {key: value for key, value in notify.items() if f"notify.{key}" not in refused}
    return Layer(str(path), {**table, "notify": kept}, trusted=False, wishes=wishes)


def _wishes(path: Path, text: bytes, notify: Table) -> Iterator[Wish]:
    from collectors.trust import wish_of

    for key, value in notify.items():
        name = f"notify.{key}"
        if name in _EXECUTED and value:
            words = (value,) if isinstance(value, str) else texts(value, f"{path}: {name}")
            check(words, name, str(path))
            yield wish_of(path, text, name, words)


def _tool_table(table: Table) -> Table:
    tool = table.get("tool", {})
    section = tool.get("perfdash", {}) if isinstance(tool, dict) else {}
    return section if isinstance(section, dict) else {}


def _refuse_leaving(root: Path) -> None:
    """Raise ConfigError where a root's own file lies elsewhere: errors would quote what it says."""
    inside = Path(os.path.realpath(root))
    for name in _OWN_FILES:
        if not Path(os.path.realpath(root / name)).is_relative_to(inside):
            raise ConfigError(f"{root / name}: a link that leaves {root}; put a file in its place")


def _texts_of(path: Path) -> tuple[bytes, ...]:
    """The file's bytes, or nothing when there is no such file."""
    try:
        found = path.stat()
    except OSError:
        if path.is_symlink():
            raise ConfigError(f"{path}: a link that leads nowhere; mend or remove it") from None
        return ()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_FILE:
        raise ConfigError(f"{path}: not a regular file of at most 1 MiB; move it away")
    try:
        return (path.read_bytes(),)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error


def _table(path: Path, text: bytes) -> Table:
    import tomllib  # most roots have no such file

    try:
        return tomllib.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error


def _from_environment(environment: Mapping[str, str]) -> Table:
    """Settings such as PERFDASH_DASHBOARD_REFRESH_SECONDS=2."""
    table: dict[str, dict[str, Toml]] = {}
    for name, text in environment.items():
        ours, _, rest = name.partition("_")
        section, _, key = rest.partition("_")
        if ours == "PERFDASH" and key:
            found = _section_of(name, section.lower())
            table.setdefault(found, {})[key.lower()] = _scalar(text)
    return {name: part for name, part in table.items() if name}


def _section_of(name: str, section: str) -> str:
    """The section of a variable, empty when it is somebody else's; refuse a misspelt one."""
    if section in SECTIONS:
        return section
    for near in get_close_matches(section, SECTIONS, n=1, cutoff=0.7):
        key = name.split("_", 2)[2]
        raise unknown("environment", name, [f"PERFDASH_{near.upper()}_{key}"])
    return ""


def _scalar(text: str) -> Toml:
    """A TOML value written in an environment variable, else the text itself."""
    import tomllib

    try:
        value: Toml = tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
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
    for key, wanted in value.items():
        if key not in known:
            raise unknown(layer.origin, f"{name}.{key}", [f"{name}.{field}" for field in known])
        if f"{name}.{key}" in _USER_ONLY and not layer.trusted:
            raise ConfigError(
                f"{layer.origin}: {name}.{key} may only be set in {user_file()}: "
                "a repository cannot widen what perfdash reads"
            )
        if wanted and f"{name}.{key}" in _EXECUTED and not layer.may_set(f"{name}.{key}"):
            raise ConfigError(f"{layer.origin}: {name}.{key} is not trusted: see perfdash trust")
    changes = {
        key: typed(part, like=getattr(section, key), where=f"{layer.origin}: {name}.{key}")
        for key, part in value.items()
    }
    for key, part in changes.items():
        check(part, f"{name}.{key}", layer.origin)
    return replace(config, **{name: replace(section, **changes)})


def _thresholds(known: tuple[Threshold, ...], layer: Layer, value: Toml) -> tuple[Threshold, ...]:
    """The known thresholds with the layer's: one of the same name replaces the known one."""
    tables = value if isinstance(value, list) else [value]
    added = tuple(_threshold(table, f"{layer.origin}: threshold") for table in tables)
    names = {threshold.name for threshold in added if threshold.name}
    return (*(threshold for threshold in known if threshold.name not in names), *added)


def _threshold(table: Toml, where: str) -> Threshold:
    from collectors.metrics import CATALOGUE

    if not isinstance(table, dict):
        raise ConfigError(f"{where} must be a list of tables: write [[threshold]]")
    names = [field.name for field in fields(Threshold)]
    for key in table:
        if key not in names:
            raise unknown(where, key, names)
    for key in ("metric", "limit"):
        if key not in table:
            raise ConfigError(f"{where}: {key} is missing")
    one_of(table, "metric", CATALOGUE, where)
    if CATALOGUE[str(table["metric"])].compared:
        raise ConfigError(
            f"{where}.metric: {table['metric']} is measured by comparisons alone, which the"
            " baseline judges; set limits on other metrics"
        )
    one_of(table, "severity", SEVERITIES, where)
    one_of(table, "statistic", STATISTICS, where)
    template = Threshold("", 0.0, "warning", clear=0.0)
    changes: dict[str, Any] = {
        key: _labels(part, str(table["metric"]), where)
        if key == "labels"
        else typed(part, like=getattr(template, key), where=f"{where}.{key}")
        for key, part in table.items()
    }
    for key, change in changes.items():
        if key.endswith(("_seconds", "_samples")):
            check(change, key, where)
    return replace(replace(template, clear=None), **changes)


def _prices(known: tuple[OwnPrice, ...], layer: Layer, value: Toml) -> tuple[OwnPrice, ...]:
    """The known prices with the layer's: one of the same model replaces the known one."""
    if not isinstance(value, dict):
        raise ConfigError(f'{layer.origin}: prices must be tables: write [prices."a model"]')
    added = tuple(_price(model, table, layer.origin) for model, table in value.items())
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
    amounts = {key: _amount(part, f"{where}.{key}", origin) for key, part in table.items()}
    return OwnPrice(model, origin=origin, **amounts)


def _amount(value: Toml, where: str, origin: str) -> float:
    number = typed(value, like=0.0, where=where)
    check(number, where.removeprefix(f"{origin}: "), origin)
    return float(str(number))


def _labels(value: Toml, metric: str, where: str) -> tuple[tuple[str, str], ...]:
    from collectors.metrics import CATALOGUE

    if not isinstance(value, dict):
        raise ConfigError(f'{where}.labels must be a table such as {{ mode = "cold" }}')
    known = CATALOGUE[metric].labels
    for name, wanted in value.items():
        if not known:
            raise ConfigError(f"{where}.labels: {metric} has no labels; leave {name!r} out")
        if name not in known:
            raise unknown(f"{where}.labels", name, known)
        if not isinstance(wanted, str | int):
            raise ConfigError(f"{where}.labels.{name} must be a string")
    return tuple(sorted((name, str(text)) for name, text in value.items()))
