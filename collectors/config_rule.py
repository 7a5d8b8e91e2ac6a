"""What is said of a setting where it is: its default, how it is read, and who may set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum, auto
from typing import TypeVar

from collectors.config_value import Reader, flag, number, text, texts, whole

T = TypeVar("T")

_KEY = "rule"
_BY_DEFAULT: Mapping[type, Reader[object]] = {
    bool: flag,
    int: whole(),
    float: number(),
    str: text,
    tuple: texts,
}
"""How a setting is read of which no more is said than its default."""


class Setter(Enum):
    """Where a setting may come from."""

    ANYBODY = auto()
    TRUSTED = auto()
    """It is executed or sent: a repository's file can only wish for it."""
    USER = auto()
    """It widens what is read: from no repository's file."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a setting is read, and who may set it."""

    read: Reader[object]
    setter: Setter = Setter.ANYBODY


def setting(default: T, read: Reader[T], *, setter: Setter = Setter.ANYBODY) -> T:
    """A field of a section with a default."""
    return field(default=default, metadata=ruled(read, setter=setter))


def ruled(read: Reader[object], *, setter: Setter = Setter.ANYBODY) -> Mapping[str, object]:
    """The metadata of a field, for one that has no default."""
    return {_KEY: Rule(read, setter)}


def rules(section: type) -> dict[str, Rule]:
    """What there is to be said of every setting in a section, by its name."""
    return {
        it.name: it.metadata.get(_KEY) or Rule(_BY_DEFAULT[type(it.default)])
        for it in fields(section)
    }
