"""What a check tells GitHub."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export import check_github
from tests.dashboard.export.outcomes import GROWN, KEPT, LOST, an_outcome


def test_failures_are_errors_notes_are_notices_and_a_summary_ends_it() -> None:
    lines = check_github.render(an_outcome()).splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "::error",
        "::error",
        "::notice",
        "perfdash",
    ]


def test_an_error_stands_at_its_line() -> None:
    (line, _) = check_github.render(an_outcome(LOST)).splitlines()
    place = "file=commands/plan.md,line=12,title=perfdash reference"
    assert line.startswith(f"::error {place}::commands/plan.md → steps.md: 0 → 1 references")
    assert line.endswith("%0Aagain: perfdash check --no-timing")


def test_paths_begin_at_the_top_of_the_repository() -> None:
    assert "file=prompts/dev/commands/" in check_github.render(an_outcome(), prefix="prompts/dev")


def test_a_figure_without_a_line_stands_at_the_first_with_its_cause() -> None:
    (line, _) = check_github.render(an_outcome(GROWN)).splitlines()
    assert "file=commands/plan.md,line=1,title=" in line
    assert "%0Acause: ffffffffffff Plan more (Ada), 2027-01-15: commands/plan.md%0A" in line


@pytest.mark.parametrize("module", ["~/.claude/CLAUDE.md", "/srv/rules.md", "../rules.md"])
def test_what_lies_outside_of_the_root_has_no_place_in_the_repository(module: str) -> None:
    outside = replace(GROWN, module=module)
    assert "file=" not in check_github.render(an_outcome(outside), prefix="prompts")


def test_what_is_about_the_whole_framework_has_no_file() -> None:
    whole = replace(KEPT, severity=GROWN.severity)
    assert check_github.render(an_outcome(whole)).startswith("::error title=perfdash budget::")


def test_percent_signs_colons_and_commas_are_escaped() -> None:
    odd = replace(LOST, module="a,b:c%0A.md", name="100%")
    line = check_github.render(an_outcome(odd))
    assert "file=a%2Cb%3Ac%250A.md," in line
    assert "::100%25: " in line


@given(st.text())
def test_no_name_begins_another_command(name: str) -> None:
    rendered = check_github.render(an_outcome(replace(LOST, name=name, module=name, detail=name)))
    assert len(rendered.splitlines()) == 2
