"""How a series is best cut into levels."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.series.partition import partition


def test_two_levels_are_cut_where_they_meet() -> None:
    assert partition([0.0] * 5 + [1.0] * 7, penalty=0.1, least=2) == [5]


def test_a_higher_penalty_keeps_levels_together() -> None:
    assert partition([0.0] * 5 + [1.0] * 7, penalty=10.0, least=2) == []


def test_no_level_is_shorter_than_asked_for() -> None:
    assert partition([0.0] * 9 + [1.0], penalty=0.1, least=3) in ([], [7])


def test_nothing_has_no_levels() -> None:
    assert partition([], penalty=1.0, least=3) == []


@settings(max_examples=50)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=9), st.sampled_from([0.5, 3.0, 20.0]))
def test_no_other_cut_costs_less(values: list[int], penalty: float) -> None:
    found = partition(values, penalty=penalty, least=2)
    cheapest = min(_cost(values, marks, penalty) for marks in _cuts(len(values)))
    assert _cost(values, found, penalty) <= cheapest + 1e-9


def _cuts(count: int) -> list[list[int]]:
    """Every way to cut so many values into levels of at least two."""
    cuts: list[list[int]] = [[]]
    for mark in range(2, count - 1):
        cuts += [[*cut, mark] for cut in cuts if mark - (cut[-1] if cut else 0) >= 2]
    return cuts


def _cost(values: list[int], marks: list[int], penalty: float) -> float:
    levels = [values[start:end] for start, end in pairwise([0, *marks, len(values)])]
    squares = ((value - fmean(level)) ** 2 for level in levels for value in level)
    return sum(squares) + penalty * len(marks)
