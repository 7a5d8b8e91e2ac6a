"""Where a series left its level and soon came back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.series.visits import Visit, visits, without

JITTER = 0.01


def spans(values: list[float]) -> list[tuple[int, int]]:
    """Where the visits begin, and how long they are."""
    return [(it.stretches[0][0], it.length) for it in visits(values, jitter=JITTER)]


def test_a_burst_is_a_visit() -> None:
    assert spans([0.0] * 20 + [0.3] * 5 + [0.0] * 20) == [(20, 5)]


def test_a_visit_may_lie_below_and_have_two_levels() -> None:
    values = [0.0] * 20 + [-0.3] * 4 + [-0.6] * 4 + [0.0] * 20
    (it,) = visits(values, jitter=JITTER)
    assert (it.length, len(it.stretches)) == (8, 2)
    assert it.height < 0


@pytest.mark.parametrize("length", [12, 30])
def test_what_stays_for_long_is_no_visit(length: int) -> None:
    assert spans([0.0] * 20 + [0.3] * length + [0.0] * 20) == []


def test_what_goes_on_to_another_level_is_no_visit() -> None:
    assert spans([0.0] * 20 + [0.3] * 5 + [0.6] * 20) == []


def test_what_neighbours_differ_by_anyway_is_no_visit() -> None:
    assert spans([0.0] * 20 + [0.03] * 5 + [0.0] * 20) == []


def test_without_its_visits_a_series_keeps_its_noise() -> None:
    values = [0.0] * 20 + [0.30, 0.31, 0.30, 0.29, 0.30] + [0.0] * 20
    flat = without(values, visits(values, jitter=JITTER))
    assert flat[20:25] == pytest.approx([0.0, 0.01, 0.0, -0.01, 0.0])
    assert flat[:20] == values[:20]


def test_heights_are_alike_on_either_side() -> None:
    it = Visit(0.2, ((3, 7, 0.2),))
    assert it.is_like(-0.22)
    assert not it.is_like(0.3)


@given(st.lists(st.floats(-9, 9), min_size=2, max_size=60))
def test_any_values_may_have_visits(values: list[float]) -> None:
    found = visits(values, jitter=JITTER)
    assert len(without(values, found)) == len(values)
    assert all(it.stretches[0][0] > 0 and it.length <= 11 for it in found)
