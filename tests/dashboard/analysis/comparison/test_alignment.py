"""Which module is which, and where text went."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.framework.module import Framework, Module
from dashboard.analysis.comparison.alignment import about, aligned, differing, moves
from tests.dashboard.analysis.pasts import a_framework, a_text

SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 400), max_size=8)


def paths(before: Framework, after: Framework) -> list[tuple[str, str]]:
    return [
        (pair.before.path if pair.before else "", pair.after.path if pair.after else "")
        for pair in aligned(before, after)
    ]


def a_framework_of(sizes: dict[str, int]) -> Framework:
    return a_framework(*(a_text(path, tokens) for path, tokens in sizes.items()))


def test_modules_come_and_go() -> None:
    before, after = a_framework_of({"a": 1, "b": 2}), a_framework_of({"b": 3, "c": 4})
    assert paths(before, after) == [("b", "b"), ("", "c"), ("a", "")]


def test_the_same_content_elsewhere_was_renamed() -> None:
    before = a_framework(a_text("a", says="it"), a_text("b", says="it"))
    after = a_framework(a_text("b", says="it"), a_text("c", says="it"))
    assert paths(before, after) == [("b", "b"), ("a", "c")]


def test_what_one_lost_and_another_gained_was_moved() -> None:
    before, after = a_framework_of({"a": 500, "b": 100}), a_framework_of({"a": 300, "b": 305})
    assert moves(aligned(before, after)) == {"a": "b", "b": "a"}


def test_what_was_moved_into_a_new_file_was_moved() -> None:
    before, after = a_framework_of({"a": 500}), a_framework_of({"a": 300, "new": 204})
    assert moves(aligned(before, after)) == {"a": "new", "new": "a"}


def test_a_few_words_are_not_moved() -> None:
    before, after = a_framework_of({"a": 50, "b": 50}), a_framework_of({"a": 40, "b": 60})
    assert moves(aligned(before, after)) == {}


def test_amounts_that_differ_were_not_moved() -> None:
    assert about(100, 109)
    assert not about(100, 120)
    assert not about(3, -1)


@given(SIZES, SIZES)
def test_every_module_is_in_one_pair(before: dict[str, int], after: dict[str, int]) -> None:
    found = paths(a_framework_of(before), a_framework_of(after))
    assert sorted(it for it, _ in found if it) == sorted(before)
    assert sorted(it for _, it in found if it) == sorted(after)


@given(SIZES, SIZES)
def test_a_move_has_two_ends(before: dict[str, int], after: dict[str, int]) -> None:
    found = moves(aligned(a_framework_of(before), a_framework_of(after)))
    assert all(found[found[path]] == path != found[path] for path in found)


@given(SIZES, st.lists(SIZES, max_size=5))
def test_pairs_carried_on_from_save_to_save_are_those_aligned_anew(
    first: dict[str, int], saves: list[dict[str, int]]
) -> None:
    known: dict[tuple[str, int], Module] = {}
    before = a_framework_of(first)
    for save in ({**first, **edited} for edited in (*saves, *saves)):
        modules = (
            known.setdefault(it, a_text(*it, says="one" * (it[1] < 9))) for it in save.items()
        )
        after = a_framework(*modules)
        assert differing(before, after) == tuple(it for it in aligned(before, after) if it.differs)


@given(SIZES, st.lists(SIZES, max_size=5))
def test_pairs_are_carried_on_while_files_come_and_go(
    first: dict[str, int], saves: list[dict[str, int]]
) -> None:
    before = a_framework_of(first)
    for after in map(a_framework_of, saves):
        assert differing(before, after) == tuple(it for it in aligned(before, after) if it.differs)
