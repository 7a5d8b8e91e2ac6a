"""What a framework was at a moment that later ones are held against."""

from __future__ import annotations

from collectors.baseline import NO_BASELINE, Baseline
from collectors.framework.module import Framework
from tests.dashboard.analysis.pasts import a_framework, a_text


def test_a_baseline_shares_the_modules_that_are_as_they_were() -> None:
    """It is the same, and takes no more memory than what changed since."""
    then = a_framework(a_text("a.md", 100), a_text("b.md", 100), a_text("gone.md", 100))
    now = a_framework(a_text("a.md", 100), a_text("b.md", 130), a_text("new.md", 100))
    baseline = Baseline("default", 1, then)
    shared = baseline.sharing(now)
    assert shared == baseline
    assert shared.framework.modules[0] is now.modules[0]
    assert shared.framework.modules[1:] == then.modules[1:]


def test_there_is_nothing_to_share_before_the_first_scan() -> None:
    assert NO_BASELINE.sharing(Framework()) == NO_BASELINE
