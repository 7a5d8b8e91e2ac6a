"""How plain values become JSON."""

from __future__ import annotations

import unicodedata

import orjson
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.document import encode, moment


def test_what_is_not_a_number_is_null() -> None:
    assert orjson.loads(encode({"a": float("nan"), "b": float("inf")})) == {"a": None, "b": None}


def test_a_moment_is_rfc_3339_and_none_is_null() -> None:
    assert (moment(1_500), moment(0)) == ("1970-01-01T00:00:01.500Z", None)


@given(st.text(st.characters()), st.text(st.characters()))
def test_every_string_can_be_encoded(name: str, value: str) -> None:
    decoded = orjson.loads(encode({"it": {name: [value]}}))
    assert len(decoded["it"]) == 1


@given(st.text())
def test_what_a_terminal_would_not_show_is_escaped_and_means_the_same(name: str) -> None:
    encoded = encode({name: name})
    hidden = {"Cc", "Cf", "Zl", "Zp"}
    assert not [c for c in encoded.decode() if c != "\n" and unicodedata.category(c) in hidden]
    assert orjson.loads(encoded) == {name: name}


def test_an_escape_is_four_digits_for_each_unit_of_utf_16() -> None:
    assert rb'"\u202e\u007f\udb40\udc41"' in encode({"it": "\u202e\x7f\U000e0041"})


def test_what_can_be_seen_is_written_as_it_is() -> None:
    assert "日本\u00a0é ⚠\ufe0f".encode() in encode({"it": "日本\u00a0é ⚠\ufe0f"})
