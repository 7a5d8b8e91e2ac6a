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


def test_a_long_path_loses_its_beginning() -> None:
    (line,) = aligned([("x" * 50 + "/plan.md", "1,000")], width=20, indent="  ")
    assert line == "  …xx/plan.md  1,000"


def test_wide_characters_are_not_cut_in_half() -> None:
    (line,) = aligned([("漢" * 20, "1,000")], width=20)
    assert line == "…" + "漢" * 6 + "  1,000"


def test_wide_characters_take_two_cells() -> None:
    assert aligned([("漢字", "1"), ("abcd", "2")], width=20) == ["漢字  1", "abcd  2"]


def test_no_rows_are_no_lines() -> None:
    assert aligned([], width=20) == []
