"""What is not worked out twice."""

from __future__ import annotations

from collections import Counter
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from dashboard.memo import remembered, remembered_each, tallied


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


def test_equal_numbers_and_texts_are_the_same() -> None:
    numbers = count(1)
    ask = remembered(lambda _number, _text: next(numbers))
    million, text = int("1000000"), str(b"ab", "ascii")
    assert (ask(10**6, "ab"), ask(million, text), ask(million, "")) == (1, 1, 2)


def test_of_many_things_only_new_ones_are_asked_about() -> None:
    numbers = count(1)
    ask = remembered_each(lambda _thing: next(numbers))
    one, other = object(), object()
    assert (ask((one,)), ask((other, one)), ask((one,))) == ((1,), (2, 1), (1,))


def test_another_question_is_asked_about_all() -> None:
    numbers = count(1)
    ask = remembered_each(lambda _thing, _question: next(numbers))
    one, other = object(), object()
    assert (ask((one, other), 1), ask((one, other), 2)) == ((1, 2), (3, 4))


def test_what_is_asked_about_twice_is_answered_twice() -> None:
    each = remembered_each(len)
    twice = [1, 2]
    assert each((twice, [3], twice)) == (2, 1, 2)


def letters(word: str) -> dict[str, int]:
    return dict(Counter(word))


@given(st.lists(st.lists(st.text("abc", max_size=3), max_size=4)))
def test_sums_carried_on_are_those_added_up_anew(texts: list[list[str]]) -> None:
    add = tallied(letters)
    assert [add(tuple(each)) for each in texts] == [letters("".join(each)) for each in texts]


def test_only_what_stands_in_a_place_anew_is_added_up() -> None:
    asked: list[str] = []

    def told(word: str) -> dict[str, int]:
        asked.append(word)
        return letters(word)

    add = tallied(told)
    add(("ab", "cd"))
    add(("ab", "ce"))
    assert asked == ["ab", "cd", "ce", "cd"]
