"""How parts are added up: by key, and with no value made but the sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import TypeVar

from collectors.session import TokenUse

_KINDS = attrgetter(*(it.name for it in fields(TokenUse)))
Key = TypeVar("Key")
Part = TypeVar("Part")


def grouped(parts: Iterable[tuple[Key, Part]]) -> dict[Key, list[Part]]:
    """The parts of each key, by first appearance."""
    found: dict[Key, list[Part]] = {}
    for key, part in parts:
        found.setdefault(key, []).append(part)
    return found


def added_tokens(tokens: Iterable[TokenUse]) -> TokenUse:
    """How many there are of each kind."""
    each = list(tokens)
    if len(each) == 1:
        return each[0]
    return TokenUse(*map(sum, zip(*map(_KINDS, each), strict=True)))
