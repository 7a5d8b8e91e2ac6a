"""What a check writes for a pull request."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dashboard.analysis.gating.ruling import Outcome
from dashboard.export import check_markdown
from dashboard.safe_text import safe_text
from tests.dashboard.export.outcomes import GROWN, KEPT, NOISY, an_outcome

MARKDOWN = MarkdownIt("commonmark").enable("table")


def cells(outcome: Outcome) -> list[list[tuple[str, str]]]:
    """Type and text of what is in each cell of the tables, headers left out."""
    tokens = MARKDOWN.parse(check_markdown.render(outcome))
    opened = [place for place, token in enumerate(tokens) if token.type == "td_open"]
    inner = (tokens[place + 1].children or [] for place in opened)
    return [[(token.type, token.content) for token in cell] for cell in inner]


def test_failures_stand_in_a_table_and_notes_are_folded_away() -> None:
    rendered = check_markdown.render(an_outcome())
    assert rendered.startswith("### ❌ perfdash: 2 failed, 1 noted, 1 passed\n")
    failures, _, notes = rendered.partition("<details><summary>1 noted</summary>")
    assert failures.count("\n| ‼ critical |") == failures.count("\n| ! warning |") == 1
    assert notes.count("\n| · info |") == 1


def test_a_row_says_figure_numbers_cause_and_command() -> None:
    row = ["".join(text for _, text in cell) for cell in cells(an_outcome(GROWN))]
    assert row == [
        "‼ critical",
        "growth",
        "commands/plan.md",
        "2,104",
        "2,735",
        "2,104",
        "ffffffffffff Plan more (Ada), 2027-01-15: commands/plan.md",
        "perfdash check --no-timing",
    ]


def test_when_all_is_well_there_is_no_table() -> None:
    assert check_markdown.render(an_outcome(KEPT)).splitlines() == [
        "### ✅ perfdash: 0 failed, 0 noted, 1 passed",
        "",
        "Against `default, commit 0a1b2c3d4e5f`.",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "a|b.md",
        "a\\|b.md",
        "`rm`.md",
        "``a`.md",
        "<img src=x onerror=alert(1)>.md",
        "[here](javascript:alert(1)).md",
        "@octocat.md",
        "#1 **bold** _it_ ~~no~~ :tada: www.example.com",
        "a\n\n# heading",
        "a\\",
    ],
)
def test_a_name_is_shown_as_it_is_and_does_nothing(name: str) -> None:
    odd = replace(GROWN, name=name)
    (_, _, figure, *rest) = cells(an_outcome(odd))
    assert figure == [("code_inline", safe_text(name))]
    assert len(rest) == 5


@given(st.text(min_size=1, max_size=40))
def test_no_name_adds_a_cell_or_markup(name: str) -> None:
    row = cells(an_outcome(replace(GROWN, name=name, detail="", again=name)))
    assert len(row) == 8
    assert {kind for kind, _ in (*row[2], *row[7])} <= {"code_inline", "text"}


def test_a_comment_is_never_longer_than_github_takes() -> None:
    many = [replace(GROWN, name=f"{number}-{'n' * 400}") for number in range(500)]
    noted = [replace(NOISY, name=f"{number}-{'n' * 400}") for number in range(500)]
    rendered = check_markdown.render(an_outcome(*many, *noted))
    assert len(rendered) < 65_536
    assert "500 failed, 500 noted" in rendered
    (left,) = re.findall(r"^… and (\d+) more\.$", rendered.partition("<details>")[0], re.MULTILINE)
    assert rendered.count("\n| ‼ critical |") == 500 - int(left) > 0
    assert "\n… and 500 more.\n" in rendered
