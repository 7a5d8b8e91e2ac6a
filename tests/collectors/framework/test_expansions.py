"""What a loader could expand into each module."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.expansions import Expansions
from collectors.framework.graph import closure
from collectors.framework.module import Kind
from tests.collectors.framework.parts import framework, include, part

NAMES = tuple(f"{letter}.md" for letter in "abcdefgh")
TARGETS = st.lists(st.sampled_from(NAMES), max_size=2)


def test_a_module_holds_itself_and_what_its_includes_include() -> None:
    web = framework(
        part("a.md", include("b.md")), part("b.md", include("c.md")), part("c.md"), part("d.md")
    )
    assert Expansions.of(web).held("a.md", ["d.md", "c.md", "a.md"]) == ("c.md", "a.md")


def test_carriers_are_counted_among_those_asked_about() -> None:
    web = framework(
        part("a.md", include("b.md")), part("b.md", include("c.md")), part("c.md"), part("d.md")
    )
    counts = Expansions.of(web).carriers(["c.md", "b.md", "gone.md"], ["a.md", "c.md", "d.md"])
    assert counts == (2, 1, 0)


def test_what_is_linked_alike_is_expanded_once() -> None:
    web = framework(part("a.md", include("b.md")), part("b.md"))
    expansions = Expansions.of(web)
    assert expansions.following(replace(web, layout="another")) is expansions


def test_what_is_linked_otherwise_is_expanded_anew() -> None:
    expansions = Expansions.of(framework(part("a.md", include("b.md")), part("b.md")))
    for other in (framework(part("a.md"), part("b.md")), framework(part("c.md"), part("d.md"))):
        assert expansions.following(other) == Expansions.of(other)


def test_a_module_that_is_not_there_holds_nothing() -> None:
    assert Expansions.of(framework(part("a.md"))).held("gone.md", ["a.md", "gone.md"]) == ()


def test_a_chain_of_thousands_is_followed() -> None:
    names = [f"{number:04}.md" for number in range(2_000)]
    following = zip(names, [*names[1:], "end.md"], strict=True)
    chain = framework(*(part(name, include(target)) for name, target in following))
    assert Expansions.of(chain).held(names[0], [names[-1]]) == (names[-1],)


@settings(max_examples=60)
@given(st.lists(st.tuples(TARGETS, TARGETS), min_size=8, max_size=8))
def test_it_agrees_with_the_closure_of_each_module(
    targets: list[tuple[list[str], list[str]]],
) -> None:
    texts = [
        include(*named) + "".join(f"\n@{it}" for it in attached) for named, attached in targets
    ]
    pairs = zip(NAMES, texts, strict=True)
    web = framework(*(part(name, text, Kind.COMMAND) for name, text in pairs))
    expansions = Expansions.of(web)
    closures = {name: set(closure(web, name)) for name in NAMES}
    for name in NAMES:
        assert set(expansions.held(name, NAMES)) == closures[name]
        assert sorted(expansions.members(name)) == sorted(closures[name])
        assert expansions.loading([name]) == {it for it in NAMES if name in closures[it]}
    assert [expansions.size(name) for name in NAMES] == [len(closures[it]) for it in NAMES]
    carried = tuple(sum(name in held for held in closures.values()) for name in NAMES)
    assert expansions.carriers(NAMES, NAMES) == carried
