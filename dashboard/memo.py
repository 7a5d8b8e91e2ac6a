"""What a pure function said last time, while it is asked about the very same objects.

A reading is taken every few seconds, and of the framework, the baseline and most series nothing
has changed since the one before: a source hands out the same objects then. Two threads may ask at
once, about two readings: what is remembered is replaced as a whole, and each answers from its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from operator import is_
from typing import TypeVar, TypeVarTuple

from collectors.identity import changed_places

Ts = TypeVarTuple("Ts")
T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K")


def remembered(function: Callable[[*Ts], R]) -> Callable[[*Ts], R]:
    """Answer at once when every argument is what it was, or a tuple of what it was of.

    Numbers and texts are what they were when they are equal.
    """
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


def remembered_each(
    function: Callable[[T, *Ts], R],
) -> Callable[[Iterable[T], *Ts], tuple[R, ...]]:
    """Ask about many things, each once, and only about those that were not there last time."""
    last: tuple[tuple[*Ts], dict[int, tuple[T, R]]] | None = None

    @wraps(function)
    def remembering(things: Iterable[T], *asked: *Ts) -> tuple[R, ...]:
        nonlocal last
        before, each = last, tuple(things)
        known = before[1] if before and all(map(_same, before[0], asked)) else {}
        new = {id(thing): thing for thing in each if id(thing) not in known}
        known = known | {name: (it, function(it, *asked)) for name, it in new.items()}
        last = (asked, {id(thing): known[id(thing)] for thing in each})
        return tuple(known[id(thing)][1] for thing in each)

    return remembering


def tallied(
    function: Callable[[T], Mapping[K, int]],
) -> Callable[[tuple[T, ...]], Mapping[K, int]]:
    """Add up what is told of many things; of as many as last time, what others in places tell.

    What adds up to nothing is left out.
    """
    last: tuple[tuple[T, ...], Counter[K]] = ((), Counter())

    @wraps(function)
    def adding(things: tuple[T, ...]) -> Mapping[K, int]:
        nonlocal last
        before = last
        if things is before[0]:
            return before[1]
        known, sums = before if len(before[0]) == len(things) else ((), Counter[K]())
        places = changed_places(known, things) if known else range(len(things))
        grown, touched = sums.copy(), Counter[K]()
        for place in places:
            touched.update(function(things[place]))
        for place in places if known else ():
            touched.subtract(function(known[place]))
        grown.update(touched)
        for key in touched:
            if not grown[key]:
                del grown[key]
        last = (things, grown)
        return grown

    return adding


def _same(one: object, other: object) -> bool:
    if one is other:
        return True
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(is_, one, other))
    return isinstance(one, int | str) and one == other
