from __future__ import annotations

from dashboard import cause_words, units
from dashboard.analysis.comparison.standing import Cause
from dashboard.safe_text import safe_text
from tests.dashboard.builders import NOW
from tests.dashboard.worse import PINNED, a_worse_reading


def test_a_commit_is_told_with_its_author_and_subject() -> None:
    cause = Cause(NOW, "0a1b2c3d4e", "Ada", "Plan more", ("plan.md",))
    said = cause_words.cause(cause, NOW)
    assert said == f"commit 0a1b2c3 Plan more (Ada) {units.clock(NOW)}"


def test_commits_that_nobody_measured_apart_are_not_told_apart() -> None:
    said = [
        cause_words.cause(Cause(NOW, "0a1b2c3d4e", others=others), NOW).removeprefix("commit ")
        for others in (1, 2)
    ]
    when = f"0a1b2c3 {units.clock(NOW)}"
    assert said == [f"{when} or the one before it", f"{when} or one of 2 before it"]


def test_a_save_is_told_with_its_files() -> None:
    cause = Cause(NOW, paths=("a.md", "b.md", "c.md"))
    said = cause_words.cause(cause, NOW)
    assert said == f"save {units.clock(NOW)} a.md, b.md and 1 more"


def test_nothing_is_said_of_a_cause_that_nobody_knows() -> None:
    assert cause_words.cause(Cause(), NOW) == ""
    assert cause_words.cause(Cause(at=NOW), NOW) == f"about {units.clock(NOW)}"


def test_the_baseline_is_told_with_its_commit_and_its_day() -> None:
    said = cause_words.baseline(a_worse_reading().snapshot)
    assert said == f"default, commit 0a1b2c3, automatic, {units.moment(PINNED, NOW)}"


def test_what_nobody_watched_lies_between_two_moments() -> None:
    hours = Cause(NOW, after=NOW - 7_200_000)
    said = f"between {units.clock(NOW - 7_200_000)} and {units.clock(NOW)}"
    assert cause_words.cause(hours, NOW) == said
    assert cause_words.cause(Cause(NOW, after=NOW - 5_000), NOW) == f"about {units.clock(NOW)}"


def test_names_from_outside_are_made_harmless() -> None:
    cause = Cause(NOW, "0a1b2c3d", "\x1b[2JAda", "\x1b]0;x\x07", ("\x1b[31m.md",))
    said = cause_words.cause(cause, NOW) + cause_words.paths(cause.paths)
    assert said == safe_text(said)
