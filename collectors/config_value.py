"""What a TOML value must be to be taken as a setting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import isfinite
from typing import TypeAlias

from collectors.errors import ConfigError

Toml: TypeAlias = "str | int | float | bool | list[Toml] | dict[str, Toml]"
Table: TypeAlias = Mapping[str, Toml]

TABLES = frozenset({"framework.kinds", "budget.kinds", "budget.accepted"})
"""Keys whose values are tables, kept as pairs."""
_LEAST = {
    "dashboard.refresh_seconds": 0.5,
    "dashboard.window_seconds": 60,
    "context.window_tokens": 1_000,
    "load.rounds": 1,
    "load.cache_entries": 1,
    "store.raw_hours": 1,
    "notify.per_minute": 1,
    "notify.repeat_hours": 0.1,
    "sessions.otlp_port": 1,
}
_LARGEST = 10**15
_MOST_WORDS = 64
_YEAR = 366 * 24 * 60 * 60
_MOST = {
    "framework.import_hops": 100,
    "sessions.otlp_port": 65_535,
    "context.window_tokens": 10**9,
    "context.reserve_tokens": 10**9,
    "context.listing_budget_ratio": 1,
    "context.listing_entry_characters": 10**6,
    "context.claude_factor": 100,
    "load.budget_ratio": 1,
    "load.rounds": 1_000,
    "load.cache_entries": 10**6,
    "load.preload": 10**4,
    "store.raw_hours": 24 * 366,
    "store.minute_days": 36_500,
    "store.hour_days": 36_500,
    "store.day_days": 36_500,
    "dashboard.refresh_seconds": 24 * 60 * 60,
    "dashboard.window_seconds": _YEAR,
    "dashboard.session_pid": 2**22,
    "sessions.window_tokens": 10**9,
    "notify.per_minute": 60,
    "notify.repeat_hours": 24 * 366,
    "over_seconds": _YEAR,
    "for_seconds": _YEAR,
    "for_samples": 10**4,
    "of_samples": 10**4,
    "keep_firing_seconds": _YEAR,
    "stale_seconds": _YEAR,
}
SEVERITIES = ("info", "warning", "critical")
_NOUNS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a string",
    list: "a list",
    tuple: "a list",
    dict: "a table",
}
STATISTICS = ("latest", "mean", "p50", "p95", "p99", "max", "min")


def check(part: object, key: str, origin: str) -> None:
    """Raise ConfigError for a value of the right type that makes no sense."""
    least, most = _LEAST.get(key, 0), _MOST.get(key, _LARGEST)
    if isinstance(part, (int, float)) and part < least:
        raise ConfigError(f"{origin}: {key} must be at least {least}, not {part}")
    if isinstance(part, (int, float)) and part > most:
        raise ConfigError(f"{origin}: {key} must be at most {most}, not {part}")
    if key == "notify.severity" and part not in SEVERITIES:
        raise unknown(f"{origin}: {key}", str(part), SEVERITIES)
    if isinstance(part, tuple) and key == "notify.command" and len(part) > _MOST_WORDS:
        raise ConfigError(f"{origin}: {key} must have at most {_MOST_WORDS} words")
    if isinstance(part, str) and key == "notify.webhook" and part:
        _check_address(part, origin)


def _check_address(text: str, origin: str) -> None:
    from collectors.address import address

    try:
        address(text)
    except ConfigError as error:
        raise ConfigError(f"{origin}: {error}") from error


def typed(value: Toml, *, like: object, where: str) -> object:
    """A TOML value as the field's default is typed; raise ConfigError when it is not so."""
    if isinstance(value, float) and not isfinite(value):
        raise ConfigError(f"{where} must be finite, not {value}")
    if isinstance(value, (int, float)) and abs(value) > _LARGEST:
        raise ConfigError(f"{where} must be a number of at most {_LARGEST}")
    if isinstance(like, tuple):
        return _pairs(value, where) if where.rpartition(": ")[2] in TABLES else texts(value, where)
    if isinstance(like, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not type(like):
        raise ConfigError(f"{where} must be {_noun(like)}, not {_noun(value)}")
    return value


def texts(value: Toml, where: str) -> tuple[str, ...]:
    """A list of strings; raise ConfigError for anything else."""
    if not isinstance(value, list):
        raise ConfigError(f"{where} must be a list of strings, not {_noun(value)}")
    for item in value:
        if not isinstance(item, str):
            raise ConfigError(f"{where} must be a list of strings: {item!r} is {_noun(item)}")
    return tuple(str(item) for item in value)


def _pairs(value: Toml, where: str) -> tuple[tuple[str, object], ...]:
    """Globs or tokens by kind, or tokens by the name of a figure."""
    if not isinstance(value, dict):
        raise ConfigError(f"{where} must be a table, not {_noun(value)}")
    if where.endswith(".kinds"):
        _check_kinds(value, where)
    part = texts if where.endswith(": framework.kinds") else _tokens
    return tuple((name, part(each, f"{where}.{name}")) for name, each in value.items())


def _check_kinds(named: Collection[str], where: str) -> None:
    from collectors.framework.module import Kind

    for kind in named:
        if kind not in set(Kind):
            raise unknown(where, kind, list(Kind))


def _tokens(value: Toml, where: str) -> int:
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise ConfigError(f"{where} must be a whole number of tokens, at most {_LARGEST}")
    return value


def one_of(table: Table, key: str, known: Collection[str], where: str) -> None:
    """Raise ConfigError when a key is set to something that is not known."""
    if key in table and str(table[key]) not in known:
        raise unknown(f"{where}.{key}", str(table[key]), known)


def unknown(where: str, name: str, known: Collection[str]) -> ConfigError:
    """What to say of a name that is none, with the nearest that is one."""
    from difflib import get_close_matches

    nearest = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(known)}"
    return ConfigError(f"{where}: unknown {name!r}; {hint}")


def _noun(value: object) -> str:
    return _NOUNS.get(type(value), "a date or time")
