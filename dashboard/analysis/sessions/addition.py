"""How parts are added up: by key, and with no value made but the sum."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from collectors.session import TokenUse

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
    return TokenUse(
        sum([it.input_tokens for it in each]),
        sum([it.output_tokens for it in each]),
        sum([it.cache_creation_5m_input_tokens for it in each]),
        sum([it.cache_creation_1h_input_tokens for it in each]),
        sum([it.cache_read_input_tokens for it in each]),
    )
