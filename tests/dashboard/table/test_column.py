from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.table.column import Column, fitting
from tests.dashboard.pieces import said

COLUMNS = (
    Column("name", "name", 10, 0, said, right=False, most=20),
    Column("size", "size", 5, 2, said),
    Column("note", "note", 8, 1, said, right=False, most=1_000),
)


def cells(width: int) -> dict[str, int]:
    return {column.key: column.cells for column in fitting(COLUMNS, width)}


def test_a_column_grows_to_its_most_before_the_next_one_does() -> None:
    assert cells(33) == {"name": 14, "size": 5, "note": 8}
    assert cells(45) == {"name": 20, "size": 5, "note": 14}


def test_the_highest_rank_goes_first() -> None:
    assert list(cells(28)) == ["name", "note"]


def test_the_last_text_takes_what_no_other_one_does() -> None:
    assert cells(20) == {"name": 18}
    whole = (replace(COLUMNS[1], rank=0), replace(COLUMNS[0], most=0), replace(COLUMNS[1], rank=0))
    assert [column.cells for column in fitting(whole, 40)] == [5, 24, 5]


@pytest.mark.parametrize("width", range(12, 120, 5))
def test_a_table_is_as_wide_as_it_may_be(width: int) -> None:
    assert sum(count + 2 for count in cells(width).values()) == width


def test_a_column_is_cut_so_that_those_before_it_grow() -> None:
    cut = (COLUMNS[0], COLUMNS[1], replace(COLUMNS[2], least=6))
    assert [column.cells for column in fitting(cut, 29)] == [12, 5, 6]
    assert [column.cells for column in fitting(cut, 33)] == [16, 5, 6]
    assert [column.cells for column in fitting(cut, 40)] == [20, 5, 9]


def test_a_column_grows_further_once_all_have_their_most() -> None:
    ample = (replace(COLUMNS[0], ample=25), COLUMNS[1], replace(COLUMNS[2], most=12))
    assert [column.cells for column in fitting(ample, 43)] == [20, 5, 12]
    assert [column.cells for column in fitting(ample, 46)] == [23, 5, 12]
    assert [column.cells for column in fitting(ample, 50)] == [25, 5, 14]
