"""Which figures are told of as one."""

from __future__ import annotations

from math import inf

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.fold import Fold, folds, told_in
from dashboard.analysis.comparison.standing import Cause, Evidence, Regression, Standing

SAVE = Cause(500, paths=("shared.md",))


def a_figure(
    metric: str,
    module: str = "",
    *,
    gained: float = 400,
    severity: Severity = Severity.WARNING,
    limit: float = inf,
    cause: Cause = SAVE,
) -> Regression:
    unit = "bytes" if metric.endswith("bytes") else metric.rpartition("_")[2]
    standing = Standing.GROWTH if severity is Severity.INFO else Standing.REGRESSION
    return Regression(
        key=f"{metric} {module}",
        standing=standing,
        severity=severity,
        metric=metric,
        module=module,
        baseline=1_000,
        current=1_000 + gained,
        unit=unit,
        evidence=Evidence.EXACT,
        ratio=1.4,
        low=1.4,
        high=1.4,
        cause=cause,
        limit=limit,
    )


OWN = a_figure("module_tokens", "shared.md")


def told(*found: Regression) -> list[list[str]]:
    return [[part.key for part in fold.parts] for fold in folds(found)]


def test_one_edit_of_one_module_is_told_once() -> None:
    full, total = a_figure("full_tokens", "shared.md"), a_figure("framework_tokens")
    size = a_figure("module_bytes", "shared.md", gained=1_600)
    (keys,) = told(full, total, size, OWN)
    assert keys == [OWN.key, full.key, size.key, total.key]


def test_a_module_that_imports_what_it_did_not_is_told_by_its_closure() -> None:
    figures = {
        it: a_figure(it, "shared.md", gained=9_000) for it in ("full_tokens", "eager_tokens")
    }
    full, eager = figures.values()
    startup = a_figure("startup_tokens", gained=9_100)
    assert told(startup, OWN, eager, full) == [[full.key, eager.key, OWN.key, startup.key]]


def test_what_an_import_does_not_explain_stands_for_itself() -> None:
    eager = a_figure("eager_tokens", "shared.md", gained=9_000)
    startup = a_figure("startup_tokens", gained=20_000)
    assert told(OWN, eager, startup) == [[eager.key, OWN.key], [startup.key]]


def test_what_loads_the_module_goes_along() -> None:
    loading = a_figure("full_tokens", "plan.md")
    assert told(OWN, loading) == [[OWN.key, loading.key]]


def test_what_is_over_its_own_limit_stands_for_itself() -> None:
    loading = a_figure("full_tokens", "plan.md", limit=1_200)
    total = a_figure("framework_tokens", limit=1_200)
    assert told(OWN, loading, total) == [[OWN.key], [loading.key], [total.key]]


def test_what_is_worse_than_the_edit_stands_for_itself() -> None:
    loading = a_figure("full_tokens", "plan.md", severity=Severity.CRITICAL)
    assert told(OWN, loading) == [[OWN.key], [loading.key]]


def test_what_the_edit_does_not_explain_stands_for_itself() -> None:
    more, less = (a_figure("full_tokens", name, gained=it) for name, it in (("a", 900), ("b", -9)))
    assert told(OWN, more, less) == [[OWN.key], [more.key], [less.key]]


def test_the_edit_of_several_files_explains_no_other_module() -> None:
    both = Cause(500, paths=("other.md", "shared.md"))
    loading = a_figure("full_tokens", "plan.md", cause=both)
    assert told(OWN, loading) == [[OWN.key], [loading.key]]


def test_what_differs_of_the_whole_is_told_once_by_cause() -> None:
    figures = [a_figure(it) for it in ("framework_bytes", "startup_tokens", "framework_tokens")]
    later = a_figure("listing_characters", cause=Cause(900))
    (whole, other) = told(*figures, later)
    assert whole == [figures[2].key, figures[1].key, figures[0].key]
    assert other == [later.key]


def test_the_worst_of_the_whole_speaks_for_it() -> None:
    mild, bad = a_figure("framework_tokens", severity=Severity.INFO), a_figure("startup_tokens")
    assert told(mild, bad) == [[bad.key, mild.key]]


def test_times_memory_and_references_are_told_one_by_one() -> None:
    alone = [
        a_figure("load_seconds", "shared.md"),
        a_figure("load_peak_bytes", "shared.md"),
        a_figure("references_missing"),
    ]
    assert told(OWN, *alone) == [[OWN.key], *([it.key] for it in alone)]


def test_the_whole_is_as_bad_as_its_worst_part() -> None:
    mild = a_figure("module_tokens", "shared.md", severity=Severity.INFO)
    whole = Fold((mild, a_figure("full_tokens", "shared.md", limit=1_100))).whole
    assert (whole.key, whole.severity) == (mild.key, Severity.WARNING)
    assert whole.standing is Standing.REGRESSION


def test_every_figure_is_told_somewhere() -> None:
    found = (OWN, a_figure("full_tokens", "plan.md"), a_figure("load_seconds", "plan.md"))
    assert {key: it.key for key, it in told_in(folds(found)).items()} == {
        found[0].key: OWN.key,
        found[1].key: OWN.key,
        found[2].key: found[2].key,
    }
