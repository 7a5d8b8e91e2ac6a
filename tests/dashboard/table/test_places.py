"""Rows in their places, and the cursor among them."""

from __future__ import annotations

import pytest

from dashboard.table.places import Places

ROWS = Places(("a", "b", "c"))
NONE: Places[str] = Places()


@pytest.mark.parametrize(("asked", "cursor"), [(-4, 0), (0, 0), (2, 2), (9, 2)])
def test_the_cursor_stays_within_the_rows(asked: int, cursor: int) -> None:
    assert ROWS.at(asked).cursor == cursor
    assert NONE.at(asked) == NONE


def test_the_chosen_row_is_the_one_under_the_cursor() -> None:
    assert (ROWS.at(1).chosen, NONE.chosen) == ("b", None)


def test_the_cursor_goes_with_its_row() -> None:
    assert ROWS.at(1).taken_by("cab", str).cursor == 2
    assert ROWS.at(1).taken_by(("A", "C", "B"), str.casefold).chosen == "B"


def test_the_cursor_stays_in_the_first_place_whatever_stands_there() -> None:
    assert ROWS.taken_by("cab", str).chosen == "c"


def test_the_cursor_keeps_its_place_when_its_row_is_gone() -> None:
    assert ROWS.at(1).taken_by("xyz", str).chosen == "y"
    assert ROWS.at(2).taken_by("x", str).chosen == "x"
