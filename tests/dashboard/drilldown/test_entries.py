from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.module import Finding, Framework
from collectors.framework.reference import Syntax
from dashboard.drilldown.entries import DEEPEST, MOST, Entry, findings, included_by, includes
from dashboard.piece import measure
from tests.dashboard.builders import a_module, a_reference


def a_framework(**links: list[str]) -> Framework:
    """Modules by name, each with what it includes."""
    modules = (
        a_module(name, references=tuple(a_reference(to, path=to) for to in targets))
        for name, targets in links.items()
    )
    return Framework(modules=tuple(modules))


def said(entry: Entry, cells: int = 160) -> str:
    return "".join(piece.text for piece in entry.line(cells))


def count(entries: tuple[Entry, ...]) -> int:
    return sum(1 + count(entry.children) for entry in entries)


def depth(entries: tuple[Entry, ...]) -> int:
    return max((1 + depth(entry.children) for entry in entries), default=0)


def test_what_a_module_includes_includes_in_turn() -> None:
    (child,) = includes(a_framework(a=["b"], b=["c"], c=[]), "a")
    assert child.path == "b"
    assert [entry.path for entry in child.children] == ["c"]


def test_a_cycle_ends_where_it_began() -> None:
    (child,) = includes(a_framework(a=["b"], b=["a"]), "a")
    (back,) = child.children
    assert back.children == ()
    assert "see above" in said(back)


def test_what_is_met_twice_is_told_once() -> None:
    first, second = includes(a_framework(a=["b", "b"], b=["c"], c=[]), "a")
    assert first.children
    assert not second.children


def test_nothing_is_above_of_what_no_file_names() -> None:
    first, second = included_by(a_framework(a=["b", "b"], b=[]), "b")
    assert not first.children
    assert "see above" not in said(second)


def test_load_classes_are_told_apart_by_sign_and_word() -> None:
    syntaxes = (Syntax.AT_IMPORT, Syntax.INCLUDE_PATH, Syntax.MARKDOWN_LINK)
    references = tuple(a_reference("b", path="b", syntax=syntax) for syntax in syntaxes)
    framework = Framework(modules=(a_module("a", references=references), a_module("b")))
    words = [said(entry)[:9].strip() for entry in includes(framework, "a")]
    assert words == ["● eager", "○ include", "· mention"]


def test_a_missing_target_is_missing_in_words_and_leads_nowhere() -> None:
    framework = Framework(modules=(a_module("a", references=(a_reference("gone.md"),)),))
    (entry,) = includes(framework, "a")
    assert said(entry).startswith("✖ missing")
    assert "gone.md" in said(entry)
    assert entry.path == ""


def test_an_entry_knows_where_it_is_written() -> None:
    (child,) = includes(a_framework(a=["b"], b=["c"], c=[]), "a")
    (grandchild,) = child.children
    assert (grandchild.spot_path, grandchild.spot_line) == ("b", 1)


def test_dependents_are_followed_against_the_references() -> None:
    (user,) = included_by(a_framework(a=["b"], b=["c"], c=[]), "c")
    assert user.path == "b"
    assert [entry.path for entry in user.children] == ["a"]


def test_of_a_long_path_its_end_is_told_with_its_line() -> None:
    path = "a_framework/with/many/folders/components/quality/checks.md"
    (entry,) = includes(a_framework(a=[path]), "a")
    drawn = entry.line(56)
    assert measure(drawn) == 56
    assert "…" in said(entry, 56)
    assert said(entry, 56).endswith("quality/checks.md  line 1")


def test_findings_come_by_line() -> None:
    found = (
        Finding("cycle", "a", 9, "x"),
        Finding("binary", "b", 1, ""),
        Finding("odd", "a", 2, "y"),
    )
    entries = findings(Framework(findings=found), "a")
    assert [entry.spot_line for entry in entries] == [2, 9]


def test_a_long_chain_is_cut() -> None:
    links = {str(number): [str(number + 1)] for number in range(2_000)}
    assert depth(includes(a_framework(**links), "0")) == DEEPEST


def test_a_wide_module_is_cut() -> None:
    framework = a_framework(a=[str(number) for number in range(2_000)])
    assert count(includes(framework, "a")) == MOST


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=60))
def test_no_graph_is_too_tangled(edges: list[tuple[int, int]]) -> None:
    links = {str(node): [str(to) for at, to in edges if at == node] for node in range(10)}
    framework = a_framework(**links)
    assert count(includes(framework, "0")) <= len(edges)
    assert count(included_by(framework, "0")) <= len(edges)
