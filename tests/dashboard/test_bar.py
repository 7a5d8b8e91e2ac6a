"""Bars, gauges and sparklines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dashboard.bar import bar, gauge, sparkline, stacked
from dashboard.piece import Piece, Tone, measure

ANY_VALUE = st.none() | st.floats(allow_nan=True, allow_infinity=True)


def test_a_bar_is_filled_to_an_eighth_of_a_cell() -> None:
    assert bar(0.5, 8) == "████    "
    assert bar(0.55, 10) == "█████▌    "


def test_what_is_not_nothing_is_seen() -> None:
    assert bar(0.0001, 4) == "▏   "
    assert bar(0.0, 4) == "    "


def test_what_was_not_measured_is_an_empty_bar() -> None:
    assert bar(None, 3) == "   "


def test_a_gauge_shows_where_it_ought_to_reach() -> None:
    drawn = gauge(0.5, 12, target=0.7, tone=Tone.BAR)
    assert "".join(piece.text for piece in drawn) == "▕█████  │  ▏"
    assert Piece("│", Tone.RULE) in drawn


def test_a_sparkline_leaves_gaps() -> None:
    assert sparkline([0.0, None, 0.5, 1.0], ceiling=1.0) == "▁ ▅█"


@given(ANY_VALUE, st.integers(0, 30))
def test_a_bar_is_as_wide_as_asked(share: float | None, width: int) -> None:
    assert cell_len(bar(share, width)) == width


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_never_has_a_shorter_bar(one: float, other: float) -> None:
    small, large = sorted((one, other))
    assert len(bar(small, 20).rstrip()) <= len(bar(large, 20).rstrip())


@given(ANY_VALUE, st.integers(0, 30), ANY_VALUE)
def test_a_gauge_is_as_wide_as_asked_or_left_out(
    share: float | None, width: int, target: float | None
) -> None:
    assert measure(gauge(share, width, target=target, tone=Tone.BAR)) in (0, width)


@given(st.lists(ANY_VALUE, max_size=20), st.floats(allow_nan=False))
def test_a_sparkline_has_a_cell_for_each_value(values: list[float | None], ceiling: float) -> None:
    assert cell_len(sparkline(values, ceiling=ceiling)) == len(values)


def test_parts_of_a_stacked_bar_fill_it_without_gap_or_rest() -> None:
    parts = [("a", 1 / 3), ("b", 1 / 3), ("c", 1 / 3)]
    for width in range(1, 40):
        assert len("".join(piece.text for piece in stacked(parts, width))) == width


def test_a_part_of_a_stacked_bar_is_as_long_as_its_share() -> None:
    assert "".join(it.text for it in stacked([("a", 0.25), ("b", 0.75)], 8)) == "aabbbbbb"
