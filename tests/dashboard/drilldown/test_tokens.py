from __future__ import annotations

import pytest

from dashboard import units
from dashboard.drilldown.tokens import ModuleTokensPanel
from tests.dashboard.harbor import SAVED, a_reading
from tests.dashboard.worse import COMMITTED, RELEASE, STEPS, a_worse_reading

PATH = ".claude/commands/release.md"


def test_own_eager_and_full_tokens_are_told_apart() -> None:
    drawn = ModuleTokensPanel(1, PATH).draw(a_reading(), 70, 12).plain
    assert "own 3,410" in drawn
    assert "full 41,250" in drawn


def test_the_estimate_for_claude_is_marked_and_says_for_which() -> None:
    headline = "".join(
        piece.text for line in ModuleTokensPanel(1, PATH).headline(a_reading()) for piece in line
    )
    assert "≈" in headline
    assert "for claude-legacy" in headline
    assert "▲ +412" in headline


def test_saves_of_what_a_module_loads_are_listed_and_marked() -> None:
    saved = ModuleTokensPanel(1, "components/quality/checks.md").draw(a_reading(), 70, 14).plain
    unsaved = ModuleTokensPanel(1, "CLAUDE.md").draw(a_reading(), 70, 14).plain
    assert f"● {units.clock(SAVED)}" in saved
    assert saved.splitlines()[-2].rstrip().endswith("●")
    assert "neither saved nor committed within the window" in unsaved


def test_a_commit_is_marked_where_it_lies_in_time() -> None:
    drawn = ModuleTokensPanel(1, RELEASE).draw(a_worse_reading(), 70, 14).plain
    assert f"◆ {units.clock(COMMITTED)}" in drawn
    assert drawn.splitlines()[-2].index("◆") < 30


def test_what_was_gained_since_the_baseline_says_since_what() -> None:
    drawn = ModuleTokensPanel(1, STEPS).draw(a_worse_reading(), 90, 14).plain
    assert "baseline 1,060 ▲ +180" in drawn
    assert "since commit 7fd2c1e Plan in smaller steps" in drawn


def test_a_file_that_is_gone_says_so() -> None:
    assert "gone" in ModuleTokensPanel(1, "gone.md").draw(a_reading(), 70, 12).plain


@pytest.mark.parametrize("height", range(1, 12))
def test_no_height_is_too_small(height: int) -> None:
    drawn = ModuleTokensPanel(1, PATH).draw(a_reading(), 40, height).plain
    assert len(drawn.splitlines()) <= height
