"""Charts: values, width and height to lines."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard import chart, units
from dashboard.piece import Line, Piece, Tone, measure

VALUES = st.lists(st.none() | st.floats(allow_nan=True, allow_infinity=True), max_size=30)


def an_area(
    filled: chart.Values = (),
    traced: chart.Values = (),
    *,
    limit: float | None = None,
    seconds: float = 3_600,
) -> chart.Area:
    return chart.Area(filled, traced, seconds, units.seconds, limit)


def words(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(piece.text for piece in line) for line in lines]


def tones(line: Line) -> set[Tone]:
    return {piece.tone for piece in line}


def test_an_area_stands_between_its_scales() -> None:
    assert words(chart.draw_area(an_area([0.001, 0.004], seconds=60), 20, 5)) == [
        "4 ms          ⣠⣾⣿⣿⣿⣿",
        "           ⢀⣴⣿⣿⣿⣿⣿⣿⣿",
        "2 ms ⣀⣀⣀⣀⣠⣾⣿⣿⣿⣿⣿⣿⣿⣿⣿",
        "   0 ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿",
        "     -1m         now",
    ]


def test_what_was_not_measured_is_a_gap() -> None:
    rows = words(chart.draw_area(an_area([0.001, 0.001, None, None, 0.001, 0.001]), 30, 4))
    assert "⣿⡇       ⢸⣿" in rows[2]


def test_a_limit_within_the_scale_is_a_rule_with_a_word() -> None:
    lines = chart.draw_area(an_area([0.005] * 4, limit=0.004), 40, 8)
    rule = next(line for line in lines if "limit 4 ms" in words((line,))[0])
    assert words((rule,))[0].count("┄") > 10
    assert Tone.WARNING in tones(lines[1])


def test_a_limit_far_off_is_said_in_words() -> None:
    lines = chart.draw_area(an_area([0.005] * 4, limit=0.2), 40, 8)
    assert "limit 200 ms ↑" in words(lines)[0]
    assert not any(Tone.WARNING in tones(line) for line in lines)


@pytest.mark.parametrize("limit", [0.2, 0.0055])
@pytest.mark.parametrize(
    "traced", [[0.001] * 9 + [0.006], [0.006] + [0.001] * 9, [0.0058] * 10, [0.006, 0.001] * 5]
)
def test_the_words_of_a_limit_hide_no_curve(traced: list[float], limit: float) -> None:
    without = chart.draw_area(an_area([0.001] * 10, traced), 40, 8)
    drawn = chart.draw_area(an_area([0.001] * 10, traced, limit=limit), 40, 8)
    assert any("limit" in row for row in words(drawn))
    for free, said in zip(without, drawn, strict=True):
        cells = "".join(piece.text for piece in said)
        at = 0
        for piece in free:
            if piece.tone is Tone.TRACE:
                assert cells[at : at + len(piece.text)] == piece.text
            at += len(piece.text)


def test_a_limit_not_far_off_is_worth_a_taller_scale() -> None:
    lines = chart.draw_area(an_area([0.003] * 4, limit=0.005), 40, 8)
    assert words(lines)[0].startswith("6 ms")
    assert any("┄" in row for row in words(lines))


def test_two_curves_have_two_tones() -> None:
    lines = chart.draw_area(an_area([0.001] * 4, [0.003] * 4), 40, 8)
    assert {Tone.AREA, Tone.TRACE} <= set.union(*map(tones, lines))


def test_the_rules_of_a_histogram_stand_in_front_of_its_bars() -> None:
    histogram = chart.Histogram(
        (0.0, 0.001, 0.002, 0.003, 0.004), (1, 9, 4, 1), units.seconds, (("P50", 0.0015),)
    )
    lines = chart.draw_histogram(histogram, 24, 7)
    assert "P50 1.5 ms" in words(lines)[0]
    assert all(Piece("│", Tone.RULE) in line for line in lines[1:-1])
    assert words(lines)[-1].split() == ["0", "s", "4", "ms"]


def test_nothing_to_count_draws_nothing() -> None:
    assert chart.draw_histogram(chart.Histogram((), (), units.seconds), 40, 8) == ()


@pytest.mark.parametrize(("width", "height"), [(0, 0), (3, 9), (40, 1), (8, 2)])
def test_where_there_is_no_room_nothing_is_drawn(width: int, height: int) -> None:
    assert chart.draw_area(an_area([0.001]), width, height) == ()


@settings(max_examples=40)
@example([], [2.2250738585072014e-308], 1.0, 9, 9)
@given(VALUES, VALUES, st.none() | st.floats(1e-9, 1e9), st.integers(0, 60), st.integers(0, 9))
def test_a_chart_never_leaves_its_cells(
    filled: list[float | None],
    traced: list[float | None],
    limit: float | None,
    width: int,
    height: int,
) -> None:
    lines = chart.draw_area(an_area(filled, traced, limit=limit), width, height)
    assert len(lines) in (0, height)
    assert all(measure(line) <= width for line in lines)


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 10_000), max_size=30),
    st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)),
    st.integers(0, 60),
    st.integers(0, 9),
)
def test_a_histogram_never_leaves_its_cells(
    counts: list[int], rules: tuple[float, float], width: int, height: int
) -> None:
    edges = tuple(float(edge) for edge in range(len(counts) + 1))
    named = (("P50", min(rules)), ("P95", max(rules)))
    lines = chart.draw_histogram(
        chart.Histogram(edges, counts, units.seconds, named), width, height
    )
    assert len(lines) in (0, height)
    assert all(measure(line) == width for line in lines)


def test_plotext_is_imported_by_the_first_chart_only() -> None:
    program = (
        "import sys; from dashboard import chart; print('plotext' in sys.modules);"
        "chart.warm(); print('plotext' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["False", "True"]


def test_what_happened_is_marked_beneath_the_curves() -> None:
    area = chart.Area([0.001] * 9, (), 60, units.seconds, marks=((0.0, "◆"), (1.0, "●")))
    *curve, marks, scale = words(chart.draw_area(area, 30, 6))
    assert len(curve) == 4
    assert marks.strip() == f"◆{' ' * (len(marks.strip()) - 2)}●"
    assert "now" in scale


def test_another_sample_is_traced_in_front_of_the_bars() -> None:
    histogram = chart.Histogram((0.0, 1.0, 2.0), (4, 0), units.seconds, traced=(0, 4))
    drawn = chart.draw_histogram(histogram, 20, 6)
    assert Tone.TRACE in set.union(*(tones(line) for line in drawn))


def test_an_outline_is_as_high_as_bars_of_the_same_share() -> None:
    once = chart.Histogram((0.0, 1.0, 2.0), (40, 20), units.seconds, traced=(40, 20))
    tenth = chart.Histogram((0.0, 1.0, 2.0), (40, 20), units.seconds, traced=(4, 2))
    assert chart.draw_histogram(once, 20, 6) == chart.draw_histogram(tenth, 20, 6)
