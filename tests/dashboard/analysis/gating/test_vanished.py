"""References that lose their targets."""

from __future__ import annotations

from collectors.framework.reference import Reference, Syntax
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.gating.ruling import Ruling
from dashboard.analysis.gating.vanished import vanished
from tests.dashboard.analysis.checks import a_file, a_framework
from tests.dashboard.builders import a_reference

FOUND = a_reference("steps.md", path="steps.md", syntax=Syntax.INCLUDE_PATH)
LOST = a_reference("steps.md", syntax=Syntax.INCLUDE_PATH)


def compared(before: tuple[Reference, ...], now: tuple[Reference, ...]) -> list[Ruling]:
    old = a_framework(a_file("plan.md", text="same", references=before))
    return [*vanished(old, a_framework(a_file("plan.md", text="same", references=now)))]


def test_a_target_that_is_gone_is_named_with_its_line() -> None:
    (found,) = compared((FOUND,), (LOST,))
    assert (found.severity, found.standing) == (Severity.WARNING, Standing.REGRESSION)
    assert (found.name, found.module, found.line) == ("plan.md → steps.md", "plan.md", 1)


def test_what_was_missing_already_passes() -> None:
    (found,) = compared((LOST,), (LOST,))
    assert (found.severity, found.standing, found.current) == (None, Standing.OK, 1)


def test_a_target_that_is_found_again_is_an_improvement() -> None:
    (found,) = compared((LOST,), (FOUND,))
    assert (found.severity, found.standing) == (None, Standing.IMPROVED)


def test_a_target_named_in_two_ways_is_missed_once() -> None:
    again = a_reference("steps.md", syntax=Syntax.AT_IMPORT)
    assert len(compared((), (LOST, again))) == 1


def test_a_broken_link_is_no_missing_reference() -> None:
    link = a_reference("steps.md", syntax=Syntax.MARKDOWN_LINK)
    (found,) = compared((), (link,))
    assert found.severity is None


def test_a_moved_file_may_miss_what_it_missed() -> None:
    old = a_framework(a_file("plan.md", text="same", references=(LOST,)))
    new = a_framework(a_file("dev/plan.md", text="same", references=(LOST,)))
    assert [it.severity for it in vanished(old, new)] == [None]


def test_a_moved_file_that_misses_more_is_told() -> None:
    old = a_framework(a_file("plan.md", text="same", references=(FOUND,)))
    new = a_framework(a_file("dev/plan.md", text="same", references=(LOST,)))
    assert [it.name for it in vanished(old, new)] == ["dev/plan.md → steps.md"]


def test_a_new_file_may_miss_nothing() -> None:
    new = a_framework(a_file("plan.md", references=(LOST,)))
    assert [it.name for it in vanished(a_framework(a_file("other.md")), new)] == [
        "plan.md → steps.md"
    ]
