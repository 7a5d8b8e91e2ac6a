from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.graph import (
    Graph,
    ReferenceTotals,
    closure,
    imports,
    phases,
    reference_totals,
)
from collectors.framework.module import Framework, Kind, Module
from tests.collectors.framework.parts import framework, include, linked, part

LETTERS = "abcdefgh"


def module(graph: Graph, path: str) -> Module:
    return next(each for each in graph.modules if each.path == path)


def findings(graph: Graph) -> list[tuple[str, str, int]]:
    return [(it.kind, it.path, it.line) for it in graph.findings]


@st.composite
def webs(draw: st.DrawFn) -> dict[str, list[str]]:
    """Some files, and which of them each includes."""
    names = LETTERS[: draw(st.integers(1, len(LETTERS)))]
    targets = st.lists(st.sampled_from(names), max_size=3)
    return {name: draw(targets) for name in names}


def test_a_closure_is_summed_over_distinct_modules() -> None:
    graph = linked(
        part("a.md", include("b.md", "c.md")), part("b.md", include("c.md")), part("c.md", "12345")
    )
    sizes = {each.path: each.tokens for each in graph.modules}
    assert module(graph, "a.md").full_tokens == sum(sizes.values())
    assert module(graph, "b.md").full_tokens == sizes["b.md"] + 5


def test_only_imports_are_eager() -> None:
    graph = linked(
        part("CLAUDE.md", "@b.md\n" + include("c.md"), Kind.MEMORY),
        part("b.md", "12345"),
        part("c.md", "12345"),
    )
    memory = module(graph, "CLAUDE.md")
    assert memory.eager_tokens == memory.tokens + 5
    assert memory.full_tokens == memory.tokens + 10


def test_mentions_are_references_but_in_no_closure() -> None:
    graph = linked(part("a.md", "see [b](b.md) and `gone.md`"), part("b.md", "12345"))
    found = module(graph, "a.md")
    assert [(it.path, it.found) for it in found.references] == [("b.md", True), ("", False)]
    assert found.full_tokens == found.tokens
    assert graph.findings == ()


def test_imports_end_after_so_many_hops() -> None:
    parts = [part("CLAUDE.md", "@a.md", Kind.MEMORY), part("a.md", "@b.md"), part("b.md", "123")]
    graph = linked(*parts, import_hops=1)
    memory = module(graph, "CLAUDE.md")
    assert memory.eager_tokens == memory.tokens + module(graph, "a.md").tokens
    assert findings(graph) == [("too-deep", "CLAUDE.md", 0)]


def test_imports_are_followed_no_longer_than_there_are_any() -> None:
    parts = [part("CLAUDE.md", "@a.md", Kind.MEMORY), part("a.md", "@CLAUDE.md")]
    modules = {it.path: it for it in linked(*parts).modules}
    assert imports(modules, "CLAUDE.md", hops=10**15) == ("CLAUDE.md", "a.md")


def test_what_is_attached_is_attached_as_it_is() -> None:
    graph = linked(
        part("a.md", "@b.md", Kind.COMMAND),
        part("b.md", f"@a.md @c.md\n{include('d.md')}", Kind.COMMAND),
        part("c.md", "123"),
        part("d.md", "12345"),
    )
    a, b, c, d = graph.modules
    assert a.eager_tokens == a.tokens + b.tokens
    assert a.full_tokens == a.eager_tokens + d.tokens
    assert b.full_tokens == a.tokens + b.tokens + c.tokens + d.tokens
    assert [it.dependents for it in graph.modules] == [1, 1, 1, 1]
    assert (graph.cycles, graph.findings) == ((), ())
    web = Framework(modules=graph.modules)
    assert closure(web, "a.md") == ("a.md", "b.md", "d.md")
    assert phases(web, "b.md")[-1] == ("b.md",)


def test_what_loads_a_command_loads_nothing_that_is_attached_to_it() -> None:
    graph = linked(
        part("a.md", include("b.md")), part("b.md", "@c.md", Kind.COMMAND), part("c.md", "123")
    )
    a, b, c = graph.modules
    assert (a.full_tokens, b.full_tokens) == (a.tokens + b.tokens, b.tokens + c.tokens)


def test_an_import_that_nothing_expands_is_no_reference() -> None:
    graph = linked(part("README.md", "try @docs/guide.md"), part("docs/guide.md", "x"))
    assert module(graph, "README.md").references == ()


def test_an_import_within_an_imported_file_is_a_reference() -> None:
    graph = linked(
        part("CLAUDE.md", "@docs/a.md", Kind.MEMORY), part("docs/a.md", "@b.md"), part("docs/b.md")
    )
    assert [it.path for it in module(graph, "docs/a.md").references] == ["docs/b.md"]


def test_what_others_include_is_a_component() -> None:
    graph = linked(
        part("a.md", include("b.md", "c.md", "a.md")), part("b.md"), part("c.md", kind=Kind.AGENT)
    )
    assert [each.kind for each in graph.modules] == [Kind.OTHER, Kind.COMPONENT, Kind.AGENT]


def test_dependents_are_counted_once_each_and_never_oneself() -> None:
    twice = include("c.md") + '<include component="c.md"/>'
    graph = linked(
        part("a.md", twice), part("b.md", include("c.md")), part("c.md", include("c.md"))
    )
    assert module(graph, "c.md").dependents == 2


def test_missing_targets_are_told_once_with_their_first_line() -> None:
    text = "\n" + include("gone.md") + '<include component="gone.md"/>'
    assert findings(linked(part("a.md", text))) == [("missing-target", "a.md", 2)]


def test_targets_outside_are_told_apart_from_missing_ones() -> None:
    graph = linked(part("CLAUDE.md", "@~/.ssh/id_rsa\n@/etc/passwd.md", Kind.MEMORY))
    assert [kind for kind, _, _ in findings(graph)] == ["outside-root", "outside-root"]


def test_problems_of_a_text_are_told_with_its_path() -> None:
    graph = linked(part("a.md", "---\nname: [\n---\n"))
    assert [(kind, path) for kind, path, _ in findings(graph)] == [("front-matter", "a.md")]


def test_a_cycle_is_told_once_and_starts_with_the_smallest_path() -> None:
    graph = linked(
        part("c.md", include("a.md")), part("a.md", include("b.md")), part("b.md", include("c.md"))
    )
    assert graph.cycles == (("a.md", "b.md", "c.md", "a.md"),)
    assert findings(graph) == [("cycle", "a.md", 0)]


def test_a_module_that_includes_itself_is_a_cycle() -> None:
    assert linked(part("a.md", include("a.md"))).cycles == (("a.md", "a.md"),)


def test_references_add_up_as_the_report_counts_them() -> None:
    text = include("b.md", "b.md", "gone.md") + '<include component="b.md"/>' + "see [b](b.md)"
    totals = reference_totals(framework(part("a.md", text), part("b.md", include("b.md"))))
    assert totals == ReferenceTotals(occurrences=6, edges=3, missing=1, cycles=1)


def test_a_closure_is_in_include_order() -> None:
    found = framework(
        part("a.md", include("c.md", "b.md")),
        part("b.md"),
        part("c.md", include("d.md")),
        part("d.md"),
    )
    assert closure(found, "a.md") == ("a.md", "c.md", "d.md", "b.md")


def test_an_unknown_module_has_no_closure() -> None:
    assert closure(framework(part("a.md")), "b.md") == ()
    assert phases(framework(part("a.md")), "b.md") == ()


def test_what_is_included_is_in_an_earlier_phase() -> None:
    found = framework(
        part("a.md", include("b.md", "c.md")),
        part("b.md", include("d.md")),
        part("c.md"),
        part("d.md"),
    )
    assert phases(found, "a.md") == (("d.md", "c.md"), ("b.md",), ("a.md",))


def test_a_cycle_shares_a_phase() -> None:
    found = framework(
        part("a.md", include("b.md")), part("b.md", include("a.md", "c.md")), part("c.md")
    )
    assert phases(found, "a.md") == (("c.md",), ("a.md", "b.md"))


def test_imports_are_listed_nearest_first() -> None:
    found = framework(
        part("CLAUDE.md", "@a.md @b.md", Kind.MEMORY),
        part("a.md", "@c.md"),
        part("b.md"),
        part("c.md"),
    )
    modules = {each.path: each for each in found.modules}
    assert imports(modules, "CLAUDE.md", hops=4) == ("CLAUDE.md", "a.md", "b.md", "c.md")
    assert imports(modules, "CLAUDE.md", hops=1) == ("CLAUDE.md", "a.md", "b.md")


@settings(max_examples=60)
@given(webs())
def test_sums_closures_and_phases_agree(web: dict[str, list[str]]) -> None:
    found = framework(
        *(part(f"{name}.md", include(*(f"{it}.md" for it in web[name]))) for name in web)
    )
    tokens = {each.path: each.tokens for each in found.modules}
    for each in found.modules:
        members = closure(found, each.path)
        assert each.full_tokens == sum(tokens[path] for path in members)
        assert sorted(path for phase in phases(found, each.path) for path in phase) == sorted(
            members
        )


@settings(max_examples=60)
@given(webs())
def test_every_cycle_is_a_closed_walk_along_references(web: dict[str, list[str]]) -> None:
    found = framework(
        *(part(f"{name}.md", include(*(f"{it}.md" for it in web[name]))) for name in web)
    )
    edges = {(each.path, it.path) for each in found.modules for it in each.references}
    for cycle in found.cycles:
        assert cycle[0] == cycle[-1] == min(cycle)
        assert set(pairwise(cycle)) <= edges


def test_a_long_chain_is_linked() -> None:
    nodes = 3_000
    chain = [part(f"{it}.md", include(f"{it + 1}.md")) for it in range(nodes)]
    found = framework(*chain, part(f"{nodes}.md", "end"))
    assert len(closure(found, "0.md")) == nodes + 1
    assert len(phases(found, "0.md")) == nodes + 1
