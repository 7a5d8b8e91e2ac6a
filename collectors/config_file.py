"""Where settings come from: the user's file, the root's file, the environment, in rising order.

A root's own file is somebody else's text: it may not widen what perfdash reads, and what it wants
executed or sent waits until the user trusts it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from collectors import config_environment
from collectors.config import COMMAND, Config, NotifyConfig
from collectors.config_layer import Layer, apply
from collectors.config_rule import Setter, rules
from collectors.config_value import Table
from collectors.errors import ConfigError
from collectors.user_folders import settings_file

if TYPE_CHECKING:
    from collectors.wish import Wish

_OWN_FILES = ("perfdash.toml", "pyproject.toml")
_LARGEST_FILE = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """A configuration and where each key that is not a default was set."""

    config: Config
    origins: tuple[tuple[str, str], ...] = ()
    """Dotted key and origin, sorted."""


def settings(root: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read every layer for a root; raise ConfigError at the first that cannot be taken."""
    environment = os.environ if environment is None else environment
    layers = (*_file_layers(root), config_environment.layer_of(environment))
    wishes = tuple(wish for layer in layers for wish in layer.wishes)
    config = replace(reduce(apply, layers, Config()), wishes=wishes)
    origins = {key: layer.origin for layer in layers for key in _keys(layer.table)}
    return Settings(config, tuple(sorted(origins.items())))


def _file_layers(root: Path) -> tuple[Layer, ...]:
    own = settings_file()
    layers = [Layer(str(own), _table(own, text)) for text in _texts_of(own)]
    _refuse_leaving(root)
    path = root / "perfdash.toml"
    found = [(text, _table(path, text)) for text in _texts_of(path)]
    if not found:
        path = root / "pyproject.toml"
        found = [(text, _tool_table(path, _table(path, text))) for text in _texts_of(path)]
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

    known = rules(NotifyConfig)
    for key, value in notify.items():
        if value and key in known and known[key].setter is Setter.TRUSTED:
            name = f"notify.{key}"
            words = (value,) if isinstance(value, str) else COMMAND(value, f"{path}: {name}")
            yield wish_of(path, text, name, words)


def _tool_table(path: Path, table: Table) -> Table:
    tool = table.get("tool", {})
    section = tool.get("perfdash", {}) if isinstance(tool, dict) else {}
    if not isinstance(section, dict):
        raise ConfigError(f"{path}: tool.perfdash must be a table: write [tool.perfdash]")
    return section


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
        if os.path.islink(path):  # noqa: PTH114 - a Path raises where nobody may look
            raise ConfigError(f"{path}: a link that leads nowhere; mend or remove it") from None
        return ()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_FILE:
        raise ConfigError(f"{path}: not a regular file of at most 1 MiB; move it away")
    try:
        return (path.read_bytes(),)
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read: {error.strerror}; make it readable, or move it away"
        ) from error


def _table(path: Path, text: bytes) -> Table:
    import tomllib  # most roots have no such file

    try:
        return tomllib.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error


def _keys(table: Table) -> Iterator[str]:
    """What was set; a limit goes by its name, or else by its metric."""
    for name, part in table.items():
        if name == "threshold":
            limits = part if isinstance(part, list) else [part]
            named = (it.get("name") or it["metric"] for it in limits if isinstance(it, dict))
            yield from (f"{name}.{it}" for it in named)
        elif isinstance(part, dict):
            yield from (f"{name}.{key}" for key in part)
