from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.content import Content

from dashboard.parts import Part, line


def test_parts_stand_side_by_side() -> None:
    assert line((Part(Content("one")), Part(Content("two"))), 20).plain == "one  two"


def test_the_highest_rank_leaves_first() -> None:
    parts = (Part(Content("stays")), Part(Content("second"), 1), Part(Content("first"), 2))
    assert line(parts, 13).plain == "stays  second"


def test_what_is_empty_takes_no_room() -> None:
    assert line((Part(Content("a")), Part(Content()), Part(Content("b"))), 9).plain == "a  b"


def test_some_parts_stand_at_the_end_wherever_others_end() -> None:
    ending = (Part(Content("cost")), Part(Content("clock")))
    assert line((Part(Content("a")), Part(Content("b"))), 20, ending=ending).plain == (
        "a  b     cost  clock"
    )
    assert line((), 12, ending=ending).plain == " cost  clock"


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.text("abc界", max_size=8), st.integers(0, 3)), max_size=6),
    st.integers(1, 30),
)
def test_a_line_is_never_wider_than_its_width(parts: list[tuple[str, int]], width: int) -> None:
    made = tuple(Part(Content(text), rank) for text, rank in parts)
    drawn = line(made[:3], width, ending=made[3:])
    assert drawn.cell_length <= width


def test_what_has_a_brief_form_is_shortened_before_a_lower_rank_leaves() -> None:
    long = Part(Content("three words here"), 2, Part(Content("three"), 1))
    assert line((Part(Content("stays")), long), 20).plain == "stays  three"
    assert line((Part(Content("stays")), long), 8).plain == "stays"
