"""How an id of sixteen hex digits becomes a number that SQLite keeps in eight bytes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import repeat
from struct import unpack
from sys import intern

from collectors.store.encoding import encode

_ALL = 1 << 64
_HALF = 1 << 63
_MASK = _ALL - 1


def number(text: str) -> int:
    """The number of an id, below zero for the upper half; 0 for none."""
    value = int(text or "0", 16)
    return value if value < _HALF else value - _ALL


def column(texts: Iterable[str]) -> tuple[int, ...]:
    """Those of many ids at once."""
    eights = bytes.fromhex("".join(map(str.zfill, texts, repeat(16))))
    return unpack(f">{len(eights) // 8}q", eights)


def numbers(texts: Iterable[str]) -> str:
    """Those of some ids, as the array that `json_each` takes apart."""
    return encode(column(texts))


def text(number: int) -> str:
    """The id of a number; empty for 0."""
    return number.to_bytes(8, "big", signed=True).hex() if number else ""


@lru_cache(maxsize=1024)
def shared(number: int) -> str:
    """The id of a number that many rows have, as one object."""
    return intern(text(number))


def wrapped(large: int) -> int:
    """A number of up to 64 bits without a sign, as some file systems give, in a signed column."""
    return (large + _HALF) % _ALL - _HALF


def unwrapped(number: int) -> int:
    """The number that was wrapped."""
    return number & _MASK
