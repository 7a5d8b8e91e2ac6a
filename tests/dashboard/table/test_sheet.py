from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.table.column import Column
from dashboard.table.sheet import Order, Sheet
from tests.dashboard.pieces import said

WORDS = Sheet(
    (Column("word", "the word", 10, 0, said), Column("size", "size", 4, 1, said)),
    {"word": str, "size": lambda row: len(row) if row else None},
    identity=str,
    words=str,
    order=Order("size"),
    ascending=("word",),
)


def test_rows_are_sorted_by_value_and_equal_ones_by_identity() -> None:
    assert WORDS.ordered(["b", "ccc", "a"], Order("size")) == ["ccc", "a", "b"]


@pytest.mark.parametrize("descending", [True, False])
def test_what_has_no_value_comes_last(*, descending: bool) -> None:
    assert WORDS.ordered(["", "a"], Order("size", descending=descending))[-1] == ""


def test_names_begin_at_the_small_end() -> None:
    assert WORDS.first_order("word") == Order("word", descending=False)
    assert WORDS.first_order("size") == Order("size")


def test_a_filter_does_not_look_at_case() -> None:
    assert WORDS.wants("Release", "rel EASE")
    assert not WORDS.wants("Release", "rel !ease")


def test_a_column_is_called_by_its_title() -> None:
    assert WORDS.title("word") == "the word"


@given(st.lists(st.text("abAB!", max_size=5)), st.text("ab! ", max_size=6))
def test_what_is_found_among_many_is_what_is_wanted_of_each(rows: list[str], text: str) -> None:
    def wanted(row: str) -> bool:
        words = text.casefold().split()
        without = [word[1:] for word in words if word.startswith("!") and len(word) > 1]
        within = [word for word in words if word == "!" or not word.startswith("!")]
        said = row.casefold()
        return all(it in said for it in within) and not any(it in said for it in without)

    assert WORDS.found(rows, text) == [row for row in rows if wanted(row)]
