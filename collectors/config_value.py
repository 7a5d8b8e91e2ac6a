"""How a TOML value is read as a setting, by what the setting is.

A reader takes a value and where it stands, such as `perfdash.toml: load.rounds`; it raises
ConfigError for what makes no sense there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Generic, TypeAlias, TypeVar

from collectors.errors import ConfigError

Toml: TypeAlias = "str | int | float | bool | list[Toml] | dict[str, Toml]"
Table: TypeAlias = Mapping[str, Toml]

T = TypeVar("T")
Reader: TypeAlias = Callable[[Toml, str], T]

LARGEST = 10**15
"""No number may be beyond it, on either side of zero."""

_NOUNS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "a table",
}


def plain(kind: type[T]) -> Reader[T]:
    """Any value of a type."""

    def read(value: Toml, where: str) -> T:
        if type(value) is not kind:
            raise _wrong(value, kind, where)
        return value

    return read


flag, text = plain(bool), plain(str)


def whole(least: int = 0, most: int = LARGEST) -> Reader[int]:
    """A whole number in a range."""

    def read(value: Toml, where: str) -> int:
        found = plain(int)(value, where)
        _check_range(found, least, most, where)
        return found

    return read


def number(least: float = 0, most: float = LARGEST) -> Reader[float]:
    """A number in a range; one that is whole, too."""

    def read(value: Toml, where: str) -> float:
        found = value if type(value) is int else plain(float)(value, where)
        if isinstance(found, float) and not isfinite(found):
            raise ConfigError(f"{where} must be finite, not {found}")
        _check_range(found, least, most, where)
        return float(found)

    return read


def one_of(known: Collection[str]) -> Reader[str]:
    """One of some words."""

    def read(value: Toml, where: str) -> str:
        found = text(value, where)
        if found not in known:
            raise unknown(where, found, known)
        return found

    return read


def texts(value: Toml, where: str) -> tuple[str, ...]:
    """A list of strings."""
    if not isinstance(value, list):
        raise ConfigError(f"{where} must be a list of strings, not {_noun(value)}")
    for item in value:
        if not isinstance(item, str):
            raise ConfigError(f"{where} must be a list of strings: {item!r} is {_noun(item)}")
    return tuple(str(item) for item in value)


def words(most: int) -> Reader[tuple[str, ...]]:
    """A program and its arguments."""

    def read(value: Toml, where: str) -> tuple[str, ...]:
        found = texts(value, where)
        if len(found) > most:
            raise ConfigError(f"{where} must have at most {most} words")
        return found

    return read


def web_address(value: Toml, where: str) -> str:
    """Where something may be posted to; empty for nowhere."""
    from collectors.address import address

    found = text(value, where)
    try:
        _ = found and address(found)
    except ConfigError as error:
        origin = where.rpartition(": ")[0]
        raise ConfigError(f"{origin}: {error}") from error
    return found


@dataclass(frozen=True, slots=True)
class Pairs(Generic[T]):
    """A table, kept as pairs in its order."""

    part: Reader[T]
    names: Callable[[], Collection[str]] = tuple
    """Those that it may have; none when it may have any."""

    def __call__(self, value: Toml, where: str) -> tuple[tuple[str, T], ...]:
        """Read every part."""
        table, known = plain(dict)(value, where), self.names()
        for name in table if known else ():
            if name not in known:
                raise unknown(where, name, known)
        return tuple((name, self.part(each, f"{where}.{name}")) for name, each in table.items())


def kind_names() -> tuple[str, ...]:
    """The kinds of modules."""
    from collectors.framework.module import Kind

    return tuple(Kind)


def unknown(where: str, name: str, known: Collection[str]) -> ConfigError:
    """What to say of a name that is none, with the nearest that is one."""
    from difflib import get_close_matches

    nearest = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(known)}"
    return ConfigError(f"{where}: unknown {name!r}; {hint}")


def _check_range(number: float, least: float, most: float, where: str) -> None:
    # Of too many digits Python makes no text.
    but = f", not {number}" if abs(number) <= LARGEST else ""
    if number < least:
        raise ConfigError(f"{where} must be at least {least}{but}")
    if number > most:
        raise ConfigError(f"{where} must be at most {most}{but}")


def _wrong(value: object, wanted: type, where: str) -> ConfigError:
    return ConfigError(f"{where} must be {_NOUNS[wanted]}, not {_noun(value)}")


def _noun(value: object) -> str:
    return _NOUNS.get(type(value), "a date or time")
