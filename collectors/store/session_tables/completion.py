"""How two records of one thing become one that knows what both do.

Every rule gives the same whatever comes first and however often: the larger of two values, or of
two groups of values. A file may be read in any order, twice, and beside its own copy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import reduce
from operator import attrgetter
from typing import TypeAlias, TypeVar

from collectors.flat_record import Flattened
from collectors.session import (
    Compaction,
    Request,
    Retry,
    Session,
    Telemetry,
    TokenUse,
    ToolCall,
    Turn,
    release,
)

Belonging: TypeAlias = Request | ToolCall | Turn | Compaction | Retry
"""What belongs to a session."""
B = TypeVar("B", bound=Belonging)
_T = TypeVar("_T", bound=Flattened)
_V = TypeVar("_V", str, int, float)
_Values: TypeAlias = dict[str, object]
_Rule: TypeAlias = Callable[..., object]

_PLACE = ("session", "claim", "turn", "agent", "agent_type", "request")
"""What the lowest claim decides together."""


def belonging(one: B, other: B) -> B:
    """The lowest claim decides where it belongs, and which turn it is."""
    if isinstance(one, Turn) and 0 in (one.claim, other.claim) and one.claim != other.claim:
        return other if one.claim else one
    return _completed(one, other, {**_place(one, other), **_exact_start(one, other)})


def session(one: Session, other: Session) -> Session:
    """The newest line decides what is in flight; of two folders, one that holds the other wins."""
    newest = max(one, other, key=lambda it: (it.last_at, -it.in_flight_since))
    return _completed(one, other, {"in_flight_since": newest.in_flight_since})


def telemetry(one: Telemetry, other: Telemetry) -> Telemetry:
    """What is known wins over what is not, the larger over the smaller."""
    first = _most(one.first_token_seconds, other.first_token_seconds)
    return _completed(one, other, {"first_token_seconds": first})


def _completed(one: _T, other: _T, settled: _Values) -> _T:
    """Join field by field, but for what is settled."""
    joined = {
        name: mine
        if (mine := getattr(one, name)) == (theirs := getattr(other, name))
        else rule(mine, theirs)
        for name, rule in _RULES[type(one)]
    }
    make: Callable[..., _T] = type(one)
    return make(**joined | settled)


def _place(one: Belonging, other: Belonging) -> _Values:
    """Where the lower claim says; of two alike, what is known."""
    mine, theirs = _standing(one), _standing(other)
    if mine == theirs:
        return {}
    lower = one if mine < theirs else other
    return {name: getattr(lower, name) for name in _PLACE if hasattr(lower, name)}


def _standing(record: Belonging) -> tuple[int, bool]:
    """A claim, and whether a sub-agent makes it: a side question repeats the main chain."""
    return record.claim, getattr(record, "agent", "") != ""


def _exact_start(one: Belonging, other: Belonging) -> _Values:
    """A start that is exact wins over one that is not."""
    exact = [it.started_at for it in (one, other) if isinstance(it, Request) and it.start_exact]
    return {"started_at": reduce(_earlier, exact)} if exact else {}


def _most(one: _V | None, other: _V | None) -> _V | None:
    if one is None or other is None:
        return one if other is None else other
    return max(one, other)


def _shorter(one: float | None, other: float | None) -> float | None:
    return min((value for value in (one, other) if value is not None), default=None)


def _earlier(one: int, other: int) -> int:
    """The smaller time; 0 is none."""
    return min(one, other) if one and other else one or other


def _holding(one: str, other: str) -> str:
    """The folder that may hold the other; empty is none."""
    return min(one, other) if one and other else one or other


def _newer(one: str, other: str) -> str:
    return max(one, other, key=release)


def _larger(one: TokenUse, other: TokenUse) -> TokenUse:
    return max(one, other, key=lambda it: (it.total, it.output_tokens, *_COUNTS(it)))


_COUNTS = attrgetter(*(field.name for field in fields(TokenUse)))
_EXCEPT: Mapping[str, _Rule] = {
    "at": _earlier,
    "by_user": min,
    "first_token_seconds": _shorter,
    "root": _holding,
    "started_at": _earlier,
    "tokens": _larger,
    "version": _newer,
}
"""By the name of a field; of all others the larger is kept, and what is known."""
_RULES: Mapping[object, list[tuple[str, _Rule]]] = {
    kind: [(field.name, _EXCEPT.get(field.name, _most)) for field in fields(kind)]
    for kind in (Request, ToolCall, Turn, Compaction, Retry, Session, Telemetry)
}
