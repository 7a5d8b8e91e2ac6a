from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from dashboard import standing_words, units
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.alerting.concern import Concern
from dashboard.analysis.comparison.standing import Cause, Evidence, Standing
from dashboard.piece import measure, muted
from dashboard.safe_text import safe_text
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.analysis.differing import a_regression, exactly
from tests.dashboard.builders import NOW
from tests.dashboard.worse import PINNED, a_worse_reading


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_a_sign_of_one_cell_a_word_and_a_meaning(standing: Standing) -> None:
    it = a_regression(standing=standing)
    sign, _, word = standing_words.standing(it).partition(" ")
    assert measure((muted(sign),)) == 1
    assert word
    assert standing_words.meaning(it).endswith(".")


def test_signs_tell_standings_apart() -> None:
    assert len(set(standing_words.SIGNS.values())) == len(Standing)
    assert set(standing_words.SEVERITIES) == set(Severity)


def test_a_change_of_time_has_an_interval() -> None:
    assert standing_words.change(a_regression()) == "+19 % (+17 to +21 %)"
    assert standing_words.amounts(a_regression()) == "3.1 → 3.7 ms"


def test_the_interval_is_said_in_words() -> None:
    said = standing_words.sentence(a_regression())
    assert said == "19 % slower, between 17 and 21 %, 5 blocks in one process"


def test_an_interval_on_both_sides_names_both_directions() -> None:
    noisy = replace(a_regression(standing=Standing.NOISY), low=0.93)
    said = "anything between 7.0 % faster and 21 % slower, 5 blocks in one process"
    assert standing_words.sentence(noisy) == said
    assert standing_words.change(noisy) == "−7.0 to +21 %"
    slower = replace(noisy, low=1.02)
    assert "between 2.0 % slower and 21 % slower" in standing_words.sentence(slower)


def test_what_could_not_be_timed_at_all_claims_nothing() -> None:
    blind = replace(a_regression(standing=Standing.NOISY), ratio=1.0, low=0.0, high=inf, blocks=0)
    assert standing_words.change(blind) == ""
    assert standing_words.sentence(blind) == "nothing is known of it, 0 blocks in one process"


def test_an_exact_change_has_none() -> None:
    assert standing_words.change(exactly(2_000, 2_500)) == "+25 %"
    assert standing_words.sentence(exactly(2_000, 1_500)) == "25 % less, exact"
    assert standing_words.amounts(exactly(2_000, 2_500)) == "2,000 → 2,500 tokens"


def test_what_was_not_there_is_new() -> None:
    assert standing_words.change(exactly(0, 14)) == "new"


def test_units_that_differ_are_both_said() -> None:
    assert standing_words.amounts(exactly(292, 1_240, unit="bytes")) == "292 B → 1.2 kB"


def test_too_few_loads_give_no_percentage() -> None:
    few = replace(a_regression(standing=Standing.INSUFFICIENT), baseline=0.0)
    assert standing_words.change(few) == ""
    assert standing_words.amounts(few) == "3.7 ms"


def test_how_something_is_known_is_said() -> None:
    passive = replace(a_regression(), evidence=Evidence.PASSIVE, blocks=1)
    fresh = replace(a_regression(), evidence=Evidence.PROCESSES, blocks=12)
    memory = replace(a_regression(), unit="bytes", blocks=1)
    assert standing_words.evidence(passive) == "1 load, not side by side"
    assert standing_words.evidence(fresh) == "12 blocks in fresh processes"
    assert standing_words.evidence(memory) == "one traced load each"


def test_a_commit_is_told_with_its_author_and_subject() -> None:
    cause = Cause(NOW, "0a1b2c3d4e", "Ada", "Plan more", ("plan.md",))
    said = standing_words.cause(cause, NOW)
    assert said == f"commit 0a1b2c3 Plan more (Ada) {units.clock(NOW)}"


def test_a_save_is_told_with_its_files() -> None:
    cause = Cause(NOW, paths=("a.md", "b.md", "c.md"))
    said = standing_words.cause(cause, NOW)
    assert said == f"save {units.clock(NOW)} a.md, b.md and 1 more"


def test_nothing_is_said_of_a_cause_that_nobody_knows() -> None:
    assert standing_words.cause(Cause(), NOW) == ""
    assert standing_words.cause(Cause(at=NOW), NOW) == f"about {units.clock(NOW)}"


def test_a_part_is_part_of_the_metrics_name() -> None:
    assert standing_words.metric("framework_tokens", "command") == "all command tokens"
    assert standing_words.metric("startup_part_tokens", "memory") == "startup memory"
    assert standing_words.metric("some_new_metric") == "some new metric"


def test_a_concern_is_named_after_what_it_is_about() -> None:
    timed = Concern(regression=a_regression())
    busy = Concern(alert=an_alert("a", core="2"))
    assert standing_words.name(timed) == "load time of commands/plan.md"
    assert standing_words.name(busy) == "busy: core=2"


def test_the_baseline_is_told_with_its_commit_and_its_day() -> None:
    said = standing_words.baseline(a_worse_reading().snapshot)
    assert said == f"default, commit 0a1b2c3, automatic, {units.moment(PINNED, NOW)}"


@pytest.mark.parametrize("ratio", [0.0, 1e-300, 1.0, 1e300, inf])
def test_no_ratio_is_too_odd(ratio: float) -> None:
    odd = replace(a_regression(), ratio=ratio, low=ratio / 2, high=ratio)
    assert standing_words.sentence(odd)
    assert standing_words.change(odd)


def test_names_from_outside_are_made_harmless() -> None:
    cause = Cause(NOW, "0a1b2c3d", "\x1b[2JAda", "\x1b]0;x\x07", ("\x1b[31m.md",))
    said = standing_words.cause(cause, NOW) + standing_words.paths(cause.paths)
    assert said == safe_text(said)


def test_what_the_same_edit_changed_is_said_in_few_words() -> None:
    own = replace(exactly(120, 532, metric="module_tokens"), key="own")
    parts = (
        own,
        replace(exactly(200, 612), key="full", limit=500),
        replace(exactly(9, 421, metric="framework_tokens"), module="", key="all"),
        replace(exactly(300, 712), module="commands/build.md"),
    )
    assert standing_words.gained(own) == "+412 tokens"
    said = standing_words.along(Concern(None, own, parts=parts))
    assert said == "full over its limit of 500, all tokens, 1 module that loads it"


def test_what_stands_alone_has_nothing_along() -> None:
    own = exactly(120, 100)
    assert standing_words.along(Concern(None, own, parts=(own,))) == ""
    assert standing_words.gained(own) == f"{units.MINUS}20 tokens"


def test_what_was_counted_otherwise_claims_no_change() -> None:
    it = replace(exactly(100, 120), standing=Standing.ENVIRONMENT)
    assert standing_words.standing(it) == "~ recounted"
    assert standing_words.change(it) == ""
    assert standing_words.sentence(it) == "not comparable"


def test_what_nobody_watched_lies_between_two_moments() -> None:
    hours = Cause(NOW, after=NOW - 7_200_000)
    said = f"between {units.clock(NOW - 7_200_000)} and {units.clock(NOW)}"
    assert standing_words.cause(hours, NOW) == said
    assert standing_words.cause(Cause(NOW, after=NOW - 5_000), NOW) == f"about {units.clock(NOW)}"


def test_a_part_of_the_framework_is_told_by_what_is_wrong_with_it() -> None:
    title, labels = "framework_tokens against the baseline", (("part", "command"),)
    alert = replace(an_alert(), title=title, metric="framework_tokens", labels=labels)
    assert standing_words.about(alert) == "all command tokens against the baseline"
    named = replace(alert, title="too much")
    assert standing_words.about(named) == "too much: part=command"


def test_dollars_have_their_sign_and_no_word() -> None:
    assert standing_words.amount(2.27, "dollars") == "$2.27"
    assert standing_words.unit("dollars") == ""
