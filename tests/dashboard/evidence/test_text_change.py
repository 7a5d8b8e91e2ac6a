from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.evidence.text_change import CONTEXT, MOST, Sign, TextChange, text_change

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "long line"]), max_size=40)


def said(change: TextChange) -> list[str]:
    return [f"{line.sign.value}{line.text}" for line in change.lines]


def test_what_was_added_and_removed_has_a_sign() -> None:
    change = text_change("a.md", "one\ntwo\nthree\n", "one\n2\nthree\nfour\n")
    assert said(change) == ["@line 1", " one", "−two", "+2", " three", "+four"]
    assert (change.added, change.removed) == (2, 1)


def test_equal_texts_have_no_lines() -> None:
    assert text_change("a.md", "one\n", "one\n") == TextChange("a.md")


def test_a_new_text_is_all_added() -> None:
    assert said(text_change("a.md", "", "one\ntwo")) == ["@line 1", "+one", "+two"]


def test_what_lies_far_from_any_change_is_left_out() -> None:
    old = [f"line {number}" for number in range(1, 41)]
    new = [*old[:9], "other", *old[10:29], *old[30:]]
    change = text_change("a.md", "\n".join(old), "\n".join(new))
    assert [line.text for line in change.lines if line.sign is Sign.PLACE] == ["line 7", "line 27"]
    assert len(change.lines) == 2 + 2 * 2 * CONTEXT + 3


def test_long_texts_are_not_matched_but_shown_as_replaced() -> None:
    old = "\n".join(f"old {number}" for number in range(700))
    new = "\n".join(f"new {number}" for number in range(700))
    change = text_change("a.md", old, new)
    assert (change.added, change.removed) == (700, 700)
    assert len(change.lines) == MOST
    assert "201 more lines" in change.note


def test_a_change_within_a_long_text_is_found_at_once() -> None:
    lines = [f"line {number}" for number in range(20_000)]
    change = text_change("a.md", "\n".join(lines), "\n".join([*lines[:9_000], *lines[9_001:]]))
    assert (change.added, change.removed) == (0, 1)
    assert len(change.lines) == 2 * CONTEXT + 2


@settings(max_examples=60)
@given(LINES, LINES)
def test_the_lines_say_what_became_of_every_line(old: list[str], new: list[str]) -> None:
    change = text_change("a.md", "\n".join(old), "\n".join(new))
    same = sum(line.sign is Sign.SAME for line in change.lines)
    before, now = (len("\n".join(it).splitlines()) for it in (old, new))
    assert change.added - change.removed == now - before
    assert same + change.removed <= before
    assert sum(line.sign is Sign.ADDED for line in change.lines) == change.added
