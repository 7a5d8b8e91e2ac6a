"""How rulings are said."""

from __future__ import annotations

import tomllib
from dataclasses import replace

from collectors.baseline import NO_BASELINE
from dashboard.analysis.comparison.standing import Cause
from dashboard.analysis.gating.ruling import Terms
from dashboard.export import check_words as words
from tests.dashboard.builders import NOW
from tests.dashboard.export.outcomes import BASELINE, GROWN, KEPT, LOST, NOISY, an_outcome


def test_a_summary_counts_what_failed_was_noted_and_passed() -> None:
    assert words.summary(an_outcome()) == "2 failed, 1 noted, 1 passed"


def test_growth_is_said_in_tokens_and_percent() -> None:
    assert words.amounts(GROWN) == "2,104 → 2,735 tokens, +30 %"


def test_a_budget_is_said_with_its_limit() -> None:
    assert words.amounts(KEPT) == "3,636 tokens, at most 4,000"


def test_the_least_growth_is_not_said_to_be_none() -> None:
    said = words.amounts(replace(GROWN, baseline=96_750, current=96_753))
    assert said.startswith("96,750 → 96,753 tokens, less than 0.1 % more")


def test_a_shrink_is_said_with_its_sign() -> None:
    assert "−50 %" in words.amounts(replace(GROWN, current=1_052, severity=None))


def test_a_load_is_said_with_its_interval_blocks_and_evidence() -> None:
    said = words.amounts(NOISY)
    assert said == "1.9 ms → 2.5 ms, 1.31× (1.05 to 1.62), 25 blocks, interleaved"


def test_a_limit_from_below_is_a_least_value() -> None:
    missed = replace(KEPT, current=0.4, limit=0.7, unit="ratio", severity=GROWN.severity)
    assert words.amounts(missed) == "40 %, at least 70 %"


def test_a_missing_reference_has_a_line() -> None:
    assert words.place(LOST) == "commands/plan.md:12"


def test_a_commit_is_named_with_author_day_and_files() -> None:
    said = words.cause(GROWN.cause)
    assert said == "ffffffffffff Plan more (Ada), 2027-01-15: commands/plan.md"


def test_what_is_not_committed_is_named_by_its_files() -> None:
    assert words.cause(Cause(paths=tuple("abcde"))) == "changed: a, b, c and 2 more"


def test_a_cause_that_nobody_knows_is_not_said() -> None:
    assert words.cause(Cause()) == ""


def test_a_date_that_is_none_is_a_dash() -> None:
    assert words.cause(Cause(at=10**18)) == "saved, –"


def test_a_commit_is_what_was_compared_with() -> None:
    assert words.against(BASELINE) == "default, commit 0a1b2c3d4e5f"
    assert words.against(replace(BASELINE, name=BASELINE.revision)) == "commit 0a1b2c3d4e5f"
    assert words.against(replace(BASELINE, revision="", at=NOW)) == "default, pinned 2027-01-15"
    assert words.against(NO_BASELINE) == "nothing: limits alone"


def test_what_grew_is_accepted_by_toml_that_can_be_read() -> None:
    odd = replace(GROWN, name='a "b"\x1b[m\n.md')
    sentence, *toml = words.acceptance(an_outcome(odd, LOST))
    assert sentence.startswith("perfdash baseline accept accepts what grew")
    assert tomllib.loads("\n".join(toml)) == {"budget": {"accepted": {odd.name: 2_735}}}


def test_a_commit_that_is_no_baseline_takes_no_acceptance() -> None:
    bare = replace(an_outcome(GROWN), baseline=replace(BASELINE, name=BASELINE.revision))
    assert words.acceptance(bare)[0].startswith("this in perfdash.toml")


def test_another_baseline_and_another_folder_are_named() -> None:
    outcome = replace(
        an_outcome(GROWN), baseline=replace(BASELINE, name="v1"), terms=Terms("dev prompts")
    )
    accept = "perfdash baseline accept --name v1 --root 'dev prompts' accepts"
    assert words.acceptance(outcome)[0].startswith(accept)


def test_where_nothing_grew_there_is_nothing_to_accept() -> None:
    assert words.acceptance(an_outcome(LOST, KEPT)) == ()
