"""What `perfdash check --format json` prints."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import Any

import orjson

from collectors.baseline import NO_BASELINE
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.gating.ruling import Outcome, Rule
from dashboard.export import check_json
from tests.dashboard.export.outcomes import BASELINE, GROWN, KEPT, NOISY, an_outcome
from tests.dashboard.export.schemas import check


def document(outcome: Outcome | None = None) -> Any:
    decoded = orjson.loads(check_json.render(outcome or an_outcome(), "1.2.3"))
    check(decoded, "check.schema.json")
    return decoded


def test_failures_notes_and_passes_are_told_apart() -> None:
    found = document()
    assert found["counts"] == {"failed": 2, "noted": 1, "passed": 1}
    assert [len(found[part]) for part in ("failures", "notes", "passes")] == [2, 1, 1]
    assert found["passed"] is False


def test_a_failure_names_module_numbers_cause_and_command() -> None:
    (failure, *_) = document()["failures"]
    assert (failure["module"], failure["rule"]) == ("commands/plan.md", "growth")
    assert (failure["baseline"], failure["current"], failure["limit"]) == (2_104, 2_735, 2_104)
    assert failure["cause"]["subject"] == "Plan more"
    assert failure["again"] == "perfdash check --no-timing"


def test_an_exact_figure_has_a_ratio_without_doubt() -> None:
    (failure, *_) = document()["failures"]
    assert failure["evidence"] == "exact"
    assert failure["low"] == failure["ratio"] == failure["high"] == 2_735 / 2_104


def test_what_was_timed_has_an_interval() -> None:
    (note,) = document()["notes"]
    assert (note["low"], note["ratio"], note["high"], note["blocks"]) == (1.05, 1.31, 1.62, 25)


def test_a_ratio_without_an_end_is_null() -> None:
    assert NOISY.interval
    endless = replace(NOISY, interval=replace(NOISY.interval, high=inf))
    assert document(an_outcome(endless))["notes"][0]["high"] is None


def test_a_check_of_limits_alone_is_against_null() -> None:
    found = document(replace(an_outcome(KEPT), baseline=NO_BASELINE))
    assert found["against"] is None
    assert found["passed"] is True


def test_what_is_of_no_commit_has_no_revision() -> None:
    unsaved = replace(GROWN, cause=replace(GROWN.cause, revision=""))
    files = replace(BASELINE, revision="")
    found = document(replace(an_outcome(unsaved), baseline=files))
    assert found["against"]["revision"] is None
    assert found["failures"][0]["cause"]["revision"] is None


def test_every_rule_and_standing_is_in_the_schema() -> None:
    rulings = [replace(GROWN, rule=rule) for rule in Rule]
    rulings += [replace(GROWN, standing=standing) for standing in Standing]
    assert document(an_outcome(*rulings))["counts"]["failed"] == len(rulings)


def test_a_name_that_is_not_unicode_is_escaped() -> None:
    odd = document(an_outcome(replace(GROWN, module="bad\udcff.md")))
    assert odd["failures"][0]["module"] == "bad\\udcff.md"
