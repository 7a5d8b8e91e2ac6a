"""How exact figures stand."""

from __future__ import annotations

from math import inf

from collectors.config import BudgetConfig, Config
from collectors.framework.module import Kind
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.attribution import attribution
from dashboard.analysis.comparison.difference import BETWEEN_KINDS, Difference, Figure
from dashboard.analysis.comparison.exact import exact
from dashboard.analysis.comparison.recorded import Recorded
from dashboard.analysis.comparison.shift import shift
from dashboard.analysis.comparison.standing import Regression, Standing
from tests.dashboard.analysis.pasts import a_baseline, a_framework, a_text

NOW = a_framework(a_text("a.md", kind=Kind.COMMAND))
NOBODY = attribution(a_baseline(NOW), shift(a_baseline(NOW), NOW), (), (), Recorded.of(()))


def judged(difference: Difference, config: Config | None = None) -> Regression:
    (found,) = exact((difference,), NOBODY, NOW, config or Config(thresholds=()))
    return found


def test_what_is_new_has_no_ratio_and_is_a_note() -> None:
    found = judged(Difference(Figure("module_tokens", "a.md"), 0, 900, detail="new"))
    assert (found.ratio, found.severity, found.detail) == (inf, Severity.INFO, "new")


def test_what_moved_may_still_break_a_budget() -> None:
    moved = Difference(Figure("full_tokens", "a.md"), 300, 500, counterpart="b.md")
    assert judged(moved).severity is Severity.INFO
    full = Config(thresholds=(), budget=BudgetConfig(command=500))
    assert judged(moved, full).severity is Severity.INFO
    tight = Config(thresholds=(), budget=BudgetConfig(command=450))
    broken = judged(moved, tight)
    assert (broken.standing, broken.severity) == (Standing.REGRESSION, Severity.CRITICAL)


def test_what_moved_between_kinds_is_no_regression() -> None:
    figure = Figure("framework_tokens", part="component")
    found = judged(Difference(figure, 300, 500, detail=BETWEEN_KINDS))
    assert (found.standing, found.severity) == (Standing.MOVED, Severity.INFO)
    assert judged(Difference(figure, 300, 500)).standing is Standing.REGRESSION


def test_what_was_not_counted_alike_is_the_environments() -> None:
    found = judged(Difference(Figure("framework_tokens"), 10, 900, rebased=True))
    assert (found.standing, found.severity) == (Standing.ENVIRONMENT, Severity.INFO)


def test_a_figure_keeps_its_key() -> None:
    small, large = (judged(Difference(Figure("full_tokens", "a.md"), 1, to)) for to in (2, 3))
    part = judged(Difference(Figure("framework_tokens", part="command"), 1, 2))
    whole = judged(Difference(Figure("framework_tokens"), 1, 2))
    assert small.key == large.key
    assert part.key != whole.key
