from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from collectors.baseline import Baseline, Environment, LoadStatistics
from collectors.framework.module import Framework, Startup
from dashboard.export.baseline_text import render, render_all
from tests.dashboard.builders import NOW, a_module

PINNED = Baseline(
    "before",
    NOW,
    Framework(modules=(a_module("a.md", tokens=1_200),), startup=Startup(memory_tokens=300)),
    environment=Environment("Abacus 9000", 2, "3.11.7", "0.1.0"),
    loads=(LoadStatistics("a.md", (0.1,)),),
)
COMMIT = replace(PINNED, name="default", revision="c" * 40, automatic=True)


def test_a_line_says_where_a_baseline_came_from() -> None:
    _, of_files, of_commit = render_all([PINNED, COMMIT], width=120).splitlines()
    assert of_files.startswith("before ")
    assert "  files on disk  " in of_files
    assert f"commit {'c' * 12}, automatic" in of_commit


def test_when_it_was_pinned_is_told_in_the_users_time() -> None:
    at = datetime(2026, 11, 20, 14, 30, 59).astimezone()
    pinned = replace(PINNED, at=round(at.timestamp() * 1000))
    for text in (render(pinned, width=120), render_all([pinned], width=120)):
        assert "2026-11-20 14:30" in text


def test_figures_line_up_under_their_names() -> None:
    header, row = render_all([PINNED], width=120).splitlines()
    assert len(header) == len(row)
    assert row.split()[-3:] == ["1", "1,200", "300"]


def test_what_was_measured_where_is_told() -> None:
    text = render(PINNED, width=120)
    assert "Abacus 9000, 2 cores, Python 3.11.7, perfdash 0.1.0" in text
    assert "modules: 1, " in text
    assert "with load times: 1" in text


def test_single_modules_are_left_out_unless_they_were_accepted() -> None:
    assert "a.md" not in render(PINNED, width=120)
    accepted = replace(PINNED, accepted=(("a.md", 1_500),))
    (row,) = (line for line in render(accepted, width=120).splitlines() if "a.md" in line)
    assert row.split() == ["a.md", "1,500", "accepted,", "was", "1,200"]


def test_no_line_is_wider_than_the_page() -> None:
    hostile = replace(PINNED, environment=Environment("\x1b]0;x\x07" * 60, 2, "3", "0"))
    assert all(len(line) <= 60 for line in render(hostile, width=60).splitlines())
    assert "\x1b" not in render(hostile, width=60)
