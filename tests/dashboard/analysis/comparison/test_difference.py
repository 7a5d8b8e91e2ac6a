"""Which exact figures are not what they were."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from collectors.baseline import NO_BASELINE
from collectors.framework.module import Framework, Kind, Startup
from dashboard.analysis.comparison.difference import Difference, Figure, differences
from tests.dashboard.analysis.pasts import a_baseline, a_framework, a_text

BEFORE = a_framework(a_text("a.md", 100), a_text("b.md", 50, kind=Kind.COMPONENT))


def found(before: Framework, after: Framework) -> dict[Figure, Difference]:
    return {it.figure: it for it in differences(a_baseline(before), after, ())}


def test_equal_frameworks_do_not_differ() -> None:
    again = a_framework(a_text("a.md", 100), a_text("b.md", 50, kind=Kind.COMPONENT))
    assert found(BEFORE, again) == {}


def test_a_larger_file_differs_in_all_that_it_adds_to() -> None:
    after = a_framework(a_text("a.md", 130), a_text("b.md", 50, kind=Kind.COMPONENT))
    changed = found(BEFORE, after)
    assert changed[Figure("module_tokens", "a.md")].current == 130
    assert changed[Figure("full_tokens", "a.md")].baseline == 100
    assert changed[Figure("framework_tokens", part="command")].current == 130
    assert Figure("framework_tokens", part="component") not in changed


def test_parts_of_the_startup_are_compared() -> None:
    before = replace(BEFORE, startup=Startup(memory_tokens=10, listing_tokens=5))
    after = replace(BEFORE, startup=Startup(memory_tokens=10, listing_tokens=9))
    figures = {Figure("startup_tokens"), Figure("startup_part_tokens", part="listing")}
    assert found(before, after).keys() == figures


def test_a_renamed_file_is_told_and_adds_nothing() -> None:
    before = a_framework(a_text("a.md", says="it"))
    (difference,) = found(before, a_framework(a_text("b.md", says="it"))).values()
    assert (difference.figure.module, difference.counterpart) == ("b.md", "a.md")
    assert difference.baseline == difference.current == 100


def test_new_and_removed_files_are_told() -> None:
    changed = found(a_framework(a_text("a.md")), a_framework(a_text("b.md", 40)))
    details = {it.figure.module: it.detail for it in changed.values() if it.detail}
    assert details == {"a.md": "gone", "b.md": "new"}


def test_what_moved_names_where_to() -> None:
    before = a_framework(a_text("a.md", 500), a_text("b.md", 100))
    changed = found(before, a_framework(a_text("a.md", 300), a_text("b.md", 300)))
    assert changed[Figure("module_tokens", "a.md")].counterpart == "b.md"
    assert changed[Figure("module_bytes", "b.md")].counterpart == "a.md"
    assert Figure("framework_tokens") not in changed


def test_a_kind_gains_nothing_that_other_kinds_lost() -> None:
    gained = Figure("framework_tokens", part="component")
    moved, grown = (
        a_framework(a_text("a.md", tokens), a_text("lib/c.md", 60, kind=Kind.COMPONENT))
        for tokens in (90, 91)
    )
    before = a_baseline(a_framework(a_text("a.md", 100), a_text("b.md", 50, kind=Kind.COMPONENT)))
    for after, is_move in ((moved, True), (grown, False)):
        changed = {it.figure: it for it in differences(before, after, ())}
        assert (changed[gained].moved, changed[gained].current) == (is_move, 60)


def test_another_encoding_makes_tokens_incomparable_and_leaves_bytes() -> None:
    after = a_framework(a_text("a.md", 130), encoding="o200k_base")
    marker, *others = differences(a_baseline(BEFORE), after, ())
    assert marker.rebased
    assert all(it.figure.unit != "tokens" for it in others)


def test_accepted_tokens_count_in_place_of_the_baseline() -> None:
    after = a_framework(a_text("a.md", 130), a_text("b.md", 50, kind=Kind.COMPONENT))
    accepted = (("a.md", 130), ("total", 200))
    changed = {it.figure: it for it in differences(a_baseline(BEFORE), after, accepted)}
    assert Figure("full_tokens", "a.md") not in changed
    assert changed[Figure("framework_tokens")].baseline == 200


def test_without_a_baseline_nothing_differs() -> None:
    assert differences(NO_BASELINE, BEFORE, ()) == ()
    assert differences(a_baseline(BEFORE), Framework(), ()) == ()


@given(st.permutations([("a", 10), ("b", 20), ("c", 30)]), st.integers(0, 90))
def test_the_order_of_modules_does_not_matter(order: list[tuple[str, int]], size: int) -> None:
    modules = tuple(a_text(path, tokens) for path, tokens in order)
    before, after = Framework(modules=modules), a_framework(a_text("a", size), a_text("d", 20))
    assert found(before, after) == found(a_framework(*modules), after)


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.integers(0, 300), st.integers(0, 300)))
)
def test_what_differs_really_does(sizes: dict[str, tuple[int, int]]) -> None:
    before = a_framework(*(a_text(path, size) for path, (size, _) in sizes.items()))
    after = a_framework(*(a_text(path, size) for path, (_, size) in sizes.items()))
    for difference in found(before, after).values():
        assert difference.baseline != difference.current
