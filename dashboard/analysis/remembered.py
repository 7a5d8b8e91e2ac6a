"""What a pure function said last time, while it is asked about the very same objects.

A reading is taken every few seconds, and of the framework, the baseline and most series nothing
has changed since the one before: a source hands out the same objects then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TypeVar, TypeVarTuple

Ts = TypeVarTuple("Ts")
R = TypeVar("R")


def remembered(function: Callable[[*Ts], R]) -> Callable[[*Ts], R]:
    """Answer at once when every argument is what it was, or a tuple of what it was of."""
    last: tuple[tuple[*Ts], R] | None = None

    @wraps(function)
    def remembering(*asked: *Ts) -> R:
        nonlocal last
        known = last
        if known and all(map(_same, known[0], asked)):
            return known[1]
        answer = function(*asked)
        last = (asked, answer)
        return answer

    return remembering


def _same(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(is_, one, other))
    return one is other
