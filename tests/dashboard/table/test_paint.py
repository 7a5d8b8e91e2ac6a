"""How lines of a table are painted."""

from __future__ import annotations

import pytest
from rich.style import Style

from dashboard.piece import Piece, Tone
from dashboard.table.paint import Paint

PAINT = Paint(
    Style(color="white"),
    {"heading": Style(bold=True, color="grey50"), "cursor": Style(color="black", bgcolor="blue")},
    {Tone.WARNING: Style(color="red")},
)
LINE = (Piece("plain "), Piece("bad", Tone.WARNING))


def colors(part: str) -> list[str]:
    strip = PAINT.strip(LINE, part, 9)
    return [it.style.color.name for it in strip if it.style and it.style.color]


@pytest.mark.parametrize(
    ("part", "expected"),
    [("", ["white", "red"]), ("heading", ["grey50", "red"]), ("cursor", ["black"])],
)
def test_a_cursor_has_its_own_color_over_tones_and_a_heading_has_not(
    part: str, expected: list[str]
) -> None:
    assert colors(part) == expected


@pytest.mark.parametrize("width", [4, 9, 20])
def test_a_line_is_cut_or_filled_to_its_width_on_its_own_ground(width: int) -> None:
    strip = PAINT.strip(LINE, "cursor", width)
    assert strip.cell_length == width
    assert {it.style.bgcolor.name for it in strip if it.style and it.style.bgcolor} == {"blue"}
