"""Where time and tokens go."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.module import Framework, Kind
from dashboard.analysis.bottleneck import bottlenecks
from dashboard.analysis.health import Bottleneck
from dashboard.snapshot import Series
from tests.dashboard.analysis.pasts import a_framework, a_text
from tests.dashboard.builders import a_series, a_snapshot


def found(*series: Series, framework: Framework | None = None) -> dict[tuple[str, str], Bottleneck]:
    ranked = bottlenecks(a_snapshot(*series, framework=framework))
    return {(it.kind, it.subject): it for it in ranked}


def a_load(module: str, *, read: float, count: float) -> tuple[Series, ...]:
    phases = {"read": read, "count": count, "total": read + count}
    return tuple(
        a_series("load_seconds", [seconds] * 3, mode="cold", module=module, phase=phase)
        for phase, seconds in phases.items()
    )


def test_phases_are_ranked_by_what_they_take() -> None:
    ranked = found(*a_load("a", read=0.001, count=0.003), *a_load("b", read=0.001, count=0.003))
    assert list(ranked) == [("phase", "count"), ("phase", "read")]
    assert ranked["phase", "count"].share == pytest.approx(0.75)
    assert ranked["phase", "count"].saving == pytest.approx(0.006)


def test_a_slow_module_would_save_what_it_takes_over_the_median() -> None:
    loads = [a_load(name, read=0.0, count=0.002) for name in "abc"]
    slow = a_load("slow", read=0.0, count=0.010)
    it = found(*(series for load in loads for series in load), *slow)["slow", "slow"]
    assert it.saving == pytest.approx(0.008)
    assert it.share == pytest.approx(0.5)


def test_a_large_file_would_save_what_it_has_over_the_median() -> None:
    framework = a_framework(*(a_text(name, 100) for name in "abc"), a_text("large", 900))
    it = found(framework=framework)["large", "large"]
    assert (it.saving, it.detail) == (800, "9.0× the median file")
    assert it.share == pytest.approx(2 / 3)


def test_a_file_twice_the_median_is_not_large() -> None:
    texts = [a_text(name, 100) for name in "abc"]
    assert ("large", "d") not in found(framework=a_framework(*texts, a_text("d", 200)))
    assert ("large", "d") in found(framework=a_framework(*texts, a_text("d", 201)))


def test_what_many_load_is_hot() -> None:
    framework = a_framework(
        *(a_text(name, 50, includes=("hot",), full_tokens=250) for name in "abc"),
        a_text("hot", 200, kind=Kind.COMPONENT, dependents=3),
    )
    it = found(framework=framework)["hot", "hot"]
    assert it.saving == 600
    assert it.share == pytest.approx(0.8)
    assert it.detail.startswith("loaded by 3 of 3")


def test_what_one_loads_in_two_ways_is_not_hot() -> None:
    framework = a_framework(
        a_text("a", includes=("x", "y")),
        a_text("x", includes=("both",), kind=Kind.COMPONENT, dependents=1),
        a_text("y", includes=("both",), kind=Kind.COMPONENT, dependents=1),
        a_text("both", kind=Kind.COMPONENT, dependents=2),
    )
    assert "hot" not in {kind for kind, _ in found(framework=framework)}


def test_a_component_that_nobody_includes_is_never_used() -> None:
    framework = a_framework(
        a_text("a", includes=("used",)),
        a_text("used", kind=Kind.COMPONENT, dependents=1),
        a_text("unused", 60, kind=Kind.COMPONENT),
    )
    ranked = found(framework=framework)
    assert ranked["never-used", "unused"].saving == 60
    assert ("never-used", "used") not in ranked


def test_a_component_with_one_includer_would_save_one_file_a_load() -> None:
    framework = a_framework(
        a_text("a", includes=("b",)), a_text("b", kind=Kind.COMPONENT, dependents=1)
    )
    it = found(*a_load("a", read=0.004, count=0.004), framework=framework)["single-use", "b"]
    assert it.unit == "seconds"
    assert it.saving == pytest.approx(0.002)
    assert it.share == pytest.approx(0.25)


def test_a_component_that_is_loaded_alone_would_be_read_all_the_same() -> None:
    framework = a_framework(
        a_text("a", includes=("b",)), a_text("b", kind=Kind.COMPONENT, dependents=1)
    )
    loads = (*a_load("a", read=0.004, count=0.0), *a_load("b", read=0.002, count=0.0))
    assert found(*loads, framework=framework)["single-use", "b"].saving == pytest.approx(0.002)


def test_of_each_kind_the_five_worst_are_told() -> None:
    unused = (a_text(f"{number}", number + 1, kind=Kind.COMPONENT) for number in range(9))
    ranked = [it for it in found(framework=a_framework(*unused)) if it[0] == "never-used"]
    assert ranked == [("never-used", str(number)) for number in (8, 7, 6, 5, 4)]


def test_nothing_is_nobodys_bottleneck() -> None:
    assert bottlenecks(a_snapshot()) == ()


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from("abcde"), st.tuples(st.integers(0, 900), st.integers(0, 3))),
    st.dictionaries(st.sampled_from("abcxyz"), st.floats(0, 1e6)),
)
def test_savings_are_shares_of_what_there_is(
    texts: dict[str, tuple[int, int]], seconds: dict[str, float]
) -> None:
    framework = a_framework(
        *(
            a_text(path, tokens, kind=Kind.COMPONENT, dependents=dependents)
            for path, (tokens, dependents) in texts.items()
        )
    )
    loads = [series for name, it in seconds.items() for series in a_load(name, read=it, count=it)]
    ranked = bottlenecks(a_snapshot(*loads, framework=framework))
    assert all(it.saving > 0 and 0 <= it.share <= 1.001 for it in ranked)
    assert [it.share for it in ranked] == sorted((it.share for it in ranked), reverse=True)
