"""How rows stand under each other."""

from __future__ import annotations

from dashboard.export.text_table import aligned


def test_numbers_end_under_each_other() -> None:
    rows = [("module", "tokens"), ("a.md", "7"), ("longer.md", "1,000")]
    assert aligned(rows, width=40) == [
        "module     tokens",
        "a.md            7",
        "longer.md   1,000",
    ]


def test_a_long_name_is_clipped_to_fit() -> None:
    (line,) = aligned([("x" * 50, "1,000")], width=20, indent="  ")
    assert line == "  " + "x" * 10 + "…  1,000"


def test_wide_characters_take_two_cells() -> None:
    assert aligned([("漢字", "1"), ("abcd", "2")], width=20) == ["漢字  1", "abcd  2"]


def test_no_rows_are_no_lines() -> None:
    assert aligned([], width=20) == []
