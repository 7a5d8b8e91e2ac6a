"""Ids of sixteen hex digits in eight bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.store.session_tables.ids import column, number, text, unwrapped, wrapped


@given(st.integers(0, 2**64 - 1))
def test_an_id_comes_back(value: int) -> None:
    name = f"{value:016x}" if value else ""
    assert text(number(name)) == name
    assert -(2**63) <= number(name) < 2**63


@given(st.lists(st.integers(0, 2**64 - 1)))
def test_many_ids_at_once_have_the_numbers_that_each_has(values: list[int]) -> None:
    names = [f"{value:016x}" if value else "" for value in values]
    assert column(names) == tuple(map(number, names))


@given(st.integers(0, 2**64 - 1))
def test_a_number_without_a_sign_comes_back(value: int) -> None:
    assert unwrapped(wrapped(value)) == value
    assert -(2**63) <= wrapped(value) < 2**63
