"""How plain values become JSON."""

from __future__ import annotations

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
