"""Where scales end and what is written along them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import scale, units
from tests.dashboard.builders import NOW, a_snapshot


@pytest.mark.parametrize(
    ("peak", "end"), [(0.0041, 0.006), (0.9, 1.0), (1.0, 1.0), (17.0, 20.0), (0.0, 1.0)]
)
def test_a_scale_ends_at_a_round_number(peak: float, end: float) -> None:
    assert scale.ceiling(peak) == pytest.approx(end)


@given(st.floats(1e-300, 1e300))
def test_a_scale_holds_its_peak_and_is_at_most_twice_as_tall(peak: float) -> None:
    assert peak * (1 - 1e-9) <= scale.ceiling(peak) <= peak * 2 * (1 + 1e-9)


def test_a_scale_has_labels_with_their_unit() -> None:
    labels = scale.levels(0.006, 8, units.seconds)
    assert labels == ("6 ms", "", "", "", "3 ms", "", "", "0")


def test_a_tall_scale_has_quarters_too() -> None:
    labels = scale.levels(1.0, 20, units.ratio)
    assert [label for label in labels if label] == ["100 %", "75 %", "50 %", "25 %", "0"]
    assert labels[5] == "75 %"


def test_a_narrow_scale_is_told_by_more_than_its_ends() -> None:
    assert [name for _, name in scale.time_marks(300, 43)] == ["-4m", "-2m", "now"]


def test_an_axis_is_no_longer_than_what_was_measured_needs() -> None:
    snapshot = a_snapshot()
    young = scale.axis(snapshot, NOW - 40_000, tick=15, columns=60)
    old = scale.axis(snapshot, NOW - 3_000_000, tick=15, columns=60)
    assert (young.seconds, young.buckets) == (60.0, 4)
    assert (old.seconds, old.buckets) == (3_600.0, 60)


@given(st.integers(0, 10_000_000), st.integers(1, 200))
def test_an_axis_reaches_just_past_now(first: int, columns: int) -> None:
    axis = scale.axis(a_snapshot(), NOW - first, tick=15, columns=columns)
    length = (axis.end - axis.start) // axis.buckets
    assert NOW < axis.end <= NOW + length
    assert axis.end % length == 0


def test_marks_are_round_ages_that_end_now() -> None:
    names = [name for _, name in scale.time_marks(3_600, 60)]
    assert names == ["-60m", "-45m", "-30m", "-15m", "now"]
    assert [name for _, name in scale.time_marks(60, 30)] == ["-1m", "-30s", "now"]


@given(st.floats(1, 1e7), st.integers(1, 200))
def test_a_row_of_marks_is_as_wide_as_asked(seconds: float, width: int) -> None:
    marks = scale.time_marks(seconds, width)
    assert len(marks) <= width // 11 + 2
    assert len(scale.place(marks, max(width, 8))) == max(width, 8)


def test_of_marks_that_collide_the_earlier_one_stays() -> None:
    marks = [(9, "P50 1 ms"), (4, "P50 then"), (19, "end")]
    assert scale.place(marks, 20) == "     P50 1 ms    end"


def test_marks_never_overlap() -> None:
    assert scale.place([(0, "P50 1 ms"), (4, "P95 2 ms"), (19, "end")], 20) == (
        "P50 1 ms         end"
    )
