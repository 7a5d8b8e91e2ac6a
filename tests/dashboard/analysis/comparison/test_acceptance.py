"""Growth that was accepted, and what follows from it."""

from __future__ import annotations

from math import inf

import pytest

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.acceptance import ACCEPTED, excused
from dashboard.analysis.comparison.standing import Evidence, Regression, Standing
from tests.dashboard.analysis.checks import a_file, a_framework

NOW = a_framework(a_file("plan.md", 130))


def worse(
    metric: str = "module_tokens",
    unit: str = "tokens",
    *,
    module: str = "plan.md",
    standing: Standing = Standing.REGRESSION,
    limit: float = inf,
) -> Regression:
    return Regression(
        key="1" * 16,
        standing=standing,
        severity=Severity.CRITICAL,
        metric=metric,
        module=module,
        baseline=100,
        current=130,
        unit=unit,
        evidence=Evidence.EXACT,
        ratio=1.3,
        low=1.3,
        high=1.3,
        limit=limit,
    )


def judged(regression: Regression, key: str = "plan.md", tokens: int = 130) -> Regression:
    (found,) = excused([regression], ((key, tokens),), NOW)
    return found


@pytest.mark.parametrize(
    "regression",
    [
        worse(),
        worse("module_bytes", "bytes"),
        worse("load_seconds", "seconds"),
        worse("load_peak_bytes", "bytes", standing=Standing.GROWTH),
    ],
    ids=lambda it: it.metric,
)
def test_what_follows_from_accepted_text_is_growth(regression: Regression) -> None:
    found = judged(regression)
    assert (found.standing, found.severity) == (Standing.GROWTH, Severity.INFO)
    assert found.detail == ACCEPTED


def test_bytes_of_all_files_follow_from_their_tokens() -> None:
    whole = worse("framework_bytes", "bytes", module="")
    assert judged(whole, "total", 130).standing is Standing.GROWTH
    assert judged(whole, "startup").standing is Standing.REGRESSION


def test_more_than_was_accepted_is_not_excused() -> None:
    assert judged(worse(), tokens=129) == worse()


def test_another_module_is_not_excused() -> None:
    assert judged(worse(module="other.md")) == worse(module="other.md")


def test_a_limit_that_is_broken_is_not_excused() -> None:
    assert judged(worse(limit=129)) == worse(limit=129)


def test_a_broken_reference_is_not_excused() -> None:
    broken = worse("references_missing", "references")
    assert judged(broken) == broken


@pytest.mark.parametrize("standing", [Standing.SUSPECT, Standing.NOISY, Standing.IMPROVED])
def test_what_is_no_worse_for_sure_stays_what_it_is(standing: Standing) -> None:
    assert judged(worse(standing=standing)).standing is standing
