"""What the nodes of a directed graph reach, for graphs of any depth.

Nodes are numbers; `edges[node]` are the nodes it points at. Sets of nodes are the bits of an
integer: ten thousand closures of ten thousand nodes are united word by word, not node by node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

Edges: TypeAlias = Sequence[Sequence[int]]

NOBODY = -1


class Hops(NamedTuple):
    """What one node reaches within some hops."""

    sum: int
    """Of the weights of the node and all it reaches."""
    beyond: int
    """A node that is one hop too far; `NOBODY` when all is within reach."""


def strong_components(edges: Edges) -> list[list[int]]:
    """Find strongly connected components (Tarjan); one comes after all that it points at."""
    far = len(edges) + 1
    low = [0] * len(edges)
    order = [0] * len(edges)
    open_nodes: list[int] = []
    components: list[list[int]] = []
    steps: list[tuple[int, Iterator[int]]] = []
    count = 0
    for start in range(len(edges)):
        waiting = [] if order[start] else [start]
        while waiting or steps:
            if waiting:
                node = waiting.pop()
                count += 1
                order[node] = low[node] = count
                open_nodes.append(node)
                steps.append((node, iter(edges[node])))
            node, ahead = steps[-1]
            for target in ahead:
                if not order[target]:
                    waiting.append(target)
                    break
                low[node] = min(low[node], low[target])
            else:
                steps.pop()
                if low[node] == order[node]:
                    component = _taken_down_to(node, open_nodes)
                    components.append(component)
                    for member in component:
                        low[member] = far
                elif steps:
                    above = steps[-1][0]
                    low[above] = min(low[above], low[node])
    return components


def reach_sums(
    edges: Edges, weights: Sequence[int], components: Sequence[Sequence[int]]
) -> list[int]:
    """Sum the weights of each node and of all it reaches; `components` as found above."""
    home = [0] * len(edges)
    for index, component in enumerate(components):
        for node in component:
            home[node] = index
    sizes = [sum(weights[node] for node in component) for component in components]
    ahead = [
        {home[target] for node in component for target in edges[node]} - {index}
        for index, component in enumerate(components)
    ]
    scale = _Scale.of(sizes, {index for targets in ahead for index in targets})
    masks: list[int] = []
    for targets in ahead:
        masks.append(_union(scale.bits[target] | masks[target] for target in targets))
    sums = [size + scale.weigh(mask) for size, mask in zip(sizes, masks, strict=True)]
    return [sums[index] for index in home]


def hop_sums(edges: Edges, weights: Sequence[int], hops: int) -> list[Hops]:
    """Sum the weights of each node and of what it reaches within some hops, each once."""
    scale = _Scale.of(weights, {target for targets in edges for target in targets})
    sources = [node for node, targets in enumerate(edges) if targets]
    masks = [0] * len(edges)
    near = masks
    for _ in range(hops + 1):
        near, masks = masks, _one_hop_more(edges, sources, masks, scale.bits)
        if masks == near:
            break
    return [
        Hops(weight + scale.weigh(within & ~own), scale.first(reached & ~within & ~own))
        for weight, own, within, reached in zip(weights, scale.bits, near, masks, strict=True)
    ]


def _taken_down_to(node: int, open_nodes: list[int]) -> list[int]:
    component = [open_nodes.pop()]
    while component[-1] != node:
        component.append(open_nodes.pop())
    return component


def _one_hop_more(
    edges: Edges, sources: Iterable[int], masks: list[int], bits: Sequence[int]
) -> list[int]:
    further = masks.copy()
    for node in sources:
        further[node] = _union(bits[target] | masks[target] for target in edges[node])
    return further


def _union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


class _Scale(NamedTuple):
    """Weighs a set of nodes: the n-th plane holds the nodes whose weight has the bit 2**n."""

    bits: list[int]
    """Each node's own bit; 0 for a node that nothing points at, to keep the sets short."""
    nodes: list[int]
    """The node of each bit."""
    planes: list[int]

    @classmethod
    def of(cls, weights: Sequence[int], targets: set[int]) -> _Scale:
        bits = [0] * len(weights)
        nodes = sorted(targets)
        planes = [0] * max((weights[node].bit_length() for node in nodes), default=0)
        for place, node in enumerate(nodes):
            bits[node] = 1 << place
            for power in range(weights[node].bit_length()):
                if weights[node] >> power & 1:
                    planes[power] |= bits[node]
        return cls(bits, nodes, planes)

    def weigh(self, mask: int) -> int:
        if not mask:
            return 0
        return sum((mask & plane).bit_count() << power for power, plane in enumerate(self.planes))

    def first(self, mask: int) -> int:
        return self.nodes[(mask & -mask).bit_length() - 1] if mask else NOBODY
