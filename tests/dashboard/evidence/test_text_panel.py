from __future__ import annotations

from dashboard.evidence.text_change import Sign, TextChange, TextLine, text_change
from dashboard.evidence.text_panel import TextPanel, rows
from dashboard.piece import Line, Tone, measure
from tests.dashboard.pieces import words
from tests.dashboard.worse import CHECKS, NEW_CHECKS, OLD_CHECKS, a_worse_reading

CHANGE = text_change(CHECKS, OLD_CHECKS, NEW_CHECKS)


def a_panel(*changes: TextChange) -> TextPanel:
    panel = TextPanel(1, "key")
    panel.set_reactive(TextPanel.changes, changes)
    return panel


def drawn(panel: TextPanel, width: int = 60, height: int = 14) -> str:
    return panel.draw(a_worse_reading(), width, height).plain


def one(text: str, width: int) -> tuple[Line, ...]:
    lines = (TextLine(Sign.ADDED, text),)
    return tuple(rows((TextChange("a.md", lines),), width))[1:]


def test_every_line_has_a_sign_and_not_only_a_color() -> None:
    said = drawn(a_panel(CHANGE)).splitlines()
    assert said[0] == f"{CHECKS}  +5 −1"
    assert "− Run the tests." in said
    assert "+ Run the tests, then the linters." in said


def test_before_the_texts_are_read_it_says_so() -> None:
    assert drawn(TextPanel(1, "key")) == "reading the texts"
    assert drawn(a_panel()) == "no text changed"


def test_the_title_counts_lines_and_files() -> None:
    heads = a_panel(CHANGE, CHANGE).headline(a_worse_reading())
    assert words(heads) == ["+10 −2 lines in 2 files"]


def test_a_note_stands_beneath_its_file() -> None:
    note = TextChange("a.md", note="now cannot be read")
    assert drawn(a_panel(note)).splitlines()[1] == "now cannot be read"


def test_long_lines_go_on_beneath_themselves() -> None:
    assert words(one("to be or not to be", 12)) == ["+ to be or", "  not to be"]


def test_wide_characters_never_go_over_the_edge() -> None:
    assert all(measure(line) <= 11 for line in one("界" * 40, 11))


def test_a_line_without_end_is_cut() -> None:
    assert len(one("x" * 100_000, 20)) == 40


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    said = "".join(words(one("\x1b[2J\x1b]0;PWNED\x07[red]x[/]", 60)))
    assert said.isprintable()
    assert "[red]x[/]" in said


def test_added_and_removed_differ_in_tone() -> None:
    tones = {line[-1].tone for line in rows((CHANGE,), 60) if line}
    assert {Tone.ADDED, Tone.REMOVED} <= tones
