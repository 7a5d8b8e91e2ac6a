"""Lines of toned pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.piece import (
    Line,
    Piece,
    Ranked,
    Tone,
    beside,
    clip,
    keep,
    measure,
    merge,
    pad,
    strong,
    tail,
)

LINES = st.lists(st.builds(Piece, st.text("ab 日é", max_size=9)), max_size=5).map(tuple)


def words(line: Line) -> str:
    return "".join(piece.text for piece in line)


def test_a_clipped_line_says_that_something_went() -> None:
    assert clip((Piece("slowest "), strong("4.2 ms")), 11) == (Piece("slowest "), strong("4.…"))


def test_a_line_that_fits_stays_whole() -> None:
    line = (Piece("load"),)
    assert clip(line, 4) is line


def test_parts_that_do_not_fit_are_left_out_whole() -> None:
    parts = ((Piece("first"),), (), (Piece("second"),), (Piece("third"),))
    assert words(beside(parts, 14)) == "first  second"
    assert words(beside(parts, 3)) == "fi…"


def test_the_highest_rank_goes_first_and_order_stays() -> None:
    lines = [Ranked(2, (Piece("c"),)), Ranked(0, (Piece("a"),)), Ranked(1, (Piece("b"),))]
    assert keep(lines, 2) == ((Piece("a"),), (Piece("b"),))


def test_a_path_keeps_its_end() -> None:
    assert tail("components/reporting/report.md", 12) == "…g/report.md"
    assert tail("report.md", 12) == "report.md"


def test_neighbours_of_one_tone_are_joined() -> None:
    cells = [Piece("a"), Piece("b"), strong("c")]
    assert merge(cells) == (Piece("ab"), Piece("c", Tone.STRONG))


@given(LINES, st.integers(0, 30))
def test_a_padded_line_is_exactly_as_wide_as_asked(line: Line, width: int) -> None:
    assert measure(pad(line, width)) == width


@given(st.lists(LINES, max_size=4), st.integers(0, 30))
def test_parts_side_by_side_stay_within_the_width(parts: list[Line], width: int) -> None:
    assert measure(beside(parts, width)) <= width


@given(st.text("ab日é/", max_size=40), st.integers(0, 20))
def test_a_tail_stays_within_the_width(text: str, width: int) -> None:
    assert measure((Piece(tail(text, width)),)) <= width
