"""How texts and lists become columns."""

from __future__ import annotations

import orjson
from hypothesis import given
from hypothesis import strategies as st

from collectors.store.encoding import Json, encode, plain

SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=9
)


@given(VALUES)
def test_a_value_comes_back_as_it_was(value: Json) -> None:
    assert orjson.loads(encode(value)) == value


def test_a_tuple_is_a_list_and_no_space_is_wasted() -> None:
    assert encode((1, "a", None)) == '[1,"a",null]'


def test_a_lone_surrogate_is_spelt_out_wherever_it_is() -> None:
    assert orjson.loads(encode({"a\udcff": ["\udc80", ("b", 1)]})) == {
        "a\\udcff": ["\\udc80", ["b", 1]]
    }


@given(st.text())
def test_a_text_that_utf_8_can_hold_is_itself(text: str) -> None:
    assert plain(text) == text


def test_what_utf_8_cannot_hold_is_spelt_out() -> None:
    assert plain("é\udcff") == "é\\udcff"
