"""How loads stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.baseline import Block, Commit
from collectors.metrics import CATALOGUE
from dashboard import standing_words
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.alerting.regressed import regressed
from dashboard.analysis.comparison.attribution import attribution
from dashboard.analysis.comparison.recorded import Recorded
from dashboard.analysis.comparison.settlement import settlements
from dashboard.analysis.comparison.shift import shift
from dashboard.analysis.comparison.standing import Cause, Evidence, Standing
from dashboard.analysis.comparison.suspicion import Suspicion
from dashboard.analysis.comparison.timed import settled, suspected
from dashboard.analysis.flag import flagged
from tests.dashboard.analysis.pasts import a_baseline, a_comparison, a_framework, a_text

BEFORE, AFTER = a_framework(a_text("a.md", 100)), a_framework(a_text("a.md", 130))
BASELINE = a_baseline(BEFORE)
COMMIT = Commit("c0ffee", 7, "Ann", "Say more", ("a.md",))
CAUSES = attribution(BASELINE, shift(BASELINE, AFTER), (), (COMMIT,), Recorded.of(()))


def test_a_slowdown_on_a_load_over_its_limit_is_worse() -> None:
    comparison = a_comparison("a.md", BEFORE, AFTER, ratio=1.15)
    (settlement,) = settlements(BASELINE, AFTER, (comparison,))
    for over, severity in ((False, Severity.WARNING), (True, Severity.CRITICAL)):
        (found,) = settled(settlement, CAUSES, is_over_limit=over)
        assert (found.standing, found.severity) == (Standing.REGRESSION, severity)


def test_a_slowdown_too_small_for_a_warning_is_growth() -> None:
    comparison = replace(
        a_comparison("a.md", BEFORE, AFTER, ratio=1.5),
        blocks=(Block(60e-6, 90e-6, 1e-6),) * 5,
    )
    (settlement,) = settlements(BASELINE, AFTER, (comparison,))
    (found,) = settled(settlement, CAUSES, is_over_limit=False)
    assert (found.standing, found.severity) == (Standing.GROWTH, Severity.INFO)
    assert standing_words.standing(found) == "+ growth"
    assert [flag.word for flag in flagged([found])] == ["slower"]


def test_a_slowdown_names_the_newest_commit_of_what_is_loaded() -> None:
    comparison = a_comparison("a.md", BEFORE, AFTER, ratio=1.15)
    (settlement,) = settlements(BASELINE, AFTER, (comparison,))
    (found,) = settled(settlement, CAUSES, is_over_limit=False)
    assert (found.cause.revision, found.cause.paths) == ("c0ffee", ("a.md",))


def test_less_memory_is_an_improvement() -> None:
    comparison = replace(
        a_comparison("a.md", BEFORE, AFTER, ratio=1.0),
        baseline_peak_bytes=1_000_000,
        current_peak_bytes=700_000,
    )
    (settlement,) = settlements(BASELINE, AFTER, (comparison,))
    _, memory = settled(settlement, CAUSES, is_over_limit=False)
    assert (memory.standing, memory.metric) == (Standing.IMPROVED, "load_peak_bytes")
    assert memory.severity is Severity.INFO


@pytest.mark.parametrize(("peak", "told"), [(1_010_000, 1), (1_010_001, 2)])
def test_a_hundredth_more_memory_is_what_the_same_content_allocates(peak: int, told: int) -> None:
    comparison = replace(
        a_comparison("a.md", BEFORE, AFTER, ratio=1.0),
        baseline_peak_bytes=1_000_000,
        current_peak_bytes=peak,
    )
    (settlement,) = settlements(BASELINE, AFTER, (comparison,))
    assert len([*settled(settlement, CAUSES, is_over_limit=False)]) == told


def test_memory_is_traced_once_and_claims_no_interval() -> None:
    comparison = replace(
        a_comparison("a.md", BEFORE, AFTER, ratio=1.0),
        baseline_retained_bytes=1_000_000,
        current_retained_bytes=1_500_000,
    )
    (settlement,) = settlements(BASELINE, AFTER, (comparison,))
    _, memory = settled(settlement, CAUSES, is_over_limit=False)
    assert memory.low == memory.high == memory.ratio == 1.5
    assert standing_words.sentence(memory) == "50 % larger, one traced load each"
    assert memory.metric in CATALOGUE
    (alert,) = regressed((replace(memory, cause=Cause()),), told=())
    assert alert.detail == "1.50 times the baseline (one traced load each)"


def test_the_machine_has_no_cause_in_the_framework() -> None:
    slow = Suspicion("a.md", Standing.ENVIRONMENT, 0.01, 0.013, samples=40, ratio=1.3)
    found = suspected(slow, CAUSES)
    assert (found.cause, found.evidence) == (Cause(), Evidence.PASSIVE)
