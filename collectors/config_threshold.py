"""Limits from a configuration: what `[[threshold]]` may say."""

from __future__ import annotations

from typing import Any

from collectors.config_rule import rules
from collectors.config_value import Toml, one_of, unknown
from collectors.errors import ConfigError
from collectors.metrics import CATALOGUE
from collectors.threshold import Threshold


def thresholds(value: Toml, origin: str, known: tuple[Threshold, ...]) -> tuple[Threshold, ...]:
    """The known thresholds with those from a place: one of the same name replaces the known one."""
    tables = value if isinstance(value, list) else [value]
    added = tuple(_threshold(table, f"{origin}: {_which(table)}") for table in tables)
    names = {threshold.name for threshold in added if threshold.name}
    return (*(threshold for threshold in known if threshold.name not in names), *added)


def _which(table: Toml) -> str:
    """What to call one of many: by its name where it has one."""
    name = table.get("name") if isinstance(table, dict) else ""
    return f'threshold "{name}"' if name else "threshold"


def _threshold(table: Toml, where: str) -> Threshold:
    if not isinstance(table, dict):
        raise ConfigError(f"{where} must be a list of tables: write [[threshold]]")
    known = rules(Threshold)
    for key in table:
        if key not in known:
            raise unknown(where, key, known)
    for key in ("metric", "limit"):
        if key not in table:
            raise ConfigError(f"{where}: {key} is missing")
    metric = one_of(CATALOGUE)(table["metric"], f"{where}.metric")
    if CATALOGUE[metric].compared:
        raise ConfigError(
            f"{where}.metric: {metric} is measured by comparisons alone, which the"
            " baseline judges; set limits on other metrics"
        )
    changes: dict[str, Any] = {
        key: _labels(part, metric, where)
        if key == "labels"
        else known[key].read(part, f"{where}.{key}")
        for key, part in table.items()
    }
    found = Threshold(**{"severity": "warning", **changes})
    _check_clear(found, where)
    return found


def _check_clear(threshold: Threshold, where: str) -> None:
    """Raise ConfigError where an alert would clear while its limit is breached."""
    clear, limit = threshold.clear, threshold.limit
    if clear is not None and (clear < limit if threshold.below else clear > limit):
        side = "least" if threshold.below else "most"
        raise ConfigError(f"{where}.clear must be at {side} the limit of {limit:g}, not {clear:g}")


def _labels(value: Toml, metric: str, where: str) -> tuple[tuple[str, str], ...]:
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
