"""The report of `perfdash scan`."""

from __future__ import annotations

import re
from dataclasses import replace
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from collectors.config import Config
from collectors.framework.module import Finding, Framework, Kind, Startup
from dashboard.export import scan_text
from tests.dashboard.builders import a_module

FRAMEWORK = Framework(
    root="/home/me/framework",
    layout="Claude Code project",
    modules=(
        a_module("commands/plan.md", tokens=1_000, full_tokens=1_500),
        a_module("core/rules.md", kind=Kind.MEMORY, tokens=500, dependents=3),
    ),
    startup=Startup(memory_tokens=500, listing_tokens=40, agent_tokens=10),
    findings=(Finding("missing-target", "commands/plan.md", 12, "@lost.md"),),
)


def report(framework: Framework = FRAMEWORK, *, width: int = 100) -> str:
    return scan_text.render(framework, Config(), width=width)


def test_the_layout_is_named() -> None:
    assert report().splitlines()[3] == "Claude Code project"
    assert "Kinds" in report(replace(FRAMEWORK, layout="")).splitlines()[4]


def test_totals_come_first_with_an_estimate_for_claude() -> None:
    assert "2 modules · 6 kB · 1,500 tokens (cl100k_base) · ≈1.8k Claude" in report()


def test_startup_is_held_against_the_whole() -> None:
    assert "before anyone types: ≈660 Claude, 37 % of all" in report()


def test_it_is_told_what_the_startup_leaves_out() -> None:
    memory = "  not counted: ≈25 tokens around each file of memory, which name it"
    listing = "  6,077 of the characters go to skills that are built into Claude Code"
    assert memory in report().splitlines()
    assert listing not in report().splitlines()
    listed = Startup(listing_tokens=9, listing_characters=40, listing_budget_characters=8_000)
    assert listing in report(replace(FRAMEWORK, startup=listed)).splitlines()
    assert memory not in report(replace(FRAMEWORK, startup=listed)).splitlines()
    narrow = replace(listed, listing_budget_characters=500)
    assert "  500 of the characters go" in report(replace(FRAMEWORK, startup=narrow))


def test_closures_and_hot_modules_are_ranked() -> None:
    lines = report().splitlines()
    closures, hot = lines.index("Biggest closures"), lines.index("Most included")
    assert lines[closures + 2].split() == ["commands/plan.md", "1,000", "1,000", "1,500"]
    assert lines[hot + 2].split() == ["core/rules.md", "3", "500"]


def test_a_finding_says_where() -> None:
    assert "    commands/plan.md:12  @lost.md" in report().splitlines()


@given(st.integers(1, 900), st.integers(1, 9))
def test_findings_fit_on_a_page_and_each_is_shown_or_counted(number: int, kinds: int) -> None:
    findings = tuple(Finding(f"kind-{n % kinds}", f"{n}.md", n, "why") for n in range(number))
    text = report(replace(FRAMEWORK, findings=findings))
    left = [int(count) for count in re.findall(r"^    … (\d+) more$", text, re.MULTILINE)]
    assert len(text.splitlines()) <= 60
    assert text.count("  why") + sum(left) == number
    assert 0 not in left


def test_an_empty_framework_is_still_a_report() -> None:
    assert "0 modules" in report(Framework(root="/nowhere"))


def test_headings_are_bold_only_where_colour_is_wanted() -> None:
    coloured = scan_text.render(FRAMEWORK, Config(), width=100, colour=True)
    assert "\x1b[1mKinds\x1b[0m" in coloured
    assert "\x1b" not in report()


@given(st.text(st.characters(), max_size=40), st.integers(44, 200))
def test_no_name_escapes_the_page(name: str, width: int) -> None:
    hostile = Framework(
        root=name,
        modules=(a_module(name, dependents=1),),
        findings=(Finding(name, name, 1, name),),
    )
    text = report(hostile, width=width)
    assert all(cell_len(line) <= width for line in text.split("\n"))
    assert not any(category(character).startswith("C") for character in text.replace("\n", ""))
