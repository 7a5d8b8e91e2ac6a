"""Whose content changed, and since when."""

from __future__ import annotations

from collectors.model import Run, Trigger
from dashboard.analysis.comparison.recorded import Recorded
from dashboard.analysis.comparison.shift import changed, moments, shift
from tests.dashboard.analysis.pasts import PINNED, a_baseline, a_framework, a_text
from tests.dashboard.builders import NOW, a_series

BEFORE = a_framework(a_text("a.md", includes=("b.md",)), a_text("b.md", 50), a_text("c.md"))
AFTER = a_framework(a_text("a.md", includes=("b.md",)), a_text("b.md", 60), a_text("c.md"))
BETWEEN = shift(a_baseline(BEFORE), AFTER)


def test_what_includes_a_changed_file_has_changed() -> None:
    assert changed(BETWEEN) == {"a.md", "b.md"}


def test_what_included_a_file_that_is_gone_has_changed() -> None:
    after = a_framework(a_text("a.md", includes=("b.md",)), a_text("c.md"))
    assert changed(shift(a_baseline(BEFORE), after)) == {"a.md", "b.md"}


def test_what_is_no_longer_included_has_changed_its_includer() -> None:
    after = a_framework(a_text("a.md", includes=()), a_text("b.md", 60), a_text("c.md"))
    between = shift(a_baseline(BEFORE), after)
    assert between.held("a.md", ("b.md", "c.md")) == ("b.md",)


def test_a_load_changes_when_a_file_it_reads_is_saved() -> None:
    saves = (Run(PINNED + 1, Trigger.SAVE, ("c.md",)), Run(PINNED + 2, Trigger.SAVE, ("b.md",)))
    assert moments(BETWEEN, saves, Recorded.of(())) == {
        "a.md": PINNED + 2,
        "b.md": PINNED + 2,
        "c.md": PINNED + 1,
    }


def test_only_the_newest_save_of_a_file_counts() -> None:
    saves = tuple(Run(PINNED + at, Trigger.SAVE, ("c.md",)) for at in (1, 5, 9))
    assert moments(BETWEEN, saves, Recorded.of(())) == {"c.md": PINNED + 9}


def test_a_change_that_nobody_watched_is_known_by_its_size() -> None:
    sizes = (
        a_series("module_bytes", [200.0, 240.0], end=NOW - 7, module="b.md"),
        a_series("module_bytes", [400.0], end=NOW - 3, module="c.md"),
    )
    assert moments(BETWEEN, (), Recorded.of(sizes)) == {"a.md": NOW - 7, "b.md": NOW - 7}
