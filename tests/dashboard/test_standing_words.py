from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from dashboard import alert_words, standing_words, units
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.alerting.concern import Concern
from dashboard.analysis.comparison.standing import Evidence, Standing
from dashboard.piece import measure, muted
from tests.dashboard.analysis.differing import a_regression, exactly


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_a_sign_of_one_cell_a_word_and_a_meaning(standing: Standing) -> None:
    it = a_regression(standing=standing)
    sign, _, word = standing_words.standing(it).partition(" ")
    assert measure((muted(sign),)) == 1
    assert word
    assert standing_words.meaning(it).endswith(".")


def test_signs_tell_standings_apart() -> None:
    assert len(set(standing_words.SIGNS.values())) == len(Standing)
    assert set(alert_words.SEVERITIES) == set(Severity)


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


def test_what_was_not_there_is_called_new_and_not_too_few() -> None:
    it = replace(a_regression(standing=Standing.INSUFFICIENT), ratio=inf, baseline=0.0)
    assert (standing_words.standing(it), standing_words.change(it)) == ("… new", "")
    assert standing_words.meaning(it).startswith("It is new since the baseline")


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


@pytest.mark.parametrize("ratio", [0.0, 1e-300, 1.0, 1e300, inf])
def test_no_ratio_is_too_odd(ratio: float) -> None:
    odd = replace(a_regression(), ratio=ratio, low=ratio / 2, high=ratio)
    assert standing_words.sentence(odd)
    assert standing_words.change(odd)


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


def test_sizes_that_read_alike_are_told_in_bytes() -> None:
    kept = replace(a_regression(), unit="bytes", baseline=10_950.0, current=11_092.0)
    assert standing_words.amounts(kept) == "10,950 → 11,092 B"
    larger = replace(kept, current=13_000.0)
    assert standing_words.amounts(larger) == "11 → 13 kB"
