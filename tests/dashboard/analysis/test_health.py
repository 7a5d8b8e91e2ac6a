"""Which targets are met, and what that makes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.health import Health, Target, health


def a_target(
    value: float | None,
    *,
    name: str = "load time",
    limit: float = 1.0,
    below: bool = False,
    subject: str = "",
    degrading: bool = False,
) -> Target:
    return Target(name, "load_seconds", "seconds", limit, value, below, subject, degrading)


TARGETS = st.builds(
    a_target,
    st.none() | st.floats(0, 10),
    limit=st.floats(0, 10),
    below=st.booleans(),
    name=st.text(max_size=3),
    degrading=st.booleans(),
)


@pytest.mark.parametrize(
    ("met", "grade"), [(10, "A"), (9, "A"), (8, "B"), (7, "C"), (6, "D"), (5, "F"), (0, "F")]
)
def test_the_grade_is_the_share_of_targets_met(met: int, grade: str) -> None:
    found = health(a_target(0.5 if number < met else 2.0) for number in range(10))
    assert (found.grade, found.met, found.measured) == (grade, met, 10)


def test_what_was_not_measured_does_not_count() -> None:
    found = health([a_target(None), a_target(0.5)])
    assert (found.grade, found.met, found.measured) == ("A", 1, 1)
    assert health([a_target(None)]).grade == ""


def test_missed_targets_come_first_worst_first() -> None:
    values = (0.5, 3.0, 1.5, None)
    found = health(a_target(value) for value in values)
    assert [target.value for target in found.targets] == [3.0, 1.5, 0.5, None]


def test_a_reason_tells_whose_and_how_much() -> None:
    found = health([a_target(0.412, limit=0.2, subject="plan.md")])
    assert found.reasons == ("load time of plan.md is 412 ms, should be at most 200 ms",)


def test_a_target_that_is_met_and_getting_worse_is_a_reason() -> None:
    found = health([a_target(0.9, limit=0.7, below=True, degrading=True)])
    assert found.grade == "A"
    assert found.reasons[0].endswith("should be at least 700 ms, and is getting worse")


@pytest.mark.parametrize(
    ("value", "severity"),
    [(0.9, None), (0.65, Severity.INFO), (0.35, Severity.WARNING), (0.34, Severity.CRITICAL)],
)
def test_a_target_that_is_missed_by_far_is_worse(value: float, severity: Severity | None) -> None:
    assert a_target(value, limit=0.7, below=True).severity is severity


@given(st.lists(TARGETS, max_size=8, unique_by=lambda target: target.name), st.data())
def test_the_order_of_targets_does_not_matter(targets: list[Target], data: st.DataObject) -> None:
    assert health(data.draw(st.permutations(targets))) == health(targets)


@given(st.lists(TARGETS, max_size=8))
def test_no_target_crashes_it(targets: list[Target]) -> None:
    found = health(targets)
    assert 0 <= found.met <= found.measured <= len(targets)
    assert (found.grade == "") == (found.measured == 0)


def test_without_targets_there_is_no_health() -> None:
    assert health([]) == Health()
