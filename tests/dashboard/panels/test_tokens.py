"""The tokens panel."""

from __future__ import annotations

import pytest

from collectors.framework.module import Framework
from collectors.model import Run, Trigger
from dashboard.panels.tokens import draw, headline
from tests.dashboard.builders import NOW, a_module, a_series
from tests.dashboard.panels.readings import SIZES, a_framework, a_full_reading, a_reading
from tests.dashboard.pieces import words
from tests.dashboard.worse import a_worse_reading

LARGE = "commands/large.md"


def drawn(width: int = 75, height: int = 14) -> list[str]:
    return draw(a_full_reading(), width, height).plain.splitlines()


def test_the_title_has_total_startup_and_an_estimate_that_says_of_what() -> None:
    assert words(headline(a_full_reading())) == [
        "total 200 ▲ +412",
        "startup 11,964",
        "≈14.4k claude-legacy",
    ]


def test_startup_is_split_into_its_parts() -> None:
    first = drawn()[0]
    assert first.startswith("startup 11,964  memory 8,120 █")
    assert first.index("listing 2,310 █") < first.index("agents 1,534 █")


def test_the_window_is_said_to_be_used_and_left() -> None:
    available = [
        a_series("context_available_ratio", [ratio], module=module)
        for module, ratio in ((LARGE, 0.7), ("commands/small.md", 0.8))
    ]
    window = draw(a_reading(*available, framework=a_framework()), 75, 14).plain
    assert f"window 200k  used at start 6.0 %  {LARGE} leaves 70 %" in window
    narrow = draw(a_reading(*available, framework=a_framework()), 50, 14).plain
    assert "window 200k  at start 6.0 %  biggest leaves 70 %" in narrow


def test_what_was_not_measured_is_a_dash() -> None:
    plain = draw(a_reading(framework=a_framework()), 75, 14).plain
    assert "biggest leaves –" in plain
    assert "since start –" in plain


def test_the_last_save_is_named_with_what_it_changed() -> None:
    assert f"since start ▲ +412  since saving {LARGE} ▲ +412" in "\n".join(drawn())


def test_a_save_of_many_files_names_one() -> None:
    save = Run(NOW - 2_000, Trigger.SAVE, ("a.md", "b.md", "c.md"))
    total = a_series("framework_tokens", [100.0, 90.0])
    reading = a_reading(total, framework=a_framework(), runs=(save,))
    assert "since saving a.md and 2 more ▼ −10" in draw(reading, 75, 14).plain


def test_closures_stand_largest_first_with_what_they_gained() -> None:
    row = next(line for line in drawn() if line.startswith(LARGE))
    assert row.split()[-5:] == ["14,210", "▲", "+412", "3.0", "%"]
    assert row.count("█") > 15
    assert drawn()[-1].startswith("commands/small.md")


def test_a_narrow_panel_says_what_was_gained_in_tokens_alone() -> None:
    row = next(line for line in drawn(width=54) if "14,210" in line)
    assert row.endswith("14,210     ▲ +412")


def test_what_another_closure_holds_is_not_listed_beside_it() -> None:
    modules = (a_module("a.md", full_tokens=900), a_module("part.md", tokens=800, dependents=1))
    plain = draw(a_reading(framework=Framework(modules=modules)), 75, 14).plain
    assert "part.md" not in plain


def test_without_a_scan_it_says_what_it_waits_for() -> None:
    assert "first scan" in draw(a_reading(), 75, 14).plain
    assert headline(a_reading()) == ()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_startup_and_the_largest_closure_are_the_last_to_go(width: int, height: int) -> None:
    lines = drawn(width, height)
    assert lines[0].startswith("startup")
    assert any("14,210" in line for line in lines)
    assert len(lines) <= height


def test_changes_are_held_against_the_baseline_where_there_is_one() -> None:
    drawn = draw(a_worse_reading(), 78, 12).plain
    assert "since baseline ▲ +592" in drawn
    assert "Δ since baseline" in drawn
    (plan,) = (row for row in drawn.splitlines() if row.startswith("/plan"))
    assert "▲ +180" in plan
