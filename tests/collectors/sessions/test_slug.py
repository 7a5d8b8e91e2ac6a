from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.sessions.slug import may_hold, slug

LONG = "/home/ann/" + "folder/" * 40 + "app"


def test_all_but_letters_and_digits_become_dashes() -> None:
    assert slug("/home/ann/my.app_2") == "-home-ann-my-app-2"


def test_a_character_that_takes_two_in_utf16_becomes_two_dashes() -> None:
    assert slug("/é/🚀") == "-----"


def test_the_root_and_what_is_below_it_may_be_meant() -> None:
    assert may_hold("-work-app", "/work/app")
    assert may_hold("-work-app--claude-worktrees-x", "/work/app")
    assert not may_hold("-work-apple", "/work/app")
    assert not may_hold("-work", "/work/app")


def test_a_long_name_is_known_by_its_first_two_hundred_characters() -> None:
    assert may_hold(f"{slug(LONG)[:200]}-k3j5h2", LONG)
    assert not may_hold(f"{slug(LONG)[:199]}x-k3j5h2", LONG)


def test_below_the_top_everything_may_be_meant() -> None:
    assert may_hold("-home", "/")


@given(st.text())
def test_a_root_may_always_lie_in_the_folder_that_is_named_after_it(path: str) -> None:
    assert may_hold(slug(f"/{path}"), f"/{path}")
