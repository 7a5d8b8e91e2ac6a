"""What a check writes as JUnit XML."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.gating.ruling import Outcome
from dashboard.export import check_junit
from tests.dashboard.export.outcomes import GROWN, LOST, an_outcome

PAGE = """\
<?xml version='1.0' encoding='UTF-8'?>
<testsuites>
  <testsuite name="perfdash" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="perfdash.reference" name="commands/plan.md → steps.md" time="0">
      <failure type="warning" message="0 → 1 references">0 → 1 references
include-path: its target is not there
where: commands/plan.md:12
again: perfdash check --no-timing</failure>
    </testcase>
  </testsuite>
</testsuites>"""


def suite(outcome: Outcome) -> ET.Element:
    found = ET.fromstring(check_junit.render(outcome).encode()).find("testsuite")
    assert found is not None
    return found


def test_each_figure_is_a_case_and_failures_are_counted() -> None:
    found = suite(an_outcome())
    assert (found.get("tests"), found.get("failures")) == ("4", "2")
    assert [case.get("classname") for case in found] == [
        "perfdash.growth",
        "perfdash.reference",
        "perfdash.load",
        "perfdash.budget",
    ]


def test_a_failure_says_figures_cause_and_command() -> None:
    failure = suite(an_outcome()).find("testcase/failure")
    assert failure is not None
    assert failure.text is not None
    assert failure.get("type") == "critical"
    assert "cause: ffffffffffff Plan more" in failure.text
    assert "again: perfdash check --no-timing" in failure.text


def test_a_note_is_what_a_passed_case_printed() -> None:
    (_, _, noted, passed) = suite(an_outcome())
    assert [child.tag for child in noted] == ["system-out"]
    assert len(passed) == 0


def test_a_missing_reference_is_a_failure_with_file_and_line() -> None:
    assert check_junit.render(an_outcome(LOST)) == PAGE


def test_a_case_has_no_attribute_but_those_of_the_schema() -> None:
    assert {name for case in suite(an_outcome()) for name in dict(case.items())} == {
        "classname",
        "name",
        "time",
    }


@given(st.text(st.characters(codec=None)))
def test_any_name_makes_valid_xml(name: str) -> None:
    odd = replace(GROWN, name=name, module=name, detail=name, again=name)
    assert len(suite(an_outcome(odd))) == 1
