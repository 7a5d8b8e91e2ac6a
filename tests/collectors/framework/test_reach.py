from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.reach import NOBODY, Hops, hop_sums, reach_sums, strong_components

Graph = tuple[list[list[int]], list[int]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Edges and weights of up to a dozen nodes."""
    nodes = draw(st.integers(1, 12))
    targets = st.lists(st.integers(0, nodes - 1), max_size=4, unique=True)
    edges = draw(st.lists(targets, min_size=nodes, max_size=nodes))
    weights = draw(st.lists(st.integers(0, 5_000), min_size=nodes, max_size=nodes))
    return edges, weights


def reached(edges: list[list[int]], node: int, hops: int) -> set[int]:
    """The obvious way."""
    found = {node}
    for _ in range(hops):
        found |= {target for each in found for target in edges[each]}
    return found


@settings(max_examples=60)
@given(graphs())
def test_a_closure_is_summed_as_if_walked(graph: Graph) -> None:
    edges, weights = graph
    everywhere = [reached(edges, node, len(edges)) for node in range(len(edges))]
    expected = [sum(weights[it] for it in found) for found in everywhere]
    assert reach_sums(edges, weights, strong_components(edges)) == expected


@settings(max_examples=60)
@given(graphs(), st.integers(0, 5))
def test_what_lies_within_some_hops_is_summed_as_if_walked(graph: Graph, hops: int) -> None:
    edges, weights = graph
    near = [reached(edges, node, hops) for node in range(len(edges))]
    far = [reached(edges, node, hops + 1) for node in range(len(edges))]
    found = hop_sums(edges, weights, hops)
    assert [it.sum for it in found] == [sum(weights[node] for node in nodes) for nodes in near]
    for hop, within, further in zip(found, near, far, strict=True):
        assert hop.beyond in (further - within or {NOBODY})


@settings(max_examples=60)
@given(graphs())
def test_components_hold_what_reaches_each_other(graph: Graph) -> None:
    edges, _ = graph
    everywhere = [reached(edges, node, len(edges)) for node in range(len(edges))]
    components = strong_components(edges)
    assert sorted(node for component in components for node in component) == [*range(len(edges))]
    for component in components:
        knot = {it for it in everywhere[component[0]] if component[0] in everywhere[it]}
        assert set(component) == knot


@settings(max_examples=60)
@given(graphs())
def test_a_component_comes_after_all_it_points_at(graph: Graph) -> None:
    edges, _ = graph
    done: set[int] = set()
    for component in strong_components(edges):
        done |= set(component)
        assert all(target in done for node in component for target in edges[node])


def test_a_chain_of_any_length_is_followed() -> None:
    nodes = 20_000
    edges = [[node + 1] for node in range(nodes - 1)] + [[]]
    assert reach_sums(edges, [1] * nodes, strong_components(edges))[0] == nodes


def test_a_hop_too_far_names_what_is_lost() -> None:
    assert hop_sums([[1], [2], []], [1, 1, 1], 1)[0] == Hops(2, 2)


def test_an_empty_graph_has_nothing_to_sum() -> None:
    assert reach_sums([], [], strong_components([])) == []
    assert hop_sums([], [], 4) == []
