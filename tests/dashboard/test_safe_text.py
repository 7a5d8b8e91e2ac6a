"""What becomes of hostile strings."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dashboard.safe_text import safe_text

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b]0;PWNED\x07", "␛]0;PWNED␇"),
        ("two\nlines\ttab", "two␊lines␉tab"),
        ("\x7f\x9b31m", "␡\\x9b31m"),
        ("caf\udce9.md", "caf\\xe9.md"),
        ("lone \ud800", "lone \\ud800"),
        ("safe\u202egnp.exe", "safe\\u202egnp.exe"),
        ("a\u2028b\u200bc\ufeff", "a\\u2028b\\u200bc\\ufeff"),
        ("\U000e0041", "\\U000e0041"),
        ("a\u3164\u034fb\U000e0101", "a\\u3164\\u034fb\\U000e0101"),
        ("⚠\ufe0f", "⚠"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_instead(hostile: str, shown: str) -> None:
    assert safe_text(hostile) == shown


@pytest.mark.parametrize("name", ["commands/plan.md", "naïve/日本語.md", "[/]", "a\u00a0b"])
def test_what_is_harmless_stays_as_it_is(name: str) -> None:
    assert safe_text(name) == name


def test_a_long_string_ends_in_an_ellipsis() -> None:
    assert safe_text("x" * 600) == "x" * 511 + "…"
    assert safe_text("日本語", cells=4) == "日 …"


def test_a_tower_of_combining_marks_is_cut() -> None:
    assert len(safe_text("a" + "\u0301" * 10_000, cells=10)) < 50


@given(ANY_TEXT, st.integers(0, 40))
def test_the_result_holds_no_control_and_fits(s: str, cells: int) -> None:
    shown = safe_text(s, cells=cells)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert cell_len(shown) <= cells
    shown.encode()


@given(ANY_TEXT)
def test_safe_text_is_safe_text_again(s: str) -> None:
    assert safe_text(safe_text(s)) == safe_text(s)
