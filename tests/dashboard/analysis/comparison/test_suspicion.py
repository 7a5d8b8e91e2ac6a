"""Whose stored loads look slower, and whether the machine is to blame."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from math import inf
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.baseline import Baseline
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.comparison.suspicion import Occasion, Suspicion, suspicions
from dashboard.snapshot import Series
from tests.dashboard.analysis.pasts import a_baseline, a_framework, a_text
from tests.dashboard.builders import NOW, a_series

STEP = 5_000


def loads(seconds: float = 0.010, count: int = 40, seed: int = 1) -> list[float]:
    random = Random(seed)
    return [seconds * random.lognormvariate(0, 0.03) for _ in range(count)]


def a_load(module: str, values: list[float]) -> Series:
    return a_series("load_seconds", values, step=STEP, module=module, mode="cold", phase="total")


def a_past(*modules: str, count: int = 40) -> Baseline:
    framework = a_framework(*(a_text(module) for module in modules))
    return a_baseline(framework, loads={module: loads(count=count, seed=7) for module in modules})


def found(
    series: list[Series],
    baseline: Baseline,
    *,
    changed: Collection[str] = (),
    moments: Mapping[str, int] | None = None,
    canary: tuple[float, ...] = (),
) -> list[Suspicion]:
    return list(suspicions(series, Occasion(baseline, changed, moments or {}, canary)))


def test_a_slower_module_is_suspected() -> None:
    (it,) = found([a_load("a", loads(0.013))], a_past("a"), changed={"a"})
    assert it.standing is Standing.SUSPECT
    assert 1.2 < it.ratio < 1.4


def test_the_interval_is_as_wide_as_processes_differ() -> None:
    (it,) = found([a_load("a", loads(0.013))], a_past("a"), changed={"a"})
    low, high = it.interval
    assert low * 1.3 < high
    assert low < it.ratio < high


def test_nothing_is_said_of_a_module_that_is_as_fast_or_faster() -> None:
    for seconds in (0.010, 0.005):
        assert found([a_load("a", loads(seconds))], a_past("a"), changed={"a"}) == []


def test_a_module_with_old_content_is_not_to_blame() -> None:
    (it,) = found([a_load("a", loads(0.013))], a_past("a"))
    assert it.standing is Standing.ENVIRONMENT


def test_too_few_samples_say_nothing() -> None:
    (it,) = found([a_load("a", loads(0.013, 19))], a_past("a"), changed={"a"})
    assert (it.standing, it.samples) == (Standing.INSUFFICIENT, 19)
    (it,) = found([a_load("a", loads(0.013))], a_past("a", count=19), changed={"a"})
    assert it.standing is Standing.INSUFFICIENT


def test_what_was_not_there_is_new_and_not_too_seldom_loaded() -> None:
    (it,) = found([a_load("b", loads(0.013))], a_past("a"), changed={"b"})
    assert (it.standing, it.ratio) == (Standing.INSUFFICIENT, inf)
    assert it.detail.startswith("it is new since the baseline")


def test_samples_from_before_the_change_do_not_count() -> None:
    values = [*loads(count=60), *loads(0.013, 30)]
    changed_at = NOW - 30 * STEP
    (it,) = found([a_load("a", values)], a_past("a"), changed={"a"}, moments={"a": changed_at})
    assert (it.standing, it.samples) == (Standing.SUSPECT, 30)


def test_a_slow_machine_is_to_blame_when_its_canary_sings_slower() -> None:
    baseline = replace(a_past("a"), canary_seconds=(0.0002,) * 30)
    slow = [a_load("a", loads(0.013))]
    (it,) = found(slow, baseline, changed={"a"}, canary=(0.00021,) * 30)
    assert it.standing is Standing.ENVIRONMENT
    assert "5 % slower" in it.detail
    (it,) = found(slow, baseline, changed={"a"}, canary=(0.000201,) * 30)
    assert it.standing is Standing.SUSPECT


def test_a_fast_machine_is_no_excuse() -> None:
    baseline = replace(a_past("a"), canary_seconds=(0.0002,) * 30)
    (it,) = found([a_load("a", loads(0.013))], baseline, changed={"a"}, canary=(0.0001,) * 30)
    assert it.standing is Standing.SUSPECT


def test_what_became_as_fast_as_it_was_is_not_suspected() -> None:
    values = [*loads(0.013, 70), *loads(count=60)]
    assert found([a_load("a", values)], a_past("a"), changed={"a"}) == []


def test_where_the_machine_is_to_blame_a_little_is_said_too() -> None:
    past = replace(a_past("a"), canary_seconds=(0.0002,) * 30)
    for ratio, many in ((1.05, 0), (1.06, 1)):
        slower = [value * ratio for value in loads(seed=7)]
        assert len(found([a_load("a", slower)], past, canary=(0.0003,) * 30)) == many


def test_one_module_in_five_does_not_accuse_the_machine() -> None:
    names = "abcdefghij"
    slow = [a_load(name, loads(0.013 if name in "ab" else 0.01)) for name in names]
    standings = {it.module: it.standing for it in found(slow, a_past(*names), changed=set(names))}
    assert standings == dict.fromkeys("ab", Standing.SUSPECT)


def test_many_modules_that_slow_down_together_point_to_the_machine() -> None:
    slow = [a_load(name, loads(0.013 if name in "abc" else 0.01)) for name in "abcdefgh"]
    standings = {it.module: it.standing for it in found(slow, a_past(*"abcdefgh"), changed={"a"})}
    assert standings == dict.fromkeys("abc", Standing.ENVIRONMENT)


def test_a_shared_component_is_not_taken_for_the_machine() -> None:
    slow = [a_load(name, loads(0.013 if name in "abc" else 0.01)) for name in "abcdefgh"]
    standings = {it.module: it.standing for it in found(slow, a_past(*"abcdefgh"), changed="abc")}
    assert standings == dict.fromkeys("abc", Standing.SUSPECT)


@settings(max_examples=40)
@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")))
def test_the_order_of_modules_does_not_matter(order: list[str], slow: set[str]) -> None:
    series = {name: a_load(name, loads(0.02 if name in slow else 0.01)) for name in "abcdef"}
    said = found([series[name] for name in order], a_past(*"abcdef"), changed="abc")
    usual = found(list(series.values()), a_past(*"abcdef"), changed="abc")
    assert sorted(said, key=lambda it: it.module) == usual


@settings(max_examples=60)
@given(
    st.lists(st.floats(0, 1e300), max_size=60),
    st.lists(st.floats(0, 1e300), max_size=60),
    st.lists(st.floats(0, 1e300), max_size=40),
    st.sampled_from([(), ("a",)]),
)
def test_no_samples_crash_it(
    then: list[float], now: list[float], canary: list[float], changed: tuple[str, ...]
) -> None:
    baseline = a_baseline(a_framework(a_text("a")), loads={"a": then})
    series = [a_load("a", now)] if now else []
    said = found(series, baseline, changed=changed, canary=tuple(canary))
    assert all(it.standing is not Standing.SUSPECT or changed for it in said)


@settings(max_examples=60)
@given(st.lists(st.floats(1e-6, 1e3), min_size=20, max_size=60), st.floats(0.01, 1.0))
def test_an_improvement_is_never_suspected(then: list[float], faster: float) -> None:
    baseline = a_baseline(a_framework(a_text("a")), loads={"a": then})
    now = [value * faster for value in then]
    assert found([a_load("a", now)], baseline, changed={"a"}) == []
