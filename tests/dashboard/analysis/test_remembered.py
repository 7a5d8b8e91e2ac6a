"""What is not worked out twice."""

from __future__ import annotations

from itertools import count

from dashboard.analysis.remembered import remembered


def test_the_same_objects_are_not_asked_about_twice() -> None:
    numbers = count(1)
    ask = remembered(lambda _thing: next(numbers))
    thing = object()
    assert (ask(thing), ask(thing)) == (1, 1)


def test_equal_objects_are_not_the_same() -> None:
    numbers = count(1)
    ask = remembered(lambda _thing: next(numbers))
    assert (ask([1]), ask([1])) == (1, 2)


def test_tuples_are_the_same_when_their_members_are() -> None:
    numbers = count(1)
    ask = remembered(lambda _things: next(numbers))
    one, other = object(), object()
    assert (ask((one, other)), ask((one, other)), ask((one,)), ask((other,))) == (1, 1, 2, 3)


def test_every_argument_counts() -> None:
    numbers = count(1)
    ask = remembered(lambda _one, _other: next(numbers))
    thing = object()
    assert (ask(thing, 1), ask(thing, 2), ask(thing, 2)) == (1, 2, 2)
