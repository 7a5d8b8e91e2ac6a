"""A value is read as what the setting is, or refused where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.config_value import (
    LARGEST,
    Pairs,
    Reader,
    Toml,
    number,
    one_of,
    text,
    texts,
    unknown,
    whole,
    words,
)
from collectors.errors import ConfigError

WHERE = "perfdash.toml: load.rounds"
KNOWN = ("command", "agent")


def refusal(read: Reader[object], value: Toml) -> str:
    """What a reader says of what it does not take."""
    with pytest.raises(ConfigError) as refused:
        read(value, WHERE)
    return str(refused.value)


@given(st.integers(1, 100))
def test_a_range_holds_both_its_ends(value: int) -> None:
    assert whole(1, 100)(value, WHERE) == number(1, 100)(value, WHERE) == value


@pytest.mark.parametrize("read", [whole(1, 100), number(1, 100)])
def test_beyond_either_end_the_end_is_told(read: Reader[float]) -> None:
    assert refusal(read, 0) == f"{WHERE} must be at least 1, not 0"
    assert refusal(read, 101) == f"{WHERE} must be at most 100, not 101"


def test_a_number_is_told_as_long_as_python_makes_a_text_of_it() -> None:
    assert refusal(whole(most=9), LARGEST).endswith(f", not {LARGEST}")
    assert refusal(whole(most=9), LARGEST + 1) == f"{WHERE} must be at most 9"
    assert refusal(whole(), -LARGEST - 1) == f"{WHERE} must be at least 0"


def test_a_whole_number_is_a_number_but_not_the_other_way_round() -> None:
    taken = number()(3, WHERE)
    assert (taken, type(taken)) == (3.0, float)
    assert refusal(whole(), 3.0) == f"{WHERE} must be a whole number, not a number"


@pytest.mark.parametrize("read", [whole(), number(), text, texts])
def test_true_is_no_number_and_no_text(read: Reader[object]) -> None:
    assert refusal(read, value=True).endswith(", not true or false")


def test_a_program_has_so_many_words_and_no_more() -> None:
    assert words(most=2)(["a", "b"], WHERE) == ("a", "b")
    assert refusal(words(most=2), ["a", "b", "c"]) == f"{WHERE} must have at most 2 words"


def test_every_part_of_a_table_is_read_where_it_stands() -> None:
    read = Pairs(whole(most=9), lambda: KNOWN)
    assert read({"agent": 3, "command": 2}, WHERE) == (("agent", 3), ("command", 2))
    assert refusal(read, {"agent": 10}) == f"{WHERE}.agent must be at most 9, not 10"
    assert refusal(read, {"agents": 3}) == f"{WHERE}: unknown 'agents'; did you mean agent?"


def test_a_table_without_known_names_takes_any() -> None:
    assert Pairs(text)({"any": "thing"}, WHERE) == (("any", "thing"),)


def test_of_a_name_that_is_like_none_all_are_told() -> None:
    assert refusal(one_of(KNOWN), "xyz") == f"{WHERE}: unknown 'xyz'; known are command, agent"
    assert str(unknown("here", "agend", KNOWN)) == "here: unknown 'agend'; did you mean agent?"


def test_what_is_no_text_in_a_list_is_named() -> None:
    assert refusal(texts, ["a", 1]) == f"{WHERE} must be a list of strings: 1 is a whole number"
