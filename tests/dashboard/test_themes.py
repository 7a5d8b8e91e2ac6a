from __future__ import annotations

from dashboard import themes


def test_the_last_theme_is_followed_by_the_first() -> None:
    assert themes.after(themes.THEMES[-1]) == themes.THEMES[0]


def test_a_theme_of_the_palette_is_followed_by_the_first() -> None:
    assert themes.after("nord") == themes.THEMES[0]
