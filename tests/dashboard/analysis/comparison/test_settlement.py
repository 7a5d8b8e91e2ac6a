"""What timing side by side has settled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.baseline import Block
from collectors.framework.module import Framework
from dashboard.analysis.comparison.settlement import settlements
from dashboard.analysis.comparison.standing import Evidence, Standing
from tests.dashboard.analysis.pasts import a_baseline, a_comparison, a_framework, a_text

BEFORE = a_framework(a_text("a.md", 100), a_text("b.md", 50))
AFTER = a_framework(a_text("a.md", 130), a_text("b.md", 50))
BASELINE = a_baseline(BEFORE)


@pytest.mark.parametrize(
    ("ratio", "standing"),
    [(1.3, Standing.REGRESSION), (1.0, Standing.OK), (0.7, Standing.IMPROVED)],
)
def test_blocks_decide(ratio: float, standing: Standing) -> None:
    comparison = a_comparison("a.md", BEFORE, AFTER, ratio=ratio)
    (settled,) = settlements(BASELINE, AFTER, (comparison,))
    assert settled.standing is standing
    assert settled.current_seconds == pytest.approx(0.010 * ratio)


def test_two_blocks_do_not_decide() -> None:
    comparison = a_comparison("a.md", BEFORE, AFTER, ratio=1.3, blocks=2)
    (settled,) = settlements(BASELINE, AFTER, (comparison,))
    assert (settled.standing, settled.detail) == (Standing.SUSPECT, "not yet decided")


def test_what_stays_unclear_says_so() -> None:
    noisy = tuple(Block(0.010, 0.005 if number % 2 else 0.020, 0.0002) for number in range(25))
    comparison = replace(a_comparison("a.md", BEFORE, AFTER, ratio=1), blocks=noisy)
    (settled,) = settlements(BASELINE, AFTER, (comparison,))
    assert (settled.standing, settled.detail) == (Standing.NOISY, "cannot resolve 10 % here")


def test_a_comparison_of_other_content_says_nothing() -> None:
    other = a_framework(a_text("a.md", 140), a_text("b.md", 50))
    comparison = a_comparison("a.md", BEFORE, other, ratio=1.3)
    assert settlements(BASELINE, AFTER, (comparison,)) == ()


def test_a_module_that_is_not_there_says_nothing() -> None:
    empty = a_comparison("gone.md", BEFORE, AFTER, ratio=1.3)
    assert settlements(BASELINE, AFTER, (empty,)) == ()


def test_the_newest_comparison_counts() -> None:
    old = replace(a_comparison("a.md", BEFORE, AFTER, ratio=1.3), at=1)
    new = replace(a_comparison("a.md", BEFORE, AFTER, ratio=1.0), at=2)
    (settled,) = settlements(BASELINE, AFTER, (new, old))
    assert settled.standing is Standing.OK


def test_fresh_processes_are_told_apart() -> None:
    comparison = a_comparison("a.md", BEFORE, AFTER, ratio=1.0)
    (settled,) = settlements(BASELINE, AFTER, (replace(comparison, fresh_processes=True),))
    assert settled.evidence is Evidence.PROCESSES


def test_without_blocks_nothing_crashes() -> None:
    comparison = a_comparison("a.md", BEFORE, AFTER, ratio=1.0, blocks=0)
    (settled,) = settlements(BASELINE, AFTER, (comparison,))
    assert (settled.baseline_seconds, settled.standing) == (0.0, Standing.SUSPECT)


def test_an_empty_framework_settles_nothing() -> None:
    comparison = a_comparison("a.md", BEFORE, AFTER, ratio=1.0)
    assert settlements(a_baseline(Framework()), Framework(), (comparison,)) == ()
